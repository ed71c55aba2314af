/**
 * The run step by step: each visit with what it took and called, each handoff, and what came back from consultations.
 * Choosing a step shows its node; a handoff is looked into as in the conversation.
 */
import type { HopView, ReturnView, RunView, VisitView } from '@baton/shared/events';
import { type CSSProperties, memo } from 'react';
import { Details } from './Details.tsx';
import { Hop } from './Hop.tsx';
import { ModelCalls } from './ModelCalls.tsx';
import { depthOf, useNaming } from './naming.ts';
import { nowOf } from './renamed.ts';
import { useRun } from './runStore.ts';
import styles from './Steps.module.css';
import { ToolCall } from './ToolCall.tsx';
import { count, duration } from './words.ts';

type Step =
  | { seq: number; visit: VisitView; number: number }
  | { seq: number; hop: HopView }
  | { seq: number; back: ReturnView };

function stepsOf({ visits, hops, returns }: RunView): Step[] {
  const steps: Step[] = [
    ...visits.map((visit, index) => ({ seq: visit.seq, visit, number: index + 1 })),
    ...hops.map((hop) => ({ seq: hop.seq, hop })),
    ...returns.map((back) => ({ seq: back.seq, back })),
  ];
  return steps.toSorted((a, b) => a.seq - b.seq);
}

export const Steps = memo(function Steps({ onShowNode }: { onShowNode: (node: string) => void }) {
  const view = useRun((run) => run.view);
  const renamed = useRun((run) => run.renamed.nodes);
  const show = (place: string): void => onShowNode(nowOf(renamed, outermost(place)));
  if (!view || view.visits.length === 0) return <p className={styles['none']}>Nothing has run yet.</p>;
  return (
    <ol className={styles['steps']} aria-label="Steps">
      {stepsOf(view).map((step) => (
        <li key={step.seq} className={'hop' in step ? styles['hop'] : styles['step']}>
          {'hop' in step ? (
            <Hop hop={step.hop} order={undefined} />
          ) : 'visit' in step ? (
            <Visit {...step} view={view} onShow={() => show(step.visit.node)} />
          ) : (
            <Return back={step.back} onShow={() => show(step.back.node)} />
          )}
        </li>
      ))}
    </ol>
  );
});

/** The node of the run's graph in which something happened. */
const outermost = (node: string): string => node.split('/')[0] ?? node;

interface VisitProps {
  visit: VisitView;
  number: number;
  view: RunView;
  onShow: () => void;
}

function Visit({ visit, number, view, onShow }: VisitProps) {
  const names = useNaming();
  const tokens = visit.models.reduce((sum, call) => sum + call.tokens.input + call.tokens.output, 0);
  return (
    <>
      <button type="button" className={styles['row']} onClick={onShow}>
        <span className={styles['number']}>{number}</span>
        <span className={styles['name']} style={{ '--depth': depthOf(visit.node) } as CSSProperties}>
          {names.node(visit.node)}
        </span>
        <span className={styles['status']} data-status={visit.status}>
          {visit.status}
        </span>
        <span className={styles['figure']}>{tokens > 0 && count(tokens, 'token')}</span>
        <span className={styles['figure']}>{visit.ms !== undefined && duration(visit.ms)}</span>
      </button>
      {visit.models.length + visit.tools.length > 0 && (
        <div className={styles['calls']}>
          {visit.models.length > 0 && (
            <Details summary={count(visit.models.length, 'model call')}>
              <ModelCalls visit={visit} view={view} />
            </Details>
          )}
          {visit.tools.map((call) => (
            <ToolCall key={call.call} call={call} />
          ))}
        </div>
      )}
    </>
  );
}

function Return({ back, onShow }: { back: ReturnView; onShow: () => void }) {
  const names = useNaming();
  return (
    <button type="button" className={styles['row']} onClick={onShow}>
      <span className={styles['number']}>↩</span>
      <span className={styles['name']} style={{ '--depth': depthOf(back.node) } as CSSProperties}>
        {names.node(back.node)}
      </span>
      <span className={styles['status']} data-wide>
        answered by {back.by.map(names.node).join(', ')}
      </span>
    </button>
  );
}
