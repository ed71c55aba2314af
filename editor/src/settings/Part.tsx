/** A part of the settings: its title, what it is about, and what can be done about it as a whole. */
import { type ReactNode, useId } from 'react';
import { Alert } from '../ui/Alert.tsx';
import styles from './settings.module.css';
import { useOwnTrouble } from './troubles.ts';

interface PartProps {
  title: string;
  about: ReactNode;
  error?: string | undefined;
  retry?: () => void;
  children: ReactNode;
}

export function Part({ title, about, error, retry, children }: PartProps) {
  const id = useId();
  const trouble = useOwnTrouble(error);
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <div className={styles['head']}>
        <h2 id={id} className={styles['subtitle']}>
          {title}
        </h2>
        <p className={styles['text']}>{about}</p>
      </div>
      {trouble && <Alert retry={retry}>{trouble}</Alert>}
      {children}
    </section>
  );
}
