/** What people answer in a scenario: one field for each person of the graph, as the kind of answer wants it. */
import { type Graph, isObject, type Json, nodeName, nodesOf } from '@baton/shared/graph';
import type { HumanNode } from '@baton/shared/nodes';
import { FieldNote } from '../../ui/FieldNote.tsx';
import { JsonField } from '../../ui/JsonField.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { Told } from '../../ui/told.ts';

type Answers = { [node: string]: Json };

interface AnswersFieldProps {
  graph: Graph;
  answers: Answers;
  error: Told | undefined;
  onChange: (answers: Answers | undefined) => void;
}

const approvals = [
  { value: '', label: 'Nothing' },
  { value: 'yes', label: 'Allowed' },
  { value: 'no', label: 'Refused' },
] as const;

export function AnswersField({ graph, answers, error, onChange }: AnswersFieldProps) {
  const people = nodesOf(graph).filter((node) => node.kind === 'human');
  const known = new Set(people.map(({ id }) => id));
  const rest = Object.fromEntries(Object.entries(answers).filter(([id]) => !known.has(id)));
  const set = (id: string, answer: Json | undefined): void => {
    const others = Object.entries(answers).filter(([key]) => key !== id);
    const next = Object.fromEntries(answer === undefined ? others : [...others, [id, answer]]);
    onChange(Object.keys(next).length > 0 ? next : undefined);
  };
  return (
    <>
      {people.map((person) => (
        <OneAnswer
          key={person.id}
          person={person}
          value={answers[person.id]}
          onChange={(answer) => set(person.id, answer)}
        />
      ))}
      {/* Handoffs and tools that ask for consent are answered here too. */}
      <JsonField
        label="Other answers"
        rows={2}
        placeholder='{ "triage-billing": { "approved": true } }'
        value={Object.keys(rest).length > 0 ? rest : undefined}
        onChange={(next) => {
          const own = Object.entries(answers).filter(([id]) => known.has(id));
          const all = { ...(isObject(next) ? (next as Answers) : {}), ...Object.fromEntries(own) };
          onChange(Object.keys(all).length > 0 ? all : undefined);
        }}
      />
      {error && <FieldNote told={error} />}
    </>
  );
}

interface OneAnswerProps {
  person: HumanNode;
  value: Json | undefined;
  onChange: (answer: Json | undefined) => void;
}

function OneAnswer({ person, value, onChange }: OneAnswerProps) {
  const label = `${nodeName(person)} answers`;
  const kind = person.answer ?? 'text';
  if (kind === 'text' && (value === undefined || typeof value === 'string')) {
    return <TextField label={label} value={value ?? ''} onChange={(text) => onChange(text || undefined)} />;
  }
  const approved = isObject(value) ? value['approved'] : undefined;
  if (kind === 'approval' && (value === undefined || (isObject(value) && Object.keys(value).length === 1))) {
    return (
      <SelectField
        label={label}
        value={approved === true ? 'yes' : approved === false ? 'no' : ''}
        choices={approvals}
        onChange={(next) => onChange(next === '' ? undefined : { approved: next === 'yes' })}
      />
    );
  }
  return <JsonField label={label} rows={2} value={value} onChange={(next) => onChange(next as Json | undefined)} />;
}
