/** A node as a card: what it is, what it does, what it works with, and how it is doing in the run on the screen. */
import { nodeName, type Severity } from '@baton/shared/graph';
import { type Node, nodeKinds } from '@baton/shared/nodes';
import { Check, Cpu, Flag, Layers, ListChecks, UserRound, Workflow, Wrench, X } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Card.module.css';
import type { Fact } from './facts.ts';
import { Mark } from './Mark.tsx';
import { factsOf } from './nodeFacts.ts';

/** How the node is doing, in the words that a screen reader says. */
export type CardStatus = 'idle' | 'running' | 'waiting' | 'finished' | 'failed' | 'cancelled';

export interface CardProps {
  node: Node;
  /** The node's model after defaults. */
  model: string;
  entry: boolean;
  selected: boolean;
  /** The worst of its problems, and how many there are. */
  problem: { severity: Severity; message: string; count: number } | undefined;
  status: CardStatus;
  /** Stands in place of the description while there is something to say of the run. */
  words: string | undefined;
  visits: number;
  /** Its places in the route, once the run is over. */
  steps: readonly number[];
  /** Seen from far away, where a card is a box with a title and what cannot be read is not there. */
  far?: boolean;
  /** No run gets there: every handoff that leads to it is switched off. */
  off?: boolean;
}

const size = 12;
const factIcons = {
  model: <Cpu size={size} aria-hidden />,
  tools: <Wrench size={size} aria-hidden />,
  person: <UserRound size={size} aria-hidden />,
  rule: <ListChecks size={size} aria-hidden />,
  graph: <Workflow size={size} aria-hidden />,
  parallel: <Layers size={size} aria-hidden />,
} as const satisfies Record<NonNullable<Fact['icon']>, ReactNode>;

const statusWords = {
  idle: '',
  running: 'at work',
  waiting: 'waits for an answer',
  finished: 'done',
  failed: 'failed',
  cancelled: 'stopped',
} as const satisfies Record<CardStatus, string>;

export function Card({
  node,
  model,
  entry,
  selected,
  problem,
  status,
  words,
  visits,
  steps,
  far = false,
  off = false,
}: CardProps) {
  const { title } = nodeKinds[node.kind];
  return (
    <div
      className={styles['card']}
      data-status={status}
      data-selected={selected || undefined}
      data-off={off || undefined}
      data-wrong={problem?.severity === 'error' || undefined}
    >
      {far ? <Name node={node} /> : <Details {...{ node, model, entry, status, words, visits }} />}
      {steps.length > 0 && (
        <span className={styles['steps']} title="Its place in the route">
          {steps.join(' · ')}
        </span>
      )}
      {problem && (
        <span className={styles['problem']} data-severity={problem.severity} title={problem.message}>
          {problem.count > 1 ? problem.count : '!'}
        </span>
      )}
      {/* Read out by name, and never laid out: a thousand of them take their time. */}
      <span id={`card-${node.id}-state`} hidden>
        {[
          title,
          entry && 'start',
          off && 'switched off',
          statusWords[status],
          steps.length > 0 && `step ${steps.join(' and ')}`,
          problem && (problem.count === 1 ? '1 problem' : `${problem.count} problems`),
        ]
          .filter(Boolean)
          .join(', ')}
      </span>
    </div>
  );
}

const Name = ({ node }: { node: Node }) => (
  <span className={styles['name']} id={`card-${node.id}-name`}>
    {nodeName(node)}
  </span>
);

type DetailsProps = Pick<CardProps, 'node' | 'model' | 'entry' | 'status' | 'words' | 'visits'>;

function Details({ node, model, entry, status, words, visits }: DetailsProps) {
  const { title } = nodeKinds[node.kind];
  return (
    <>
      <div className={styles['head']}>
        <Mark kind={node.kind} />
        <div className={styles['what']}>
          <Name node={node} />
          <span className={styles['words']} data-live={words !== undefined || undefined}>
            {words === undefined ? (node.description ?? title) : <bdi dir="ltr">{words}</bdi>}
          </span>
        </div>
        {visits > 1 && (
          <span className={styles['visits']} title={`Entered ${visits} times`}>
            ×{visits}
          </span>
        )}
        {status === 'finished' && <Check className={styles['done']} size={14} aria-hidden />}
        {status === 'failed' && <X className={styles['wrong']} size={14} aria-hidden />}
      </div>
      <div className={styles['facts']}>
        {entry && (
          <span className={styles['entry']} title="The first message goes here">
            <Flag size={11} aria-hidden /> Start
          </span>
        )}
        {factsOf(node, { model }).map((fact) => (
          <span key={fact.words} className={styles['fact']} title={fact.title ?? fact.words}>
            {fact.icon && factIcons[fact.icon]}
            <span>{fact.words}</span>
          </span>
        ))}
      </div>
    </>
  );
}

/** Ids of what names the card, for `aria-labelledby`. */
export const cardLabelIds = (node: string): string => `card-${node}-name card-${node}-state`;
