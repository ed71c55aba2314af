/** What the checks found, as a count and a list; choosing one selects its place, and what one click mends has its button. */
import type { Problem, Severity } from '@baton/shared/graph';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../api/useSession.ts';
import { useDocument } from '../document/document.ts';
import { mendOf } from '../document/mend.ts';
import { Button } from '../ui/Button.tsx';
import { Popover } from '../ui/Popover.tsx';
import { groupAlike } from './alike.ts';
import styles from './Problems.module.css';
import { showPlace } from './showPlace.ts';
import top from './TopBar.module.css';

const icons = {
  error: <CircleAlert size={16} aria-label="Error" />,
  warning: <TriangleAlert size={16} aria-label="Warning" />,
  hint: <Info size={16} aria-label="Hint" />,
} as const satisfies Record<Severity, unknown>;

export function Problems() {
  const graph = useDocument((document) => document.graph);
  const problems = useDocument((document) => document.problems);
  const mayEdit = useMay('edit');
  const [open, setOpen] = useState(false);
  const worst = problems[0]?.severity;
  const words = countWords(problems);
  if (!graph) return null;
  const choose = ({ path }: Problem): void => {
    showPlace(graph, path);
    setOpen(false);
  };
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
          {groupAlike(graph, problems).map((group) => (
            <li key={`${group[0].problem.code} ${group[0].problem.path} ${group[0].problem.message}`}>
              <Alike group={group} mayEdit={mayEdit} onChoose={choose} />
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

interface AlikeProps {
  group: ReturnType<typeof groupAlike>[number];
  mayEdit: boolean;
  onChoose: (problem: Problem) => void;
}

/** The first with all its words, the others by their names. */
function Alike({ group: [{ problem, words }, ...others], mayEdit, onChoose }: AlikeProps) {
  const mend = mayEdit ? mendOf(problem) : undefined;
  return (
    <>
      <button
        type="button"
        className={styles['row']}
        data-severity={problem.severity}
        onClick={() => onChoose(problem)}
      >
        {icons[problem.severity]}
        <span className={styles['words']}>
          <span className={styles['place']}>{words}</span>
          {problem.message}
        </span>
      </button>
      {mend && (
        <div className={styles['under']}>
          <Button className={styles['small']} onClick={mend.run}>
            {mend.label}
          </Button>
        </div>
      )}
      {others.length > 0 && (
        <div className={styles['under']}>
          The same with
          {others.map((other) => (
            <button
              key={other.problem.path}
              type="button"
              className={styles['other']}
              onClick={() => onChoose(other.problem)}
            >
              {other.words}
            </button>
          ))}
        </div>
      )}
    </>
  );
}
