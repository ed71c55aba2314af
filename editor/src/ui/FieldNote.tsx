/** What is said about a field, under it: in words, with an icon of its weight, and one click that mends it. */
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { asSentence } from './asSentence.ts';
import { Button } from './Button.tsx';
import styles from './Field.module.css';
import { useShows } from './ShownProblems.tsx';
import type { Told } from './told.ts';

const icons: Record<Told['severity'], ReactNode> = {
  error: <CircleAlert size={14} aria-label="Error" />,
  warning: <TriangleAlert size={14} aria-label="Warning" />,
  hint: <Info size={14} aria-label="Hint" />,
};

/** @param where what it is about, where that is not clear from where it stands. */
export function FieldNote({ id, told, where }: { id?: string; told: Told; where?: string | undefined }) {
  const { severity, message, fix } = told;
  useShows(told);
  return (
    <div className={styles['note']} data-severity={severity}>
      {icons[severity]}
      <div className={styles['said']}>
        {where !== undefined && <b className={styles['where']}>{where}</b>}
        <p id={id}>{asSentence(message)}</p>
        {fix && (
          <Button className={styles['fix']} onClick={fix.run}>
            {fix.label}
          </Button>
        )}
      </div>
    </div>
  );
}
