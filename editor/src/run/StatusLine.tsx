/** How the run is going, in one line: status, time, tokens, cost, and the way that it took. */
import { isOver, type RunStatus, type RunView, workedMs } from '@baton/shared/events';
import { useEffect, useState } from 'react';
import { useNaming } from './naming.ts';
import { useRun } from './runStore.ts';
import styles from './StatusLine.module.css';
import { costWords, duration, pauseWords, statusWords, tokenWords } from './words.ts';

export function StatusLine() {
  const view = useRun((run) => run.view);
  const lost = useRun((run) => run.stream === 'lost');
  const replaying = useRun((run) => run.replay !== undefined);
  const names = useNaming();
  if (!view) {
    return lost ? (
      <output className={styles['line']}>
        <span className={styles['dot']} aria-hidden />
        <b>Connecting again</b>
      </output>
    ) : null;
  }
  const { status, why, tokens, costUsd, route } = view;
  const way = route.map(names.node).join(' → ');
  const asked = view.asks.some(({ open }) => open);
  const figures = [tokens.input + tokens.output > 0 && tokenWords(tokens), costWords(costUsd)].filter(Boolean);
  return (
    <output className={styles['line']} data-status={replaying ? 'replay' : status}>
      <span className={styles['dot']} aria-hidden />
      <b>
        {replaying
          ? 'Replay'
          : lost && !isOver(status)
            ? 'Connecting again'
            : (askedWords(status, asked) ?? (status === 'paused' ? pauseWords(why) : statusWords[status]))}
      </b>
      {!replaying && <Elapsed view={view} />}
      {figures.map((figure) => (
        <span key={String(figure)}>{figure}</span>
      ))}
      <span className={styles['route']} title={way}>
        {way}
      </span>
    </output>
  );
}

/** While somebody is asked, one branch waits and others may be at work. */
function askedWords(status: RunStatus, asked: boolean): string | undefined {
  if (!asked) return undefined;
  if (status === 'running') return 'Running, and waits for an answer';
  return status === 'paused' ? 'Waits for an answer' : undefined;
}

/** How long the run was at work, or is so far; it stands still while a person is asked. */
function Elapsed({ view }: { view: RunView }) {
  const { status, startedAt, waitedMs } = view;
  const [now, setNow] = useState(() => Date.now());
  const ticking = status === 'running';
  useEffect(() => {
    if (!ticking) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, [ticking]);
  const worked = workedMs(view);
  if (worked !== undefined) {
    const waited = waitedMs >= 1000 ? `${duration(waitedMs)} more were waited for an answer.` : undefined;
    return <span title={waited}>{duration(worked)}</span>;
  }
  if (!ticking || !startedAt) return null;
  return <span>{(Math.max(0, now - Date.parse(startedAt) - waitedMs) / 1000).toFixed(1)} s</span>;
}
