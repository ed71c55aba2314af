/** A JSON Schema as a form: each property as the field that fits it, and as JSON what fits none. */
import { isObject, type Json, type JsonObject } from '@baton/shared/graph';
import type { FieldProps } from '../../ui/Field.tsx';
import { CheckField } from '../../ui/CheckField.tsx';
import { JsonField } from '../../ui/JsonField.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { SwitchField } from '../../ui/SwitchField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { type AnswerErrors, type AnswerField, fieldsOf, titleOf, withField } from './answer.ts';

interface AnswerFieldsProps {
  schema: JsonObject;
  answer: JsonObject;
  errors: AnswerErrors;
  onChange: (answer: JsonObject) => void;
}

export function AnswerFields({ schema, answer, errors, onChange }: AnswerFieldsProps) {
  return fieldsOf(schema)?.map((field) => (
    <OneField
      key={field.key}
      field={field}
      value={answer[field.key]}
      error={errors.get(`/${field.key}`)}
      onChange={(value) => onChange(withField(answer, field.key, value))}
    />
  ));
}

interface OneFieldProps {
  field: AnswerField;
  value: Json | undefined;
  error: string | undefined;
  onChange: (value: Json | undefined) => void;
}

function OneField({ field, value, error, onChange }: OneFieldProps) {
  const { schema, required } = field;
  const shared = {
    label: titleOf(field) + (required ? '' : ' (optional)'),
    help: typeof schema['description'] === 'string' ? schema['description'] : undefined,
    error,
  };
  const choices = wordsIn(schema['enum']);
  if (choices.length > 0) {
    return (
      <SelectField
        {...shared}
        value={typeof value === 'string' ? value : ''}
        choices={choices.map((choice) => ({ value: choice, label: choice }))}
        onChange={onChange}
      />
    );
  }
  const several = schema['type'] === 'array' && isObject(schema['items']) ? wordsIn(schema['items']['enum']) : [];
  if (several.length > 0) {
    return (
      <CheckField
        {...shared}
        values={wordsIn(value)}
        choices={several.map((word) => ({ value: word, label: word }))}
        onChange={onChange}
      />
    );
  }
  if (schema['type'] === 'boolean') {
    return <SwitchField {...shared} checked={value === true} onChange={onChange} />;
  }
  if (schema['type'] === 'number' || schema['type'] === 'integer') {
    return (
      <NumberField
        {...shared}
        inline={false}
        step={schema['type'] === 'integer' ? 1 : 'any'}
        value={typeof value === 'number' ? value : undefined}
        onChange={onChange}
      />
    );
  }
  if (schema['type'] === 'string') {
    const long =
      schema['format'] === undefined && (typeof schema['maxLength'] !== 'number' || schema['maxLength'] > 120);
    return (
      <TextField {...shared} rows={long ? 2 : 1} value={typeof value === 'string' ? value : ''} onChange={onChange} />
    );
  }
  if (schema['type'] === 'array' && isObject(schema['items']) && schema['items']['type'] === 'string') {
    return <LinesField {...shared} lines={wordsIn(value)} onChange={onChange} />;
  }
  return (
    <JsonField
      {...shared}
      label={`${shared.label}, as JSON`}
      value={value ?? undefined}
      onChange={(next) => onChange(isObject(next) || Array.isArray(next) ? (next as Json) : undefined)}
    />
  );
}

interface LinesFieldProps extends FieldProps {
  lines: readonly string[];
  onChange: (lines: string[] | undefined) => void;
}

function LinesField({ label, lines, onChange, ...field }: LinesFieldProps) {
  const set = (next: string[]): void => onChange(next.length > 0 ? next : undefined);
  return (
    <TextField
      {...field}
      label={`${label}, one a line`}
      rows={2}
      value={lines.join('\n')}
      onChange={(text) => set(text === '' ? [] : text.split('\n'))}
      // An empty line is on its way to be a full one, until one goes on to something else.
      onBlur={() => set(lines.filter((line) => line.trim() !== ''))}
    />
  );
}

const wordsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
