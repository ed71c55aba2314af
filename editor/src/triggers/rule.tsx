/** A condition is true. */
import { patched } from '@baton/shared/graph';
import { SelectField } from '../ui/SelectField.tsx';
import { ConditionField } from './condition/ConditionField.tsx';
import type { TriggerFormProps } from './form.ts';

const times = [
  { value: 'exit', label: 'When the node has finished' },
  { value: 'entry', label: 'Before its model is called (costs no model call)' },
] as const;

export function RuleForm({ trigger, handoff, graph, change, problem }: TriggerFormProps<'rule'>) {
  const at = trigger.at ?? 'exit';
  return (
    <>
      <ConditionField
        label="Condition"
        placeholder="state.amount > 500"
        graph={graph}
        place={{ at, node: handoff.from }}
        error={problem('/if')}
        value={trigger.if}
        onChange={(source) => change(patched(trigger, { if: source }))}
      />
      <SelectField
        label="Asked"
        error={problem('/at')}
        value={at}
        choices={times}
        onChange={(next) => change(patched(trigger, { at: next === 'exit' ? undefined : next }))}
      />
    </>
  );
}
