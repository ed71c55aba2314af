/** The conversation of a test: messages, each node's words as they come, handoffs between them, and questions to people. */
import type { HopView, RunView, VisitView } from '@baton/shared/events';
import { ArrowRight } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import { Ask } from './Ask.tsx';
import styles from './Conversation.module.css';
import { type Item, itemsOf } from './items.ts';
import { Markdown } from './Markdown.tsx';
import { useNaming } from './naming.ts';
import { inspect, useRun } from './runStore.ts';
import { ToolCall } from './ToolCall.tsx';
import { statusWords } from './words.ts';

export function Conversation() {
  const earlier = useRun((run) => run.earlier);
  const view = useRun((run) => run.view);
  const scroller = useRef<HTMLDivElement>(null);
  const followsEnd = useRef(true);

  useEffect(
    () =>
      useRun.subscribe(
        () => followsEnd.current && requestAnimationFrame(() => scroller.current && showEnd(scroller.current)),
      ),
    [],
  );

  return (
    <div
      className={styles['scroll']}
      role="log"
      aria-label="Conversation"
      // Only who reads the end wants to be taken along.
      ref={scroller}
      onScroll={({ currentTarget }) => {
        followsEnd.current = isAtEnd(currentTarget);
      }}
    >
      <div className={styles['column']}>
        {earlier.map((run) => (
          <Turn key={run.run} view={run} />
        ))}
        {view && <Turn view={view} />}
        {!view && earlier.length === 0 && (
          <p className={styles['empty']}>Run a message, and watch it go from node to node.</p>
        )}
      </div>
    </div>
  );
}

const near = 48;

/** How far an open question begins above what is in sight; negative where its beginning can be seen. */
function hiddenOf(scroller: HTMLElement): number | undefined {
  const question = scroller.querySelector('section[data-open]');
  return question ? scroller.getBoundingClientRect().top - question.getBoundingClientRect().top : undefined;
}

/** A question that is higher than the panel is shown from its first line. */
function showEnd(scroller: HTMLElement): void {
  scroller.scrollTop = scroller.scrollHeight;
  const hidden = hiddenOf(scroller) ?? 0;
  if (hidden > 0) scroller.scrollTop -= hidden + 8;
}

function isAtEnd(scroller: HTMLElement): boolean {
  const left = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
  const hidden = hiddenOf(scroller);
  return left < near || (hidden !== undefined && Math.abs(hidden) < near);
}

const Turn = memo(function Turn({ view }: { view: RunView }) {
  return (
    <>
      {view.input && <p className={styles['user']}>{view.input}</p>}
      {itemsOf(view).map((item) => (
        <Entry key={`${item.kind} ${item.seq}`} item={item} />
      ))}
      <Ending view={view} />
    </>
  );
});

function Entry({ item }: { item: Item }) {
  if (item.kind === 'visit') return <Visit visit={item.visit} />;
  if (item.kind === 'hop') return <Hop hop={item.hop} order={item.order} />;
  return <Ask ask={item.ask} />;
}

const Visit = memo(function Visit({ visit }: { visit: VisitView }) {
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
      {text !== '' && <Markdown text={text} />}
      {text === '' && status === 'running' && (
        <span className={styles['dots']} title={`${name} is at work`}>
          <i />
          <i />
          <i />
        </span>
      )}
      {error && status !== 'finished' && (
        <p className={styles['error']}>
          {error.message}
          {retryInMs !== undefined && status === 'running' && ' It is tried again.'}
        </p>
      )}
    </article>
  );
});

const Hop = memo(function Hop({ hop, order }: { hop: HopView; order: number }) {
  const names = useNaming();
  const inspected = useRun((run) => run.inspected === hop.seq);
  return (
    <button
      type="button"
      className={styles['hop']}
      aria-pressed={inspected}
      title="Why, and what was passed on"
      onClick={() => inspect(inspected ? undefined : hop.seq)}
    >
      <span className={styles['order']}>{order}</span>
      <span className={styles['ends']}>
        {names.node(hop.from)}
        <ArrowRight size={12} aria-label="to" />
        {names.node(hop.to)}
      </span>
      <span className={styles['reason']}>{reasonOf(hop, names.trigger(hop.handoff), names.handoff(hop.handoff))}</span>
    </button>
  );
});

/** `model decides: a duplicate charge`, or for a rule the label and the condition. */
export function reasonOf(hop: Pick<HopView, 'reason'>, trigger: string | undefined, label: string): string {
  const { reason } = hop;
  if (!reason || reason === trigger) return trigger ?? label;
  if (trigger === 'model decides') return `${trigger}: ${reason}`;
  return label === trigger || label.includes(reason) ? (trigger ?? reason) : `${label}: ${trigger ?? reason}`;
}

function Ending({ view: { status, error } }: { view: RunView }) {
  if (status === 'failed') return <p className={styles['failed']}>{error?.message ?? 'The run failed.'}</p>;
  if (status === 'cancelled') return <p className={styles['ending']}>{statusWords.cancelled}.</p>;
  return null;
}
