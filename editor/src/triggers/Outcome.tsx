/** What an expression gives with the values of the last run, and those values. */
import type { Compiled, PlaceKind, ScopePlace } from '@baton/shared/expressions';
import type { Json } from '@baton/shared/graph';
import { Check, CircleAlert, Minus } from 'lucide-react';
import { useLastRun } from './lastRun.ts';
import styles from './Outcome.module.css';
import { usePatternsIn } from './patterns.ts';

/** What these saw is in no run's log. */
const unrecorded: ReadonlySet<PlaceKind> = new Set<PlaceKind>(['join', 'tool', 'answer']);

interface OutcomeProps {
  compiled: Compiled;
  place: ScopePlace;
  condition: boolean;
}

export function Outcome({ compiled, place, condition }: OutcomeProps) {
  const { ran, seen } = useLastRun(place);
  usePatternsIn(compiled.ok ? compiled.expression.source : '');
  if (!compiled.ok || !ran) return null;
  if (!seen) return unrecorded.has(place.at) ? null : <p className={styles['none']}>The last run did not come here.</p>;
  const { expression } = compiled;
  const result = expression.evaluate(seen.values);
  const evidence = Object.entries(expression.evidence(seen.values));
  return (
    <output className={styles['outcome']} aria-label="With the last run’s values">
      <p className={styles['result']}>
        {!result.ok ? (
          <CircleAlert size={14} className={styles['failed']} aria-hidden />
        ) : condition && result.value === true ? (
          <Check size={14} className={styles['holds']} aria-hidden />
        ) : (
          <Minus size={14} className={styles['not']} aria-hidden />
        )}
        <span>
          {result.ok ? <b>{inline(result.value)}</b> : <>No value: {result.error}</>}
          <span className={styles['whose']}> with what the last run had at {seen.words}</span>
        </span>
      </p>
      {evidence.length > 0 && (
        <dl className={styles['values']}>
          {evidence.map(([path, value]) => (
            <div key={path} className={styles['value']}>
              <dt>{path}</dt>
              <dd title={inline(value, 2000)}>{inline(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </output>
  );
}

/** A value in one line; what is long is cut. */
function inline(value: Json, longest = 60): string {
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
