/** One of a few. The browser's own select: it is known to every keyboard, screen reader and phone. */
import controls from './control.module.css';
import { cx } from './cx.ts';
import { Field, type FieldProps } from './Field.tsx';

export interface Choice<Value extends string = string> {
  value: Value;
  label: string;
}

export interface SelectFieldProps<Value extends string> extends FieldProps {
  value: Value;
  choices: readonly Choice<Value>[];
  onChange: (value: Value) => void;
}

export function SelectField<Value extends string>({ value, choices, onChange, ...field }: SelectFieldProps<Value>) {
  const known = choices.some((choice) => choice.value === value);
  return (
    <Field {...field}>
      {(control) => (
        <select
          {...control}
          className={cx(controls['control'], controls['select'])}
          value={value}
          onChange={(event) => {
            const chosen = choices.find((choice) => choice.value === event.target.value);
            if (chosen) onChange(chosen.value);
          }}
        >
          {!known && <option value={value}>{value === '' ? 'Choose…' : `${value} (not there any more)`}</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
