/** One message and all that came of it: each node's words as they come, handoffs between them, and questions to people. */
import type { RunView, VisitView } from '@baton/shared/events';
import { type CSSProperties, memo } from 'react';
import styles from './Conversation.module.css';
import { Hop, Return } from './Hop.tsx';
import { type Item, itemsOf, ranGraph } from './items.ts';
import { depthOf, useNaming } from './naming.ts';
import { Ask } from './questions/Ask.tsx';
import { Said } from './Said.tsx';
import { ToolCall } from './ToolCall.tsx';
import { statusWords } from './words.ts';

export const Turn = memo(function Turn({ view }: { view: RunView }) {
  return (
    <>
      {view.input && <p className={styles['user']}>{view.input}</p>}
      {itemsOf(view).map((item) => (
        <Entry key={`${item.kind} ${item.seq}`} item={item} view={view} />
      ))}
      <Ending view={view} />
    </>
  );
});

function Entry({ item, view }: { item: Item; view: RunView }) {
  const depth = depthOf(item.node);
  const entry = <Of item={item} view={view} />;
  // What happens inside of another graph stands below its node, and further in.
  return depth === 0 ? (
    entry
  ) : (
    <div className={styles['inside']} style={{ '--depth': depth } as CSSProperties}>
      {entry}
    </div>
  );
}

function Of({ item, view }: { item: Item; view: RunView }) {
  if (item.kind === 'visit') return <Visit visit={item.visit} inner={ranGraph(item.visit, view)} />;
  if (item.kind === 'hop') return <Hop hop={item.hop} order={item.order} />;
  if (item.kind === 'return') return <Return back={item.back} />;
  return <Ask ask={item.ask} />;
}

/** @param inner it ran a graph, whose nodes have said below what there was to say. */
const Visit = memo(function Visit({ visit, inner }: { visit: VisitView; inner: boolean }) {
  const { node, text, tools, status, error, retryInMs } = visit;
  const name = useNaming().node(node);
  return (
    <article className={styles['visit']} data-status={status}>
      <h4 className={styles['name']}>
        {name}
        {visit.visit > 1 && <span className={styles['aside']}>visit {visit.visit}</span>}
      </h4>
      {tools.map((call) => (
        <ToolCall key={call.call} call={call} />
      ))}
      {!inner && text !== '' && <Said text={text} />}
      {!inner && text === '' && status === 'running' && <Dots name={name} />}
      {error && status !== 'finished' && (
        <p className={styles['error']}>
          {error.message}
          {error.limit !== undefined && status === 'failed' && ` ${limitAdvice(error.limit)}`}
          {retryInMs !== undefined && status === 'running' && ' It is tried again.'}
        </p>
      )}
    </article>
  );
});

/** A limit was there for a reason, so the first thing to look at is the way. */
const limitAdvice = (limit: string): string =>
  limit === 'maxSteps'
    ? 'See what it called above; if it needs more, raise the limit in its form.'
    : 'See the way above; if it is as it should be, raise the limit in the graph settings.';

function Dots({ name }: { name: string }) {
  return (
    <span className={styles['dots']} title={`${name} is at work`}>
      <i />
      <i />
      <i />
    </span>
  );
}

function Ending({ view: { status, error, visits } }: { view: RunView }) {
  const told = visits.some((visit) => visit.status === 'failed' && visit.error?.message === error?.message);
  // The node that failed has said why.
  if (status === 'failed' && told) return null;
  if (status === 'failed')
    return (
      <p className={styles['failed']}>
        {error?.message ?? 'The run failed.'}
        {error?.limit !== undefined && ` ${limitAdvice(error.limit)}`}
      </p>
    );
  if (status === 'cancelled') return <p className={styles['ending']}>{statusWords.cancelled}.</p>;
  return null;
}
