/** One run of the history. Its message opens it where its graph is, with its conversation and for replay. */
import type { RunSummary } from '@baton/shared/api';
import type { RunView } from '@baton/shared/events';
import { Link } from '../routing/Link.tsx';
import { pathTo } from '../routing/router.ts';
import { Outcome } from '../run/Outcome.tsx';
import { costWords, tookWords } from '../run/words.ts';
import { ago } from '../ui/ago.ts';
import { cx } from '../ui/cx.ts';
import { type NamedGraph, nameIn } from './names.ts';
import styles from './RunsScreen.module.css';

interface RunRowProps {
  run: RunSummary;
  /** Undefined where it is not stored, and so cannot be opened. */
  graph: NamedGraph | undefined;
  /** Undefined until it was read. */
  view: RunView | undefined;
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
}

export function RunRow({ run, graph, view, chosen, onChoose }: RunRowProps) {
  const { input, status, createdAt } = run;
  const words = input.trim() || 'No message';
  const route = view?.route.map((node) => nameIn(graph, node)).join(' → ');
  return (
    <tr>
      <td>
        <label className={styles['choose']}>
          <input
            type="checkbox"
            aria-label={`Compare “${words}”`}
            checked={chosen}
            disabled={!view}
            onChange={(event) => onChoose(event.target.checked)}
          />
        </label>
      </td>
      <td className={styles['what']}>
        {graph === undefined ? (
          <span className={styles['message']}>{words}</span>
        ) : (
          <Link
            className={styles['message']}
            href={pathTo.run(run.graph, run.run)}
            title={[words, route].filter(Boolean).join('\n')}
          >
            {words}
          </Link>
        )}
        <span className={styles['route']} title={route}>
          {graph?.name ?? run.graph}
          {route && `: ${route}`}
        </span>
      </td>
      <td>
        <Outcome status={status} why={view?.why} {...(view?.error && { title: view.error.message })} />
      </td>
      <td className={cx(styles['figure'], styles['number'])}>{view && tookWords(view)}</td>
      <td className={cx(styles['figure'], styles['number'])}>{view && tokensOf(view)}</td>
      <td className={cx(styles['figure'], styles['number'])}>{view && (costWords(view.costUsd) ?? '–')}</td>
      <td className={styles['figure']} title={new Date(createdAt).toLocaleString()}>
        {ago(createdAt)}
      </td>
    </tr>
  );
}

function tokensOf({ tokens: { input, output } }: RunView): string {
  return input + output === 0 ? '–' : (input + output).toLocaleString('en');
}
