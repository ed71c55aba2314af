/** A handoff as a line between what was said before and after it, and a consultation that came back. */
import type { HopView, ReturnView } from '@baton/shared/events';
import { isObject, type Json } from '@baton/shared/graph';
import { triggerWords } from '@baton/shared/triggers';
import { ArrowRight, ArrowRightLeft, CornerDownLeft } from 'lucide-react';
import { memo } from 'react';
import styles from './Conversation.module.css';
import { Code, Details } from './Details.tsx';
import { Fields } from './Fields.tsx';
import { useNaming } from './naming.ts';
import { inspect, useRun } from './runStore.ts';
import { Said } from './Said.tsx';
import { pretty } from './words.ts';

export const Hop = memo(function Hop({ hop, order }: { hop: HopView; order: number | undefined }) {
  const names = useNaming();
  const inspected = useRun((run) => run.inspected === hop.seq);
  return (
    <button
      type="button"
      className={styles['hop']}
      aria-pressed={inspected}
      data-hop={hop.seq}
      title={`${names.node(hop.from)} → ${names.node(hop.to)}: why, and what was passed on`}
      onClick={() => inspect(inspected ? undefined : hop.seq)}
    >
      {order !== undefined && <span className={styles['order']}>{order}</span>}
      <span className={styles['words']}>
        <b>{names.node(hop.from)}</b>
        {hop.returns ? <ArrowRightLeft size={12} aria-label="asks" /> : <ArrowRight size={12} aria-label="to" />}
        <b>{names.node(hop.to)}</b>
        <span className={styles['reason']}>
          {reasonOf(hop, names.trigger(hop.handoff), names.handoff(hop.handoff))}
        </span>
      </span>
    </button>
  );
});

/**
 * `model decides: a duplicate charge`, or for a rule the label and the condition: as it was when the run took it, which
 * since then may have been changed.
 */
export function reasonOf(
  { reason, context }: Pick<HopView, 'reason' | 'context'>,
  trigger: string | undefined,
  label: string,
): string {
  if (context.trigger === 'model') return reason === modelDecides ? reason : `${modelDecides}: ${reason}`;
  if (context.trigger !== 'rule') return reason;
  const rule = triggerWords({ on: 'rule', if: reason });
  const words = trigger?.endsWith(rule) ? trigger : rule;
  return label === trigger || label.includes(reason) ? words : `${label}: ${words}`;
}

const modelDecides = triggerWords({ on: 'model' });

export const Return = memo(function Return({ back }: { back: ReturnView }) {
  const names = useNaming();
  const words = (
    <span className={styles['return']}>
      <CornerDownLeft size={13} aria-hidden />
      <b>{back.by.map(names.node).join(', ')}</b>
      answered
      <b>{names.node(back.node)}</b>
    </span>
  );
  if (back.results.length === 0) return words;
  return (
    <Details summary={words}>
      {back.results.map((result, index) => (
        // Results come all at once and never change their places.
        <Result key={index} result={result} />
      ))}
    </Details>
  );
});

function Result({ result }: { result: Json }) {
  if (isObject(result)) return <Fields values={result} />;
  return typeof result === 'string' ? <Said text={result} /> : <Code>{pretty(result)}</Code>;
}
