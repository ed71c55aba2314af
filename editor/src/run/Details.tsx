/** Something that is folded until somebody asks. */
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Details.module.css';

export function Details({ summary, children, open }: { summary: ReactNode; children: ReactNode; open?: boolean }) {
  return (
    <details className={styles['details']} open={open}>
      <summary>
        <ChevronRight size={14} className={styles['chevron']} aria-hidden />
        {summary}
      </summary>
      <div className={styles['body']}>{children}</div>
    </details>
  );
}

export function Code({ label, children }: { label?: string; children: string }) {
  return (
    <figure className={styles['code']}>
      {label !== undefined && <figcaption>{label}</figcaption>}
      <pre>{children}</pre>
    </figure>
  );
}
