/** A word in a small frame: a kind, a count, how something went. */
import type { ReactNode } from 'react';
import styles from './Chip.module.css';
import { cx } from './cx.ts';

interface ChipProps {
  tone?: 'plain' | 'good' | 'warn' | 'bad' | 'live';
  icon?: ReactNode;
  title?: string;
  children: ReactNode;
}

export function Chip({ tone = 'plain', icon, title, children }: ChipProps) {
  return (
    <span className={cx(styles['chip'], styles[tone])} title={title}>
      {icon}
      {children}
    </span>
  );
}
