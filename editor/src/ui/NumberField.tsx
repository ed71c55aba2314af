/** A number that may be left empty, which means the default that the placeholder shows. */
import { useState } from 'react';
import controls from './control.module.css';
import { cx } from './cx.ts';
import { Field, type FieldProps } from './Field.tsx';
import { nothing, useReadOnly } from './readOnly.ts';

export interface NumberFieldProps extends FieldProps {
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  placeholder?: string | undefined;
  min?: number;
  max?: number;
  step?: number | 'any';
  unit?: string;
}

export function NumberField({
  value,
  onChange,
  placeholder,
  min,
  max,
  step = 1,
  inline = true,
  ...field
}: NumberFieldProps) {
  // What is being typed may not be a number yet ("0.", "-").
  const [typed, setTyped] = useState<string>();
  const readOnly = useReadOnly();
  const shown = value === undefined ? '' : String(value);
  const change = (text: string): void => {
    setTyped(text);
    const number = Number(text);
    if (text.trim() === '') onChange(undefined);
    else if (Number.isFinite(number)) onChange(number);
  };
  return (
    <Field {...field} inline={inline}>
      {(control) => (
        <input
          {...control}
          className={cx(controls['control'], controls['number'])}
          type="number"
          inputMode="decimal"
          min={min}
          max={max}
          step={step}
          placeholder={readOnly ? nothing : placeholder}
          value={typed ?? (readOnly && placeholder !== undefined && shown === '' ? placeholder : shown)}
          onChange={(event) => change(event.target.value)}
          onBlur={() => setTyped(undefined)}
        />
      )}
    </Field>
  );
}
