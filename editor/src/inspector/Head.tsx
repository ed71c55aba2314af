/** The head of the inspector: what is being looked at, and what can be done with it as a whole. */
import type { ReactNode } from 'react';
import styles from './Inspector.module.css';

export function Head({
  icon,
  title,
  kind,
  children,
}: {
  icon: ReactNode;
  title: string;
  kind: string;
  children?: ReactNode;
}) {
  return (
    <header className={styles['head']}>
      <span className={styles['icon']}>{icon}</span>
      <div className={styles['titles']}>
        <h2 className={styles['title']}>{title}</h2>
        <p className={styles['kind']}>{kind}</p>
      </div>
      {children}
    </header>
  );
}
