/** Why a run did not start: what is wrong with the graph, place by place, each one click away. */
import { X } from 'lucide-react';
import { IconButton } from '../ui/Button.tsx';
import styles from './Composer.module.css';
import type { Refusal } from './runStore.ts';

/** Where in the graph a problem is. */
export interface ProblemPlaces {
  /** @param path a JSON Pointer into the graph. @returns the place in words: `Triage → Billing`. */
  words: (path: string) => string;
  show: (path: string) => void;
}

interface RefusedProps {
  refusal: Refusal;
  places: ProblemPlaces;
  onDismiss: () => void;
}

export function Refused({ refusal: { message, problems }, places, onDismiss }: RefusedProps) {
  return (
    <div className={styles['refusal']} role="alert">
      <div className={styles['told']}>
        <p>{untold(message, problems)}</p>
        {problems.length > 0 && (
          <ul>
            {problems.map(({ path, message: words }) => (
              <li key={`${path} ${words}`}>
                <button type="button" onClick={() => places.show(path)}>
                  <b>{places.words(path)}</b> {words}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      <IconButton className={styles['dismiss']} label="Dismiss" icon={<X size={14} />} onClick={onDismiss} />
    </div>
  );
}

/** The server's sentence repeats the first problem; where all of them are listed, its beginning is enough. */
function untold(message: string, problems: Refusal['problems']): string {
  const [first] = problems;
  const at = first === undefined ? -1 : message.indexOf(first.message);
  return at > 0 ? message.slice(0, at).trim() : message;
}
