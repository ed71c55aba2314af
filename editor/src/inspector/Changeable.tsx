/** Around fields that change the graph: whoever may only look at it sees what stands in them. */
import type { ReactNode } from 'react';
import { useMay } from '../api/useSession.ts';
import styles from './Inspector.module.css';

export function Changeable({ children }: { children: ReactNode }) {
  return (
    <fieldset className={styles['changeable']} disabled={!useMay('edit')}>
      {children}
    </fieldset>
  );
}
