/** A question that has to be settled first. The browser's own dialog keeps the focus inside and closes on Esc. */
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './Button.tsx';
import styles from './Dialog.module.css';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons, the one to take last. */
  actions?: ReactNode;
  wide?: boolean;
}

/** Rendered only while it is open. */
export function Dialog({ title, onClose, children, actions, wide = false }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    // What is longer than the screen is scrolled by keys at once.
    const text = body.current;
    const long = text !== null && text.scrollHeight > text.clientHeight;
    if (long) text.tabIndex = 0;
    const field = dialog?.querySelector<HTMLInputElement>('form input');
    // Not its first button: nothing shall happen by a key that was meant for something else.
    (field ?? (long ? text : dialog))?.focus();
    field?.select();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      tabIndex={-1}
      className={styles['dialog']}
      data-wide={wide || undefined}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className={styles['head']}>
        <h2 id={id} className={styles['title']}>
          {title}
        </h2>
        <IconButton label="Close" icon={<X size={16} />} onClick={onClose} />
      </header>
      <div ref={body} className={styles['body']}>
        {children}
      </div>
      {actions && <footer className={styles['actions']}>{actions}</footer>}
    </dialog>
  );
}
