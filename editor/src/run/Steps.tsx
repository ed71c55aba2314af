/** The run step by step: each visit with what it took. Choosing one shows its node. */
import { memo } from 'react';
import { Details } from './Details.tsx';
import { ModelCalls } from './ModelCalls.tsx';
import { useNaming } from './naming.ts';
import { useRun } from './runStore.ts';
import styles from './Steps.module.css';
import { count, duration } from './words.ts';

export const Steps = memo(function Steps({ onShowNode }: { onShowNode: (node: string) => void }) {
  const view = useRun((run) => run.view);
  const names = useNaming();
  if (!view || view.visits.length === 0) return <p className={styles['none']}>Nothing has run yet.</p>;
  return (
    <ol className={styles['steps']}>
      {view.visits.map((visit, index) => {
        const tokens = visit.models.reduce((sum, call) => sum + call.tokens.input + call.tokens.output, 0);
        return (
          <li key={visit.seq} className={styles['step']}>
            <button type="button" className={styles['row']} onClick={() => onShowNode(visit.node)}>
              <span className={styles['number']}>{index + 1}</span>
              <span className={styles['name']}>{names.node(visit.node)}</span>
              <span className={styles['status']} data-status={visit.status}>
                {visit.status}
              </span>
              <span className={styles['figure']}>{tokens > 0 && count(tokens, 'token')}</span>
              <span className={styles['figure']}>{visit.ms !== undefined && duration(visit.ms)}</span>
            </button>
            {visit.models.length > 0 && (
              <div className={styles['calls']}>
                <Details summary={count(visit.models.length, 'model call')}>
                  <ModelCalls visit={visit} view={view} />
                </Details>
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
});
