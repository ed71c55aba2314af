/** One state value: its key and type, and folded under them where it starts and how a new value joins the old one. */
import { isObject, type Merge, patched, setStateValue, type StateValue } from '@baton/shared/graph';
import { renameStateKey } from '@baton/shared/graph/state-key';
import { mayNameState } from '@baton/shared/rules';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useState } from 'react';
import { useDocument } from '../../document/document.ts';
import { IconButton } from '../../ui/Button.tsx';
import { DraftField } from '../../ui/DraftField.tsx';
import { JsonField, wantsObject } from '../../ui/JsonField.tsx';
import { asType, type Schema, typeOf, wordsOf } from '../../ui/schema/schema.ts';
import { Details, fieldTypeChoices } from '../../ui/schema/SchemaFields.tsx';
import schemaStyles from '../../ui/schema/schema.module.css';
import { Segments } from '../../ui/Segments.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { GraphPartProps } from './part.ts';

const merges = [
  { value: 'replace', label: 'Replaces the old one' },
  { value: 'append', label: 'Is appended to it' },
  { value: 'deep', label: 'Is merged into it' },
  { value: 'sum', label: 'Is added to it' },
] as const satisfies { value: Merge; label: string }[];

export function StateValueFields({ name, graph, problem }: Omit<GraphPartProps, 'change'> & { name: string }) {
  const edit = useDocument((document) => document.edit);
  const [open, setOpen] = useState(false);
  const value = graph.state?.[name] ?? {};
  const replace = (next: Schema): void =>
    edit(`Change state.${name}`, (now) => setStateValue(now, name, next), { merge: `state:${name}` });
  return (
    <fieldset className={schemaStyles['entry']} aria-label={`state.${name}`}>
      <div className={schemaStyles['line']}>
        <DraftField
          label="Key"
          bare
          mono
          value={name}
          error={problem(`/state/${name}`)}
          refuse={(next) => {
            const verdict = mayNameState(graph, next, name);
            return verdict.ok ? undefined : verdict.reason;
          }}
          onCommit={(next) => edit(`Rename state.${name}`, (now) => renameStateKey(now, name, next))}
        />
        <SelectField
          label="Type"
          bare
          value={typeOf(value)}
          choices={fieldTypeChoices}
          onChange={(type) => replace(asType(value, type))}
        />
        <IconButton
          className={schemaStyles['small']}
          label={open ? `Fewer details of state.${name}` : `Details of state.${name}`}
          icon={open ? <ChevronUp size={14} /> : <ChevronDown size={14} />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
        <IconButton
          className={schemaStyles['small']}
          label={`Remove state.${name}`}
          icon={<X size={14} />}
          onClick={() => edit(`Remove state.${name}`, (now) => setStateValue(now, name, undefined))}
        />
      </div>
      {open ? (
        <StateDetails name={name} value={value} onChange={replace} />
      ) : (
        <p className={schemaStyles['told']}>{summary(value)}</p>
      )}
    </fieldset>
  );
}

function summary(value: StateValue): string {
  const merge = value.merge && value.merge !== 'replace' ? `${value.merge}s` : '';
  const start = value.default === undefined ? '' : `starts as ${JSON.stringify(value.default)}`;
  const description = typeof value['description'] === 'string' ? value['description'] : '';
  return [merge, start, wordsOf(value)?.join(', '), description].filter(Boolean).join(' · ');
}

interface StateDetailsProps {
  name: string;
  value: StateValue;
  onChange: (value: Schema) => void;
}

function StateDetails({ name, value, onChange }: StateDetailsProps) {
  const [asJson, setAsJson] = useState(false);
  const set = (patch: Partial<StateValue>): void => onChange(patched(value, patch));
  return (
    <>
      <div>
        <Segments
          label={`state.${name}: fields or JSON`}
          small
          value={asJson ? 'json' : 'fields'}
          segments={[
            { value: 'fields', label: 'Fields' },
            { value: 'json', label: 'JSON' },
          ]}
          onChange={(next) => setAsJson(next === 'json')}
        />
      </div>
      {asJson ? (
        <JsonField
          label="JSON Schema, with merge and default"
          refuse={wantsObject}
          value={value}
          onChange={(schema) => isObject(schema) && onChange(schema)}
        />
      ) : (
        <>
          <TextField
            label="What it is"
            value={typeof value['description'] === 'string' ? value['description'] : ''}
            onChange={(text) => set({ description: text || undefined })}
          />
          <Details schema={value} onChange={onChange} />
          <JsonField
            label="Starts as"
            rows={1}
            placeholder="nothing"
            value={value.default}
            onChange={(next) => set({ default: next as StateValue['default'] })}
          />
          <SelectField
            label="A new value"
            value={value.merge ?? 'replace'}
            choices={merges}
            onChange={(merge) => set({ merge: merge === 'replace' ? undefined : merge })}
          />
        </>
      )}
    </>
  );
}
