/** Two runs side by side: where their ways part, and what each of them took. */
import type { RunView } from '@baton/shared/events';
import { isOver } from '@baton/shared/events';
import type { ReactNode } from 'react';
import { Link } from '../routing/Link.tsx';
import { pathTo } from '../routing/router.ts';
import { Outcome } from '../run/Outcome.tsx';
import { Said } from '../run/Said.tsx';
import { costWords, pretty, tookWords } from '../run/words.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { aligned } from './compare.ts';
import styles from './Comparison.module.css';
import { type NamedGraph, nameIn } from './names.ts';

interface ComparisonProps {
  left: RunView;
  right: RunView;
  graphs: ReadonlyMap<string, NamedGraph>;
  onClose: () => void;
}

const facts: readonly [string, (view: RunView) => ReactNode][] = [
  ['Took', tookWords],
  ['Tokens', ({ tokens }) => (tokens.input + tokens.output).toLocaleString('en')],
  ['Cost', ({ costUsd }) => costWords(costUsd) ?? '–'],
  ['Handoffs', ({ hops }) => hops.length],
  ['Model calls', ({ visits }) => visits.reduce((sum, { models }) => sum + models.length, 0)],
  ['Answer', answerOf],
];

export function Comparison({ left, right, graphs, onClose }: ComparisonProps) {
  const rows = aligned(left.route, right.route);
  const both = (name: string, of: (view: RunView) => ReactNode) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      <td>{of(left)}</td>
      <td>{of(right)}</td>
    </tr>
  );
  return (
    <Dialog title="Two runs" wide onClose={onClose}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="row">Message</th>
            <Message view={left} graphs={graphs} />
            <Message view={right} graphs={graphs} />
          </tr>
        </thead>
        <tbody>
          {left.graph !== right.graph && both('Graph', ({ graph }) => graphs.get(graph)?.name ?? graph)}
          {both('Outcome', ({ status, why }) => (
            <Outcome status={status} why={why} />
          ))}
        </tbody>
        <tbody className={styles['route']}>
          {rows.map((row, index) => (
            // A row has no name but its place.
            <tr key={index} data-differs={row.left !== row.right || undefined}>
              {index === 0 && (
                <th scope="rowgroup" rowSpan={rows.length}>
                  Route
                </th>
              )}
              <Step node={row.left} graph={graphs.get(left.graph)} />
              <Step node={row.right} graph={graphs.get(right.graph)} />
            </tr>
          ))}
        </tbody>
        <tbody>{facts.map(([name, of]) => both(name, of))}</tbody>
      </table>
    </Dialog>
  );
}

/** What was said opens the run, where its graph still is. */
function Message({ view: { run, graph, input }, graphs }: { view: RunView; graphs: ComparisonProps['graphs'] }) {
  const words = input?.trim() || 'No message';
  return <th scope="col">{graphs.has(graph) ? <Link href={pathTo.run(graph, run)}>{words}</Link> : words}</th>;
}

function Step({ node, graph }: { node: string | undefined; graph: NamedGraph | undefined }) {
  return <td>{node !== undefined && <span className={styles['step']}>{nameIn(graph, node)}</span>}</td>;
}

function answerOf({ status, output, error }: RunView): ReactNode {
  if (error) return error.message;
  if (!isOver(status) || output === undefined || output === null) return '–';
  return <Said text={pretty(output)} />;
}
