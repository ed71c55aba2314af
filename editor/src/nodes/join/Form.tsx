/** A join: how many branches it waits for, and what it makes of their results. */
import { ExpressionField } from '../../triggers/ExpressionField.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import type { NodeFormProps } from '../form.ts';
import styles from '../form.module.css';
import { IntoField } from '../IntoField.tsx';

const waits = [
  { value: 'all', label: 'All branches' },
  { value: 'any', label: 'The first that is done' },
  { value: 'some', label: 'A number of them' },
] as const;
const combines = [
  { value: 'list', label: 'A list of all results' },
  { value: 'vote', label: 'The most frequent result' },
  { value: 'first', label: 'The first result' },
  { value: 'expression', label: 'An expression' },
] as const;
const onErrors = [
  { value: 'fail', label: 'The join fails' },
  { value: 'skip', label: 'Go on without it' },
  { value: 'collect', label: 'Its error is one of the results' },
] as const;

export function JoinForm({ node, graph, change, problem }: NodeFormProps<'join'>) {
  const { wait = 'all', combine = 'list' } = node;
  const named = combines.find(({ value }) => value === combine && value !== 'expression');
  return (
    <div className={styles['fields']}>
      <SelectField
        label="Waits for"
        value={typeof wait === 'number' ? 'some' : wait}
        choices={waits}
        onChange={(next) => change({ wait: next === 'some' ? 2 : next === 'all' ? undefined : next })}
      />
      {typeof wait === 'number' && (
        <NumberField
          label="How many"
          min={1}
          error={problem('/wait')}
          value={wait}
          onChange={(next) => change({ wait: next })}
        />
      )}
      <SelectField
        label="Gives"
        value={named?.value ?? 'expression'}
        choices={combines}
        onChange={(next) => change({ combine: next === 'expression' ? 'results' : next === 'list' ? undefined : next })}
      />
      {!named && (
        <ExpressionField
          label="Expression"
          graph={graph}
          place={{ at: 'join', node: node.id }}
          error={problem('/combine')}
          placeholder="results.filter(r, r.score > 0.5)"
          value={combine}
          onChange={(source) => change({ combine: source })}
        />
      )}
      <SelectField
        label="When a branch fails"
        error={problem('/onBranchError')}
        value={node.onBranchError ?? 'fail'}
        choices={onErrors}
        onChange={(next) => change({ onBranchError: next === 'fail' ? undefined : next })}
      />
      <IntoField graph={graph} value={node.into} error={problem('/into')} onChange={(into) => change({ into })} />
    </div>
  );
}
