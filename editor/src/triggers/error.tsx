/** The node failed, and its retries did too. */
import { patched } from '@baton/shared/graph';
import { errorKinds, type ErrorKind } from '@baton/shared/nodes';
import { CheckField } from '../ui/CheckField.tsx';
import type { TriggerFormProps } from './form.ts';

const words: Record<ErrorKind, string> = {
  model: 'Model',
  tool: 'Tool',
  timeout: 'Timeout',
  limit: 'Limit',
  guardrail: 'Guardrail',
  refused: 'Refused, by a person or a filter',
  state: 'State written twice at once',
  'no-route': 'No handoff fired',
};

export function ErrorForm({ trigger, change, problem }: TriggerFormProps<'error'>) {
  return (
    <CheckField
      label="Which errors"
      error={problem('/kinds')}
      help="None chosen means all of them."
      values={trigger.kinds ?? []}
      choices={errorKinds.map((value) => ({ value, label: words[value] }))}
      onChange={(kinds) => change(patched(trigger, { kinds: kinds.length > 0 ? kinds : undefined }))}
    />
  );
}
