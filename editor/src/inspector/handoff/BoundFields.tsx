/** When a handoff is not offered, needs a person's consent, comes back, or fans out. */
import { ConditionField } from '../../triggers/condition/ConditionField.tsx';
import { ExpressionField } from '../../triggers/ExpressionField.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Section } from '../../ui/Section.tsx';
import { SwitchField } from '../../ui/SwitchField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { HandoffPartProps } from './part.ts';
import { gravest } from '../../ui/told.ts';

export function BoundFields({ handoff, graph, change, problem }: HandoffPartProps) {
  const { enabled, limit, approval, returns, each, from } = handoff;
  const asks = approval !== undefined && approval !== false;
  const set = [
    enabled && 'if enabled',
    limit && `${limit}×`,
    asks && 'asks first',
    returns && 'returns',
    each && 'one for each',
  ].filter(Boolean);
  return (
    <Section
      name="bounds"
      told={gravest(
        problem('/enabled'),
        problem('/limit'),
        problem('/approval'),
        problem('/returns'),
        problem('/each'),
      )}
      title="Bounds"
      summary={set.join(', ') || 'none'}
    >
      <ConditionField
        label="Only while"
        help="While this is false the handoff is not offered and cannot fire."
        graph={graph}
        place={{ at: 'entry', node: from }}
        error={problem('/enabled')}
        placeholder="state.open"
        value={enabled ?? ''}
        onChange={(source) => change({ enabled: source || undefined })}
      />
      <NumberField
        label="At most, in one run"
        min={1}
        placeholder="no limit"
        error={problem('/limit')}
        value={limit}
        onChange={(next) => change({ limit: next })}
      />
      <SwitchField
        label="A person must allow it"
        error={problem('/approval')}
        checked={asks}
        onChange={(on) => change({ approval: on ? true : undefined })}
      />
      {asks && (
        <TextField
          label="What they are asked"
          rows={2}
          placeholder="May this be handed over?"
          value={typeof approval === 'string' ? approval : ''}
          onChange={(question) => change({ approval: question || true })}
        />
      )}
      <SwitchField
        label="Its result comes back"
        help="The receiver is consulted, and the sender goes on with its answer."
        error={problem('/returns')}
        checked={returns ?? false}
        onChange={(on) => change({ returns: on || undefined })}
      />
      <ExpressionField
        label="One branch for each of"
        help="A list; each branch sees its own item."
        graph={graph}
        place={{ at: 'exit', node: from }}
        error={problem('/each')}
        placeholder="state.topics"
        value={each ?? ''}
        onChange={(source) => change({ each: source || undefined })}
      />
    </Section>
  );
}
