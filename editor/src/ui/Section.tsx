/** A part of a form that can be folded away; what is folded is remembered. */
import { ChevronRight, CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useRememberedChoice } from './remembered.ts';
import styles from './Section.module.css';

interface SectionProps {
  /** Under which the folding is remembered. */
  name: string;
  title: string;
  /** What there is to know while it is folded: a count, the value. */
  summary?: ReactNode;
  open?: boolean;
  /** Something in it is wrong, which must be seen while it is folded too. */
  invalid?: boolean;
  children: ReactNode;
}

export function Section({ name, title, summary, open = false, invalid = false, children }: SectionProps) {
  const [state, setState] = useRememberedChoice(`section:${name}`, ['open', 'closed'], open ? 'open' : 'closed');
  return (
    <details
      className={styles['section']}
      open={state === 'open'}
      onToggle={(event) => setState(event.currentTarget.open ? 'open' : 'closed')}
    >
      <summary className={styles['head']}>
        <ChevronRight size={14} className={styles['chevron']} aria-hidden />
        <h3 className={styles['title']}>{title}</h3>
        {invalid && <CircleAlert size={14} className={styles['invalid']} aria-label="has an error" />}
        {summary !== undefined && <span className={styles['summary']}>{summary}</span>}
      </summary>
      {state === 'open' && <div className={styles['body']}>{children}</div>}
    </details>
  );
}
