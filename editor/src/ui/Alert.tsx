/** What went wrong with a screen or a part of it, and how to try again. */
import type { ReactNode } from 'react';
import styles from './Alert.module.css';
import { Button } from './Button.tsx';

export function Alert({ retry, children }: { retry?: (() => void) | undefined; children: ReactNode }) {
  return (
    <p className={styles['alert']} role="alert">
      {children} {retry && <Button onClick={retry}>Try again</Button>}
    </p>
  );
}
