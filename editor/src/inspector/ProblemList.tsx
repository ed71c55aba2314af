/** What the checks say of the thing as a whole, and their advice; what is wrong with a field stands at the field. */
import { applyFix, type Problem, type Severity } from '@baton/shared/graph';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useDocument } from '../document/document.ts';
import { Button } from '../ui/Button.tsx';
import styles from './Inspector.module.css';

const icons: Record<Severity, ReactNode> = {
  error: <CircleAlert size={16} aria-label="Error" />,
  warning: <TriangleAlert size={16} aria-label="Warning" />,
  hint: <Info size={16} aria-label="Hint" />,
};

export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  const edit = useDocument((document) => document.edit);
  const shown = problems.filter(({ severity, path }) => severity !== 'error' || path === '');
  if (shown.length === 0) return null;
  return (
    <ul className={styles['problems']}>
      {shown.map(({ severity, code, path, message, fix }) => (
        <li key={`${code} ${path} ${message}`} className={styles['problem']} data-severity={severity}>
          {icons[severity]}
          <span className={styles['said']}>
            {message}
            {fix && (
              <Button className={styles['fix']} onClick={() => edit(fix.label, (graph) => applyFix(graph, fix))}>
                {fix.label}
              </Button>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
