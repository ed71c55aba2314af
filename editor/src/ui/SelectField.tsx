/** One of a few: the browser's own select, known to every keyboard, screen reader and phone. One of many is searched. */
import controls from './control.module.css';
import { cx } from './cx.ts';
import { Field, type FieldControl, type FieldProps } from './Field.tsx';
import { SearchMenu } from './SearchMenu.tsx';

export interface Choice<Value extends string = string> {
  value: Value;
  label: string;
}

export interface SelectFieldProps<Value extends string> extends FieldProps {
  value: Value;
  choices: readonly Choice<Value>[];
  onChange: (value: Value) => void;
}

/** A select shows so many without scrolling, and is quicker then. */
const few = 20;

export function SelectField<Value extends string>({ value, choices, onChange, ...field }: SelectFieldProps<Value>) {
  return (
    <Field {...field}>
      {(control) =>
        choices.length > few ? (
          <LongSelect control={control} label={field.label} value={value} choices={choices} onChange={onChange} />
        ) : (
          <ShortSelect control={control} value={value} choices={choices} onChange={onChange} />
        )
      }
    </Field>
  );
}

interface SelectProps<Value extends string> {
  control: FieldControl;
  value: Value;
  choices: readonly Choice<Value>[];
  onChange: (value: Value) => void;
}

const unknown = (value: string): string => (value === '' ? 'Choose…' : `${value} (not there any more)`);

function ShortSelect<Value extends string>({ control, value, choices, onChange }: SelectProps<Value>) {
  const known = choices.find((choice) => choice.value === value);
  return (
    <select
      {...control}
      className={cx(controls['control'], controls['select'])}
      title={known?.label}
      value={value}
      onChange={(event) => {
        const chosen = choices.find((choice) => choice.value === event.target.value);
        if (chosen) onChange(chosen.value);
      }}
    >
      {!known && <option value={value}>{unknown(value)}</option>}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

function LongSelect<Value extends string>(props: SelectProps<Value> & { label: string }) {
  const { control, label, value, choices, onChange } = props;
  const words = choices.find((choice) => choice.value === value)?.label ?? unknown(value);
  return (
    <SearchMenu
      label={label}
      align="start"
      trigger={
        <button
          type="button"
          {...control}
          className={cx(controls['control'], controls['select'])}
          aria-label={`${label}: ${words}`}
          title={words}
        >
          {words}
        </button>
      }
      choices={choices.map((choice) => ({ key: choice.value, title: choice.label, value: choice.value }))}
      onChoose={(chosen) => onChange(chosen.value)}
    />
  );
}
