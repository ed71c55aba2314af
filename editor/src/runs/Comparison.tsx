/** Two runs side by side: where their ways part, and what each of them took. */
import type { RunView } from '@baton/shared/events';
import { isOver } from '@baton/shared/events';
import { Outcome } from '../run/Outcome.tsx';
import { costWords, duration, inline } from '../run/words.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { aligned } from './compare.ts';
import styles from './Comparison.module.css';

interface ComparisonProps {
  left: RunView;
  right: RunView;
  onClose: () => void;
}

export function Comparison({ left, right, onClose }: ComparisonProps) {
  const rows = aligned(left.route, right.route);
  const facts: [string, (view: RunView) => string][] = [
    ['Took', ({ ms }) => (ms === undefined ? '–' : duration(ms))],
    ['Tokens', ({ tokens }) => (tokens.input + tokens.output).toLocaleString('en')],
    ['Cost', ({ costUsd }) => costWords(costUsd) ?? '–'],
    ['Handoffs', ({ hops }) => String(hops.length)],
    ['Model calls', ({ visits }) => String(visits.reduce((sum, { models }) => sum + models.length, 0))],
  ];
  return (
    <Dialog title="Two runs" wide onClose={onClose}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="row">Message</th>
            <th scope="col">{left.input || 'No message'}</th>
            <th scope="col">{right.input || 'No message'}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Outcome</th>
            <td>
              <Outcome status={left.status} />
            </td>
            <td>
              <Outcome status={right.status} />
            </td>
          </tr>
          {rows.map((row, index) => (
            // A row has no name but its place.
            <tr key={index} data-differs={row.left !== row.right || undefined}>
              {index === 0 && (
                <th scope="rowgroup" rowSpan={rows.length}>
                  Route
                </th>
              )}
              <td>{row.left}</td>
              <td>{row.right}</td>
            </tr>
          ))}
          {facts.map(([name, of]) => (
            <tr key={name} data-differs={of(left) !== of(right) || undefined}>
              <th scope="row">{name}</th>
              <td>{of(left)}</td>
              <td>{of(right)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">Answer</th>
            <td>{answerOf(left)}</td>
            <td>{answerOf(right)}</td>
          </tr>
        </tbody>
      </table>
    </Dialog>
  );
}

function answerOf({ status, output, error }: RunView): string {
  if (error) return error.message;
  return isOver(status) && output !== undefined && output !== null ? inline(output) : '–';
}
