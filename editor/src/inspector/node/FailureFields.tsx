/** What every kind has: how often it is tried, how long it may take, and along how many handoffs control passes. */
import { defaultAttempts, defaultBackoffMs, type NodePatch, patched } from '@baton/shared/graph';
import type { Node } from '@baton/shared/nodes';
import { NumberField } from '../../ui/NumberField.tsx';
import { count } from '../../run/words.ts';
import { Section } from '../../ui/Section.tsx';
import styles from '../Inspector.module.css';
import { gravest } from '../../ui/told.ts';
import type { ToldAt } from '../../ui/told.ts';

interface FailureFieldsProps {
  node: Node;
  change: (patch: NodePatch) => void;
  problem: ToldAt;
}

export function FailureFields({ node, change, problem }: FailureFieldsProps) {
  const { retry, timeoutSeconds } = node;
  const setRetry = (patch: NonNullable<Node['retry']>): void => {
    const next = patched(retry ?? {}, patch);
    change({ retry: Object.keys(next).length > 0 ? next : undefined });
  };
  return (
    <Section
      name="failure"
      told={gravest(problem('/retry'), problem('/timeoutSeconds'))}
      title="Time and retries"
      summary={words(node)}
    >
      <NumberField
        label="Tries"
        min={1}
        max={20}
        placeholder={String(defaultAttempts)}
        error={problem('/retry/attempts')}
        value={retry?.attempts}
        onChange={(attempts) => setRetry({ attempts })}
      />
      <NumberField
        label="Wait between tries, ms"
        min={0}
        placeholder={String(defaultBackoffMs)}
        error={problem('/retry/backoffMs')}
        value={retry?.backoffMs}
        onChange={(backoffMs) => setRetry({ backoffMs })}
      />
      <NumberField
        label="Longest try, seconds"
        min={0}
        step="any"
        placeholder="none"
        error={problem('/timeoutSeconds')}
        value={timeoutSeconds}
        onChange={(seconds) => change({ timeoutSeconds: seconds })}
      />
      <p className={styles['note']}>Only what may pass is tried again: network errors, timeouts, 408, 429 and 5xx.</p>
    </Section>
  );
}

function words({ retry, timeoutSeconds }: Node): string {
  const parts = [
    retry?.attempts === undefined ? '' : `${retry.attempts} tries`,
    timeoutSeconds === undefined ? '' : inWords(timeoutSeconds),
  ];
  return parts.filter(Boolean).join(', ') || 'default';
}

const units = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
] as const;

function inWords(seconds: number): string {
  const [size, unit] = units.find(([each]) => seconds >= each && seconds % each === 0) ?? [1, 'second'];
  return count(seconds / size, unit);
}
