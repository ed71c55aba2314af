/** The agent asks for something that it cannot do and the target can. */
import { findNode, patched } from '@baton/shared/graph';
import { TagsField } from '../ui/TagsField.tsx';
import type { TriggerFormProps } from './form.ts';

export function CapabilityForm({ trigger, handoff, graph, change, problem }: TriggerFormProps<'capability'>) {
  const target = findNode(graph, handoff.to);
  const has = target?.kind === 'agent' ? (target.capabilities ?? []) : [];
  return (
    <TagsField
      label="Any of these is needed"
      help={
        has.length > 0
          ? `Left empty: ${has.join(', ')}, which is all the target can do.`
          : target?.kind === 'agent'
            ? 'The target lists no capabilities yet; add them there.'
            : 'The target is no agent, so it lists none: name here what it can do.'
      }
      error={problem('/needs')}
      placeholder="code execution"
      options={has}
      values={trigger.needs ?? []}
      onChange={(needs) => change(patched(trigger, { needs: needs.length > 0 ? needs : undefined }))}
    />
  );
}
