/** A shape: as fields with names and types, or as the JSON Schema that they are. */
import { useState } from 'react';
import type { FieldProps } from '../Field.tsx';
import { FieldGroup } from '../FieldGroup.tsx';
import { JsonField, wantsObject } from '../JsonField.tsx';
import { Segments } from '../Segments.tsx';
import { entriesOf, isSchema, type Schema, withEntries } from './schema.ts';
import { SchemaFields } from './SchemaFields.tsx';

interface SchemaFieldProps extends Omit<FieldProps, 'aside' | 'inline'> {
  value: Schema | undefined;
  /** @param value undefined when there is no field left. */
  onChange: (value: Schema | undefined) => void;
  /** One field in words: "argument". */
  noun?: string;
}

export function SchemaField({ value, onChange, noun = 'field', label, help, error }: SchemaFieldProps) {
  const [asJson, setAsJson] = useState(false);
  const entries = entriesOf(value);
  const shown = !asJson && entries !== undefined ? 'fields' : 'json';
  const modes = (
    <Segments
      label={`${label}: fields or JSON`}
      small
      value={shown}
      segments={[
        { value: 'fields', label: 'Fields', disabled: entries === undefined },
        { value: 'json', label: 'JSON' },
      ]}
      onChange={(next) => setAsJson(next === 'json')}
    />
  );
  if (shown === 'json' || !entries) {
    return (
      <JsonField
        label={label}
        help={entries ? help : 'This schema says more than fields can show, so it is shown as JSON.'}
        error={error}
        aside={modes}
        rows={6}
        refuse={wantsObject}
        value={value}
        onChange={(next) => onChange(isSchema(next) ? next : undefined)}
      />
    );
  }
  return (
    <FieldGroup label={label} help={help} error={error} aside={modes}>
      <SchemaFields
        entries={entries}
        noun={noun}
        onChange={(next) => onChange(next.length === 0 ? undefined : withEntries(value, next))}
      />
    </FieldGroup>
  );
}
