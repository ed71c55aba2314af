/** The agent's model decides, as it would about a tool: what the tool says of itself, and what the model has to give. */
import { type JsonSchema, patched, transferToolOf } from '@baton/shared/graph';
import { SchemaField } from '../ui/schema/SchemaField.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { TriggerFormProps } from './form.ts';

export function ModelForm({ trigger, handoff, change, problem }: TriggerFormProps<'model'>) {
  return (
    <>
      <TextField
        label="When should it hand over?"
        help="The model reads this as the description of a tool. Say what the case is, not what to do."
        rows={2}
        error={problem('/when')}
        placeholder="The customer asks about an invoice or a charge."
        value={trigger.when ?? ''}
        onChange={(when) => change(patched(trigger, { when }))}
      />
      <TextField
        label="Name of the tool"
        mono
        error={problem('/tool')}
        placeholder={transferToolOf({ ...handoff, trigger: { on: 'model' } })}
        value={trigger.tool ?? ''}
        onChange={(tool) => change(patched(trigger, { tool: tool || undefined }))}
      />
      <SchemaField
        label="What the model has to say"
        help="The values stand in args, for example in the brief."
        noun="argument"
        error={problem('/args')}
        value={trigger.args}
        onChange={(args) => change(patched(trigger, { args: args as JsonSchema | undefined }))}
      />
    </>
  );
}
