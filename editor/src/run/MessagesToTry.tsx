/** Messages worth trying, in one line; a click puts one into the box. What has no room in the line is one arrow away. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import styles from './MessagesToTry.module.css';

interface MessagesToTryProps {
  messages: readonly string[];
  onChoose: (message: string) => void;
}

export function MessagesToTry({ messages, onChoose }: MessagesToTryProps) {
  const window = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [hidden, setHidden] = useState({ before: false, after: false });

  useLayoutEffect(() => {
    const element = window.current;
    if (!element || !list.current) return undefined;
    const look = (): void => setHidden(hiddenOf(element));
    element.addEventListener('scroll', look, { passive: true });
    // The window is resized with the panel, the list with what is in it.
    const observer = new ResizeObserver(look);
    observer.observe(element);
    observer.observe(list.current);
    return () => {
      element.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, []);

  const turn = (pages: number): void => window.current?.scrollBy({ left: pages * 0.8 * window.current.clientWidth });
  return (
    <div className={styles['line']} data-before={hidden.before || undefined} data-after={hidden.after || undefined}>
      <div ref={window} className={styles['window']}>
        <ul ref={list} aria-label="Messages to try">
          {messages.map((message) => (
            <li key={message}>
              <button type="button" className={styles['message']} title={message} onClick={() => onChoose(message)}>
                {message}
              </button>
            </li>
          ))}
        </ul>
      </div>
      {/* With the keyboard one message after the other comes into sight by itself. */}
      {hidden.before && (
        <button
          type="button"
          className={styles['before']}
          aria-label="Messages before"
          tabIndex={-1}
          onClick={() => turn(-1)}
        >
          <ChevronLeft size={16} />
        </button>
      )}
      {hidden.after && (
        <button
          type="button"
          className={styles['after']}
          aria-label="More messages"
          tabIndex={-1}
          onClick={() => turn(1)}
        >
          <ChevronRight size={16} />
        </button>
      )}
    </div>
  );
}

/** Of a pixel no message is made: widths are fractions. */
const hiddenOf = ({ scrollLeft, scrollWidth, clientWidth }: HTMLElement) => ({
  before: scrollLeft > 1,
  after: scrollWidth - clientWidth - scrollLeft > 1,
});
