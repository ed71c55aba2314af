/** How sure the agent is, under or from a threshold. */
import { patched } from '@baton/shared/graph';
import { Field } from '../ui/Field.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { Segments } from '../ui/Segments.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import type { TriggerFormProps } from './form.ts';

const sides = [
  { value: 'below', label: 'less than' },
  { value: 'atLeast', label: 'at least' },
] as const;
const missing = [
  { value: 'ignore', label: 'It does not fire' },
  { value: 'fire', label: 'It fires' },
] as const;

export function ConfidenceForm({ trigger, change, problem }: TriggerFormProps<'confidence'>) {
  const side = trigger.below === undefined ? 'atLeast' : 'below';
  const share = trigger.below ?? trigger.atLeast;
  const set = (on: 'below' | 'atLeast', value: number | undefined): void =>
    change(
      patched(trigger, on === 'below' ? { below: value, atLeast: undefined } : { below: undefined, atLeast: value }),
    );
  return (
    <>
      <Field label="The agent’s confidence is" error={problem('')}>
        {() => (
          <div>
            <Segments label="Compared how" value={side} segments={sides} onChange={(next) => set(next, share ?? 0.7)} />
          </div>
        )}
      </Field>
      <NumberField
        label="Per cent"
        min={0}
        max={100}
        step="any"
        value={share === undefined ? undefined : Math.round(share * 10_000) / 100}
        onChange={(percent) => set(side, percent === undefined ? undefined : percent / 100)}
      />
      <SelectField
        label="When the agent gives no confidence"
        help="Where it comes from is a setting of the agent."
        value={trigger.missing ?? 'ignore'}
        choices={missing}
        onChange={(next) => change(patched(trigger, { missing: next === 'ignore' ? undefined : next }))}
      />
    </>
  );
}
