/** A few words, each of which is taken or not. */
import type { ReactNode } from 'react';
import { useId } from 'react';
import { FieldNote } from './FieldNote.tsx';
import { nothing, useReadOnly } from './readOnly.ts';
import { told, type Told } from './told.ts';
import styles from './CheckField.module.css';

interface CheckFieldProps<Value extends string> {
  label: string;
  help?: ReactNode;
  error?: string | Told | undefined;
  values: readonly Value[];
  choices: readonly { value: Value; label: string }[];
  onChange: (values: Value[]) => void;
}

/** The chosen values come in the order of the choices. */
export function CheckField<Value extends string>({
  label,
  help,
  error,
  values,
  choices,
  onChange,
}: CheckFieldProps<Value>) {
  const id = useId();
  const readOnly = useReadOnly();
  const problem = told(error);
  const toggle = (value: Value, taken: boolean): void =>
    onChange(
      choices.map((choice) => choice.value).filter((other) => (other === value ? taken : values.includes(other))),
    );
  return (
    <fieldset aria-describedby={help ? id : undefined}>
      <legend className={styles['legend']}>{label}</legend>
      <div className={styles['choices']}>
        {readOnly &&
          (choices
            .filter(({ value }) => values.includes(value))
            .map(({ label: words }) => words)
            .join(', ') ||
            nothing)}
        {!readOnly &&
          choices.map((choice) => (
            <label key={choice.value} className={styles['choice']}>
              <input
                type="checkbox"
                checked={values.includes(choice.value)}
                onChange={(event) => toggle(choice.value, event.target.checked)}
              />
              {choice.label}
            </label>
          ))}
      </div>
      {help && (
        <p id={id} className={styles['help']}>
          {help}
        </p>
      )}
      {problem && <FieldNote told={problem} />}
    </fieldset>
  );
}
