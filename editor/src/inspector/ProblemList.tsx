/** What the checks say that no field of the form shows: of the thing as a whole, of a part of it, of what is folded away. */
import { FieldNote } from '../ui/FieldNote.tsx';
import { NotByField, useUnshown } from '../ui/ShownProblems.tsx';
import type { Told } from '../ui/told.ts';
import styles from './Inspector.module.css';

export function ProblemList({ problems }: { problems: readonly Told[] }) {
  const unshown = useUnshown(problems);
  if (unshown.length === 0) return null;
  return (
    <NotByField>
      <ul className={styles['problems']} aria-label="Problems">
        {unshown.map((told, index) => (
          <li key={`${index}:${told.message}`}>
            <FieldNote told={told} where={told.where} />
          </li>
        ))}
      </ul>
    </NotByField>
  );
}
