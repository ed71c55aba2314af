/** Typed values that all nodes share: their names, types, and how a new value joins the old one. */
import {
  freeId,
  isObject,
  type Merge,
  patched,
  renameStateKey,
  setStateValue,
  type StateValue,
} from '@baton/shared/graph';
import { mayNameState } from '@baton/shared/rules';
import { Plus, X } from 'lucide-react';
import { useDocument } from '../../document/document.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { DraftField } from '../../ui/DraftField.tsx';
import { JsonField, wantsObject } from '../../ui/JsonField.tsx';
import { Section } from '../../ui/Section.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TagsField } from '../../ui/TagsField.tsx';
import styles from '../Inspector.module.css';
import type { Told } from '../../ui/told.ts';
import type { GraphPartProps } from './part.ts';

const types = [
  { value: 'string', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'integer', label: 'Whole number' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'array', label: 'List' },
  { value: 'object', label: 'Object' },
  { value: '', label: 'Anything' },
] as const;
const merges = [
  { value: 'replace', label: 'replaces it' },
  { value: 'append', label: 'is appended' },
  { value: 'deep', label: 'is merged in' },
  { value: 'sum', label: 'is added up' },
] as const satisfies { value: Merge; label: string }[];

export function StateFields({ graph, problem }: GraphPartProps) {
  const edit = useDocument((document) => document.edit);
  const keys = Object.keys(graph.state ?? {});
  const add = (): void => {
    const key = freeId('value', keys).replaceAll('-', '_');
    edit(`Add state.${key}`, (now) => setStateValue(now, key, { type: 'string' }));
  };
  return (
    <Section name="state" told={problem('/state')} title="State" summary={keys.join(', ') || 'none'}>
      {keys.length === 0 && (
        <p className={styles['note']}>Values that nodes write and conditions read, beside the messages.</p>
      )}
      {keys.map((key) => (
        <StateValueFields key={key} name={key} graph={graph} problem={problem(`/state/${key}`)} />
      ))}
      <div>
        <Button icon={<Plus size={16} />} onClick={add}>
          Add a value
        </Button>
      </div>
    </Section>
  );
}

function StateValueFields({
  name,
  graph,
  problem,
}: {
  name: string;
  graph: GraphPartProps['graph'];
  problem: Told | undefined;
}) {
  const edit = useDocument((document) => document.edit);
  const value = graph.state?.[name] ?? {};
  const type = types.find((entry) => entry.value === value['type'])?.value ?? '';
  const words = Array.isArray(value['enum']) ? value['enum'].filter((word) => typeof word === 'string') : [];
  const set = (patch: Partial<StateValue>): void =>
    edit(`Change state.${name}`, (now) => setStateValue(now, name, patched(value, patch)), { merge: `state:${name}` });
  return (
    <fieldset className={styles['value']} aria-label={`state.${name}`}>
      <IconButton
        className={styles['remove']}
        label={`Remove state.${name}`}
        icon={<X size={14} />}
        onClick={() => edit(`Remove state.${name}`, (now) => setStateValue(now, name, undefined))}
      />
      <DraftField
        label="Key"
        mono
        value={name}
        error={problem}
        refuse={(next) => {
          const verdict = mayNameState(graph, next, name);
          return verdict.ok ? undefined : verdict.reason;
        }}
        onCommit={(next) => edit(`Rename state.${name}`, (now) => renameStateKey(now, name, next))}
      />
      <div className={styles['pair']}>
        <SelectField
          label="Type"
          value={type}
          choices={types}
          onChange={(next) => set({ type: next || undefined, ...(next !== 'string' && { enum: undefined }) })}
        />
        <SelectField
          label="A new value"
          value={value.merge ?? 'replace'}
          choices={merges}
          onChange={(merge) => set({ merge: merge === 'replace' ? undefined : merge })}
        />
      </div>
      {type === 'string' && (
        <TagsField
          label="Only these words"
          placeholder="any text"
          values={words}
          onChange={(next) => set({ enum: next.length > 0 ? next : undefined })}
        />
      )}
      {(type === 'object' || type === 'array') && (
        <JsonField
          label="Shape"
          help="The whole JSON Schema of the value."
          refuse={wantsObject}
          value={value}
          onChange={(schema) =>
            isObject(schema) &&
            edit(`Change state.${name}`, (now) => setStateValue(now, name, schema), { merge: `state:${name}` })
          }
        />
      )}
    </fieldset>
  );
}
