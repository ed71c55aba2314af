/** A screen that is read from top to bottom: a bar with where else one can go, and a page that scrolls below it. */
import type { ReactNode } from 'react';
import styles from './Screen.module.css';

export function Screen({ bar, children }: { bar: ReactNode; children: ReactNode }) {
  return (
    <div className={styles['screen']}>
      <header className={styles['bar']}>{bar}</header>
      {children}
    </div>
  );
}

export function ScreenTitle({ children }: { children: string }) {
  return <h1 className={styles['title']}>{children}</h1>;
}
