/** A control with its label, what it is for, and what is said about it; every form is made of these. */
import { type ReactNode, useId } from 'react';
import { FieldNote } from './FieldNote.tsx';
import styles from './Field.module.css';
import { cx } from './cx.ts';
import { useShows } from './ShownProblems.tsx';
import { told, type Told } from './told.ts';

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
  /** What is wrong with it, or advice. */
  error?: string | Told | undefined;
  /** Why the control itself does not take what stands in it; it is said in place of the error. */
  refusal?: string | undefined;
  /** Something small at the end of the label's line. */
  aside?: ReactNode;
  /** Label and control in one line: switches, short numbers. */
  inline?: boolean;
  /** The label is only for screen readers. */
  bare?: boolean;
  className?: string | undefined;
}

export function Field({
  label,
  help,
  error,
  refusal,
  aside,
  inline = false,
  bare = false,
  className,
  children,
}: FieldProps & { children: (control: FieldControl) => ReactNode }) {
  const id = useId();
  const note = told(refusal ?? error);
  // A refusal says the same thing sooner.
  useShows(typeof error === 'object' ? error : undefined);
  const described = [help ? `${id}-help` : '', note ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className={cx(styles['field'], inline && styles['inline'], bare && styles['bare'], className)}>
      <div className={styles['head']}>
        <label className={styles['label']} htmlFor={id}>
          {label}
        </label>
        {aside}
      </div>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': note?.severity === 'error' ? true : undefined,
      })}
      {help && (
        <p className={styles['help']} id={`${id}-help`}>
          {help}
        </p>
      )}
      {note && <FieldNote id={`${id}-error`} told={note} />}
    </div>
  );
}
