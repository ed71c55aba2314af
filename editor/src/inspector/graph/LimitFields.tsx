/** What one user turn may use up at most. */
import { defaultLimits, type LimitName, setLimit } from '@baton/shared/graph';
import { useDocument } from '../../document/document.ts';
import { NumberField } from '../../ui/NumberField.tsx';
import { Section } from '../../ui/Section.tsx';
import type { GraphPartProps } from './part.ts';

const words: Record<LimitName, string> = {
  handoffs: 'Handoffs',
  visits: 'Visits of one node',
  modelCalls: 'Model calls',
  branches: 'Branches at once',
  depth: 'Nested consultations',
  seconds: 'Seconds',
  tokens: 'Tokens',
  costUsd: 'Cost, US dollars',
};
const names = Object.keys(words) as LimitName[];
const fractions: ReadonlySet<LimitName> = new Set<LimitName>(['seconds', 'costUsd']);

export function LimitFields({ graph, problem }: GraphPartProps) {
  const edit = useDocument((document) => document.edit);
  const own = Object.keys(graph.limits ?? {}).length;
  return (
    <Section
      name="limits"
      told={problem('/limits')}
      title="Limits of one turn"
      summary={own === 0 ? 'default' : `${own} set`}
    >
      {names.map((name) => (
        <NumberField
          key={name}
          label={words[name]}
          min={fractions.has(name) ? 0 : 1}
          step={fractions.has(name) ? 'any' : 1}
          placeholder={String(defaultLimits[name])}
          error={problem(`/limits/${name}`)}
          value={graph.limits?.[name]}
          onChange={(value) => edit('Change a limit', (now) => setLimit(now, name, value), { merge: `limit:${name}` })}
        />
      ))}
    </Section>
  );
}
