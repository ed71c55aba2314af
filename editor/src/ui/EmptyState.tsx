/** What stands where there is nothing yet: what belongs here, and what to do. */
import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface EmptyStateProps {
  title: string;
  icon?: ReactNode;
  action?: ReactNode;
  /** It is all that the page has. */
  page?: boolean;
  children?: ReactNode;
}

export function EmptyState({ title, icon, action, page = false, children }: EmptyStateProps) {
  const Place = page ? 'main' : 'div';
  const Title = page ? 'h1' : 'h2';
  return (
    <Place className={styles['empty']}>
      {icon}
      <Title className={styles['title']}>{title}</Title>
      {children && <p className={styles['text']}>{children}</p>}
      {action}
    </Place>
  );
}
