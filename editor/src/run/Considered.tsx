/** Every handoff that a node considered, with the values that decided: which one was taken, and why not the others. */
import type { Considered as Entry } from '@baton/shared/events';
import { isObject, type Json, type JsonObject } from '@baton/shared/graph';
import { Check, CircleAlert, Minus } from 'lucide-react';
import styles from './Lens.module.css';
import { useNaming } from './naming.ts';
import { count, inline } from './words.ts';

interface ConsideredProps {
  considered: readonly Entry[];
  taken: string;
  /** All that were taken together with it, each into a branch of its own. */
  too: readonly string[];
}

export function Considered({ considered, taken, too }: ConsideredProps) {
  const names = useNaming();
  return (
    <ul className={styles['considered']}>
      {considered.map(({ id, fires, evidence }) => {
        const target = names.target(id);
        return (
          <li key={id} data-taken={id === taken || undefined}>
            {id === taken || too.includes(id) ? (
              <Check size={14} aria-label="Taken" />
            ) : 'error' in evidence ? (
              <CircleAlert size={14} aria-label="Could not be decided" />
            ) : (
              <Minus size={14} aria-label="Not taken" />
            )}
            <div className={styles['what']}>
              <span>
                <b>{names.handoff(id)}</b>
                {target !== undefined && ` → ${names.node(target)}`}
                {fires && id !== taken && (
                  <span className={styles['faint']}>
                    {too.includes(id) ? ' taken too, side by side' : ' would fire too, but comes later'}
                  </span>
                )}
              </span>
              <Evidence evidence={evidence} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** The values that a trigger looked at, as words. The tool by which a model chooses is for who knows that there is one. */
function Evidence({ evidence: { tool, limit, taken, refused, ...evidence } }: { evidence: JsonObject }) {
  return (
    <span className={styles['evidence']} title={tool === undefined ? undefined : `Tool: ${inline(tool)}`}>
      {Object.entries(evidence).flatMap(([key, value]) =>
        key === 'called' ? (
          <span key={key} className={styles['faint']}>
            {value === true ? 'chosen by the model' : 'not chosen by the model'}
          </span>
        ) : (
          wordsOf(key, value).map((words) => (
            <code key={words} data-error={key === 'error' || undefined}>
              {words}
            </code>
          ))
        ),
      )}
      {refused === true && <span className={styles['faint']}>refused by a person</span>}
      {typeof limit === 'number' && typeof taken === 'number' && (
        <span className={styles['faint']}>
          taken {taken} of {count(limit, 'time')}
        </span>
      )}
    </span>
  );
}

function wordsOf(key: string, value: Json): string[] {
  if (key === 'if' || key === 'error') return [inline(value)];
  if (key === 'args' && isObject(value)) {
    return Object.entries(value).map(([name, entry]) => `${name} = ${inline(entry)}`);
  }
  return [`${key} = ${inline(value)}`];
}
