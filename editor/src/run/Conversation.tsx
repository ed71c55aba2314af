/** The conversation of a test: everything that was said in it, followed as it grows. */
import { useEffect, useRef } from 'react';
import { useMay } from '../api/useSession.ts';
import { Link } from '../routing/Link.tsx';
import { pathTo } from '../routing/router.ts';
import styles from './Conversation.module.css';
import { useRun } from './runStore.ts';
import { Turn } from './Turn.tsx';

export function Conversation() {
  const earlier = useRun((run) => run.earlier);
  const view = useRun((run) => run.view);
  const lost = useRun((run) => run.stream === 'lost');
  const mayRun = useMay('run');
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
          <p className={styles['empty']}>
            {lost ? (
              'The server does not answer. The conversation is back as soon as it does.'
            ) : mayRun ? (
              'Run a message, and watch it go from node to node.'
            ) : (
              <>
                You may look at runs, but not start one. <Link href={pathTo.runs}>Show the runs</Link>
              </>
            )}
          </p>
        )}
      </div>
    </div>
  );
}

const near = 48;

/** How far an open question begins above what is in sight; negative where its beginning can be seen. */
function hiddenOf(scroller: HTMLElement): number | undefined {
  // Of a talk, the newest words and the place to answer them are what counts.
  const question = scroller.querySelector('section[data-open]:not([data-talk])');
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
