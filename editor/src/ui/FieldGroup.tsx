/** Several controls that are one thing, under one label as of a field. */
import { type ReactNode, useId } from 'react';
import type { FieldProps } from './Field.tsx';
import styles from './Field.module.css';
import { FieldNote } from './FieldNote.tsx';
import { told } from './told.ts';

interface FieldGroupProps extends Pick<FieldProps, 'label' | 'help' | 'error' | 'aside'> {
  children: ReactNode;
}

export function FieldGroup({ label, help, error, aside, children }: FieldGroupProps) {
  const id = useId();
  const note = told(error);
  const described = [help ? `${id}-help` : '', note ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <fieldset className={styles['group']} aria-label={label} aria-describedby={described || undefined}>
      <div className={styles['head']}>
        <span className={styles['label']}>{label}</span>
        {aside}
      </div>
      {children}
      {help && (
        <p className={styles['help']} id={`${id}-help`}>
          {help}
        </p>
      )}
      {note && <FieldNote id={`${id}-error`} told={note} />}
    </fieldset>
  );
}
