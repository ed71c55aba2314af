/** A list of words: Enter or a comma adds one, Backspace in an empty field takes the last one away. */
import { X } from 'lucide-react';
import { useState } from 'react';
import { Field, type FieldProps } from './Field.tsx';
import { nothing, useReadOnly } from './readOnly.ts';
import styles from './TagsField.module.css';

interface TagsFieldProps extends FieldProps {
  values: readonly string[];
  onChange: (values: string[]) => void;
  /** What is there to choose from; other words may be typed too. */
  options?: readonly string[];
  placeholder?: string;
  /** Without its label, which is then only for screen readers. */
  bare?: boolean;
  /** A word may come more than once: an order of steps. */
  repeats?: boolean;
}

export function TagsField({
  values,
  onChange,
  options = [],
  placeholder,
  bare = false,
  repeats = false,
  ...field
}: TagsFieldProps) {
  const [typed, setTyped] = useState('');
  const readOnly = useReadOnly();
  const add = (text: string): void => {
    const words = text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '' && (repeats || !values.includes(word)));
    setTyped('');
    if (words.length > 0) onChange([...values, ...(repeats ? words : new Set(words))]);
  };
  const change = (text: string): void => {
    if (text.includes(',') || options.includes(text)) add(text);
    else setTyped(text);
  };
  return (
    <Field {...field} bare={bare}>
      {(control) => (
        <div className={styles['box']} data-invalid={control['aria-invalid']}>
          {values.map((value, index) => (
            <span key={repeats ? `${value} ${index}` : value} className={styles['tag']}>
              {value}
              {!readOnly && (
                <button
                  type="button"
                  className={styles['remove']}
                  aria-label={`Remove ${value}`}
                  onClick={() => onChange(values.toSpliced(index, 1))}
                >
                  <X size={12} />
                </button>
              )}
            </span>
          ))}
          <input
            {...control}
            className={styles['input']}
            value={typed}
            placeholder={values.length > 0 ? undefined : readOnly ? nothing : placeholder}
            autoComplete="off"
            spellCheck={false}
            list={`${control.id}-options`}
            onChange={(event) => change(event.target.value)}
            onBlur={() => add(typed)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && typed !== '') {
                // Of a form that would be sent without it.
                event.preventDefault();
                add(typed);
              }
              if (event.key === 'Backspace' && typed === '') onChange(values.slice(0, -1));
            }}
          />
          <datalist id={`${control.id}-options`}>
            {options
              .filter((option) => repeats || !values.includes(option))
              .map((option) => (
                <option key={option} value={option}>
                  {option}
                </option>
              ))}
          </datalist>
        </div>
      )}
    </Field>
  );
}
