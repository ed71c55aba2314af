/** What the checks say of the thing as a whole; what is about a field stands at the field. */
import { FieldNote } from '../ui/FieldNote.tsx';
import type { Told } from '../ui/told.ts';
import styles from './Inspector.module.css';

export function ProblemList({ problems }: { problems: readonly Told[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className={styles['problems']}>
      {problems.map((told) => (
        <li key={told.message}>
          <FieldNote told={told} />
        </li>
      ))}
    </ul>
  );
}
