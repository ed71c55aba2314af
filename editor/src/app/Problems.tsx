/** What the checks found, as a count and a list; choosing one selects its place. */
import type { Problem, Severity } from '@baton/shared/graph';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useDocument } from '../document/document.ts';
import { placeOf, placeWords } from '../document/places.ts';
import { Button } from '../ui/Button.tsx';
import { Popover } from '../ui/Popover.tsx';
import styles from './Problems.module.css';
import { showPlace } from './showPlace.ts';
import top from './TopBar.module.css';

const icons = {
  error: <CircleAlert size={16} aria-label="Error" />,
  warning: <TriangleAlert size={16} aria-label="Warning" />,
  hint: <Info size={16} aria-label="Hint" />,
} as const satisfies Record<Severity, unknown>;

export function Problems() {
  const problems = useDocument((document) => document.problems);
  const [open, setOpen] = useState(false);
  const worst = problems[0]?.severity;
  const words = countWords(problems);
  return (
    <Popover
      label="Problems"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button
          look="quiet"
          className={top['count']}
          data-severity={worst ?? 'none'}
          icon={worst ? icons[worst] : <CircleCheck size={16} aria-hidden />}
        >
          {words}
        </Button>
      }
    >
      {problems.length === 0 ? (
        <p className={styles['none']}>The checks found nothing to mend: this graph can run.</p>
      ) : (
        <ul className={styles['list']}>
          {problems.map((problem) => (
            <li key={`${problem.code} ${problem.path} ${problem.message}`}>
              <Row problem={problem} onChosen={() => setOpen(false)} />
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}

/** Advice is no problem, and is not counted as one. */
function countWords(problems: readonly Problem[]): string {
  const hints = problems.filter(({ severity }) => severity === 'hint').length;
  const grave = problems.length - hints;
  if (grave > 0) return grave === 1 ? '1 problem' : `${grave} problems`;
  if (hints > 0) return hints === 1 ? '1 hint' : `${hints} hints`;
  return 'No problems';
}

function Row({ problem, onChosen }: { problem: Problem; onChosen: () => void }) {
  const graph = useDocument((document) => document.graph);
  if (!graph) return null;
  const choose = (): void => {
    showPlace(graph, problem.path);
    onChosen();
  };
  return (
    <button type="button" className={styles['row']} data-severity={problem.severity} onClick={choose}>
      {icons[problem.severity]}
      <span className={styles['words']}>
        <span className={styles['place']}>{placeWords(graph, placeOf(graph, problem.path))}</span>
        {problem.message}
      </span>
    </button>
  );
}
