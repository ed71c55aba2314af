/** A part of a form that can be folded away; what is folded is remembered. */
import { ChevronRight, CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useRememberedChoice } from './remembered.ts';
import styles from './Section.module.css';
import type { Told } from './told.ts';

interface SectionProps {
  /** Under which the folding is remembered. */
  name: string;
  title: string;
  /** What there is to know while it is folded: a count, the value. */
  summary?: ReactNode;
  open?: boolean;
  /** The gravest that is said about something in it, which must be seen while it is folded too. */
  told?: Told | undefined;
  children: ReactNode;
}

const icons: Record<Told['severity'], ReactNode> = {
  error: <CircleAlert size={14} className={styles['error']} aria-label="has an error" />,
  warning: <TriangleAlert size={14} className={styles['warning']} aria-label="has a warning" />,
  hint: <Info size={14} className={styles['hint']} aria-label="has a hint" />,
};

export function Section({ name, title, summary, open = false, told, children }: SectionProps) {
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
        {told && icons[told.severity]}
        {summary !== undefined && <span className={styles['summary']}>{summary}</span>}
      </summary>
      {state === 'open' && <div className={styles['body']}>{children}</div>}
    </details>
  );
}
