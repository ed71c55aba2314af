/** Text on one line, on several (it grows with what is typed), or as code. */
import type { CSSProperties, KeyboardEvent } from 'react';
import controls from './control.module.css';
import { cx } from './cx.ts';
import { Field, type FieldControl, type FieldProps } from './Field.tsx';
import { nothing, useReadOnly } from './readOnly.ts';

export interface TextFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string | undefined;
  mono?: boolean;
  /** Lines to begin with; one is a plain input. */
  rows?: number;
  readOnly?: boolean;
  /** The browser does not send a form without it. */
  required?: boolean;
  type?: 'text' | 'password' | 'url' | 'search';
  /** Suggestions that may be overruled. */
  options?: readonly string[];
  /** What a password manager may fill in; by itself nothing. */
  autoComplete?: string;
  onBlur?: () => void;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => void;
}

export function TextField({ label, help, error, refusal, aside, inline, bare, className, ...input }: TextFieldProps) {
  return (
    <Field
      label={label}
      help={help}
      error={error}
      refusal={refusal}
      aside={aside}
      inline={inline ?? false}
      bare={bare ?? false}
      className={className}
    >
      {(control) => <TextControl {...input} control={control} />}
    </Field>
  );
}

type ControlProps = Omit<TextFieldProps, keyof FieldProps> & { control: FieldControl };

function TextControl({
  control,
  value,
  onChange,
  mono = false,
  rows = 1,
  options,
  type = 'text',
  autoComplete = 'off',
  placeholder,
  ...rest
}: ControlProps) {
  const readOnly = useReadOnly();
  // An example would look like a value where nothing can be typed.
  const shared = { ...control, ...rest, placeholder: readOnly ? nothing : placeholder, value, spellCheck: !mono };
  // What is only looked at is seen as a whole, on as many lines as it needs.
  if (readOnly ? value !== '' : rows > 1) {
    return (
      <textarea
        {...shared}
        className={cx(controls['control'], controls['area'], mono && controls['mono'])}
        style={{ '--rows': readOnly ? 1 : rows } as CSSProperties}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <>
      <input
        {...shared}
        type={type}
        className={cx(controls['control'], mono && controls['mono'])}
        autoComplete={autoComplete}
        list={options && `${control.id}-options`}
        onChange={(event) => onChange(event.target.value)}
      />
      {options && (
        <datalist id={`${control.id}-options`}>
          {options.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}
