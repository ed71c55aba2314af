/** How long a question is still open, in words that grow exact when it matters. */
import { Clock } from 'lucide-react';
import { useEffect, useState } from 'react';
import styles from './Ask.module.css';
import { timeLeft } from './time-left.ts';

export function TimeLeft({ until }: { until: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time className={styles['until']} dateTime={until} title={`Until ${new Date(until).toLocaleString()}`}>
      <Clock size={12} aria-hidden />
      {timeLeft(Date.parse(until) - now)}
    </time>
  );
}
