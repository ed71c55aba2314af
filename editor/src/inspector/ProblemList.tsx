/** What the checks say of the thing as a whole; what they say of a field stands at the field. */
import type { Problem, Severity } from '@baton/shared/graph';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Inspector.module.css';

const icons: Record<Severity, ReactNode> = {
  error: <CircleAlert size={16} aria-label="Error" />,
  warning: <TriangleAlert size={16} aria-label="Warning" />,
  hint: <Info size={16} aria-label="Hint" />,
};

export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className={styles['problems']}>
      {problems.map(({ severity, code, path, message }) => (
        <li key={`${code} ${path} ${message}`} className={styles['problem']} data-severity={severity}>
          {icons[severity]}
          <span>{message}</span>
        </li>
      ))}
    </ul>
  );
}
