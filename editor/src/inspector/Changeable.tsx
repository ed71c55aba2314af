/** Around fields that change the graph: whoever may only look at it sees what stands in them, and no buttons. */
import type { ReactNode } from 'react';
import { useMay } from '../api/useSession.ts';
import { ReadOnly } from '../ui/readOnly.ts';
import styles from './Inspector.module.css';

export function Changeable({ children }: { children: ReactNode }) {
  const mayEdit = useMay('edit');
  return (
    <ReadOnly value={!mayEdit}>
      <fieldset className={styles['changeable']} disabled={!mayEdit}>
        {children}
      </fieldset>
    </ReadOnly>
  );
}
