/** A control with its label, what it is for, and what is wrong with it; every form is made of these. */
import { type ReactNode, useId } from 'react';
import styles from './Field.module.css';
import { cx } from './cx.ts';

/** What ties a control to its label and texts; spread it on the control. */
export interface FieldControl {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

export interface FieldProps {
  label: string;
  /** What it is for, where the label does not say it all. */
  help?: ReactNode;
  error?: string | undefined;
  /** Something small at the end of the label's line. */
  aside?: ReactNode;
  /** Label and control in one line: switches, short numbers. */
  inline?: boolean;
  className?: string | undefined;
}

export function Field({
  label,
  help,
  error,
  aside,
  inline = false,
  className,
  children,
}: FieldProps & { children: (control: FieldControl) => ReactNode }) {
  const id = useId();
  const described = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className={cx(styles['field'], inline && styles['inline'], className)}>
      <div className={styles['head']}>
        <label className={styles['label']} htmlFor={id}>
          {label}
        </label>
        {aside}
      </div>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {help && (
        <p className={styles['help']} id={`${id}-help`}>
          {help}
        </p>
      )}
      {error && (
        <p className={styles['error']} id={`${id}-error`}>
          {asSentence(error)}
        </p>
      )}
    </div>
  );
}

const asSentence = (words: string): string => `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
