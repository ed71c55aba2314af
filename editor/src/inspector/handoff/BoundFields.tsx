/** What holds a handoff back: a condition, and a number of times. */
import { ConditionField } from '../../triggers/condition/ConditionField.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Section } from '../../ui/Section.tsx';
import type { HandoffPartProps } from './part.ts';
import { gravest } from '../../ui/told.ts';

export function BoundFields({ handoff, graph, change, problem }: HandoffPartProps) {
  const { enabled, limit, from } = handoff;
  const set = [enabled && 'if enabled', limit && `${limit}×`].filter(Boolean);
  return (
    <Section
      name="bounds"
      told={gravest(problem('/enabled'), problem('/limit'))}
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
    </Section>
  );
}
