/** The fields of a shape, each with its name, type and what it is for; fields of fields among them. */
import { ChevronDown, ChevronUp, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../Button.tsx';
import { DraftField } from '../DraftField.tsx';
import { NumberField } from '../NumberField.tsx';
import { SelectField } from '../SelectField.tsx';
import { SwitchField } from '../SwitchField.tsx';
import { TagsField } from '../TagsField.tsx';
import { TextField } from '../TextField.tsx';
import {
  asType,
  entriesOf,
  type FieldType,
  isSchema,
  refuseName,
  type Schema,
  type SchemaEntry,
  typeOf,
  withEntries,
  withKeywords,
  wordsOf,
} from './schema.ts';
import styles from './schema.module.css';

export const fieldTypeChoices: readonly { value: FieldType; label: string }[] = [
  { value: 'string', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'integer', label: 'Whole number' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'array', label: 'List' },
  { value: 'object', label: 'Object' },
  { value: '', label: 'Anything' },
];

interface SchemaFieldsProps {
  entries: readonly SchemaEntry[];
  noun: string;
  onChange: (entries: SchemaEntry[]) => void;
}

export function SchemaFields({ entries, noun, onChange }: SchemaFieldsProps) {
  const names = entries.map(({ name }) => name);
  const add = (): void => {
    let name: string = noun;
    for (let count = 2; names.includes(name); count++) name = `${noun}_${count}`;
    onChange([...entries, { name, schema: { type: 'string' }, required: true }]);
  };
  return (
    <>
      {entries.map((entry, index) => (
        <fieldset key={entry.name} className={styles['entry']} aria-label={`${noun} ${entry.name}`}>
          <EntryFields
            entry={entry}
            others={names.toSpliced(index, 1)}
            onChange={(next) => onChange(entries.with(index, next))}
            onRemove={() => onChange(entries.toSpliced(index, 1))}
          />
        </fieldset>
      ))}
      <Button look="quiet" className={styles['add']} icon={<Plus size={16} />} onClick={add}>
        Add {/^[aeiou]/.test(noun) ? 'an' : 'a'} {noun}
      </Button>
    </>
  );
}

interface EntryFieldsProps {
  entry: SchemaEntry;
  others: readonly string[];
  onChange: (entry: SchemaEntry) => void;
  onRemove: () => void;
}

function EntryFields({ entry, others, onChange, onRemove }: EntryFieldsProps) {
  const { name, schema, required } = entry;
  const [open, setOpen] = useState(false);
  const set = (next: Schema): void => onChange({ ...entry, schema: next });
  const description = typeof schema['description'] === 'string' ? schema['description'] : '';
  return (
    <>
      <div className={styles['line']}>
        <DraftField
          label={`Name of ${name}`}
          bare
          mono
          value={name}
          refuse={(next) => refuseName(next, others)}
          onCommit={(next) => onChange({ ...entry, name: next })}
        />
        <TypeField label={`Type of ${name}`} bare schema={schema} onChange={set} />
        <IconButton
          className={styles['small']}
          label={open ? `Fewer details of ${name}` : `Details of ${name}`}
          icon={open ? <ChevronUp size={14} /> : <ChevronDown size={14} />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
        <IconButton className={styles['small']} label={`Remove ${name}`} icon={<X size={14} />} onClick={onRemove} />
      </div>
      {open ? (
        <>
          <TextField
            label="What it is"
            placeholder="The order number, as on the invoice"
            value={description}
            onChange={(text) => set(withKeywords(schema, { description: text || undefined }))}
          />
          <Details schema={schema} onChange={set} />
          <SwitchField
            label="Always there"
            checked={required}
            onChange={(next) => onChange({ ...entry, required: next })}
          />
        </>
      ) : (
        <p className={styles['told']}>{summary(schema, required, description)}</p>
      )}
    </>
  );
}

interface SchemaPartProps {
  schema: Schema;
  onChange: (schema: Schema) => void;
}

/** What there is to know of a field while its details are folded. */
function summary(schema: Schema, required: boolean, description: string): string {
  const words = wordsOf(schema)?.join(', ');
  return [required ? '' : 'may be missing', words, description].filter(Boolean).join(' · ');
}

function TypeField({ label, schema, onChange, bare = false }: SchemaPartProps & { label: string; bare?: boolean }) {
  return (
    <SelectField
      label={label}
      bare={bare}
      value={typeOf(schema)}
      choices={fieldTypeChoices}
      onChange={(type) => onChange(asType(schema, type))}
    />
  );
}

/** What there is to say of a type beside its name; also of the elements of a list. */
export function Details({ schema, onChange }: SchemaPartProps) {
  const type = typeOf(schema);
  if (type === 'string') {
    const words = wordsOf(schema);
    if (!words) return null;
    return (
      <TagsField
        label="Only these words"
        placeholder="any text"
        values={words}
        onChange={(next) => onChange(withKeywords(schema, { enum: next.length > 0 ? next : undefined }))}
      />
    );
  }
  if (type === 'number' || type === 'integer') {
    const bound = (key: 'minimum' | 'maximum', label: string) => (
      <NumberField
        label={label}
        inline={false}
        step="any"
        placeholder="any"
        value={typeof schema[key] === 'number' ? schema[key] : undefined}
        onChange={(value) => onChange(withKeywords(schema, { [key]: value }))}
      />
    );
    return (
      <div className={styles['pair']}>
        {bound('minimum', 'At least')}
        {bound('maximum', 'At most')}
      </div>
    );
  }
  if (type === 'array') {
    const items = isSchema(schema['items']) ? schema['items'] : {};
    const setItems = (next: Schema): void =>
      onChange(withKeywords(schema, { items: Object.keys(next).length > 0 ? next : undefined }));
    return (
      <fieldset className={styles['inner']} aria-label="What is in the list">
        <TypeField label="List of" schema={items} onChange={setItems} />
        <Details schema={items} onChange={setItems} />
      </fieldset>
    );
  }
  if (type !== 'object') return null;
  const entries = entriesOf(schema);
  if (!entries) return <p className={styles['help']}>Its fields say more than can be shown here; see JSON.</p>;
  return (
    <fieldset className={styles['inner']} aria-label="Fields of the object">
      <SchemaFields
        entries={entries}
        noun="field"
        onChange={(next) =>
          onChange(
            next.length > 0
              ? withEntries(schema, next)
              : withKeywords(schema, { properties: undefined, required: undefined }),
          )
        }
      />
    </fieldset>
  );
}
