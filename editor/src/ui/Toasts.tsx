/** Where toasts appear; once in the whole app. They wait while they are pointed at or have the focus. */
import { X } from 'lucide-react';
import { Toast } from 'radix-ui';
import { Button, IconButton } from './Button.tsx';
import { useToasts } from './toast.ts';
import styles from './Toasts.module.css';

export function Toasts() {
  const { toasts, dismiss, act } = useToasts();
  return (
    <Toast.Provider duration={8000} swipeDirection="up">
      {toasts.map(({ id, text, tone = 'plain', action }) => (
        <Toast.Root key={id} className={styles['toast']} data-tone={tone} onOpenChange={(open) => !open && dismiss(id)}>
          <Toast.Description className={styles['text']}>{text}</Toast.Description>
          {action && (
            <Toast.Action asChild altText={action.label}>
              <Button look="quiet" onClick={() => act(id)}>
                {action.label}
              </Button>
            </Toast.Action>
          )}
          <Toast.Close asChild>
            <IconButton label="Dismiss" side="top" icon={<X size={16} />} />
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport className={styles['viewport']} />
    </Toast.Provider>
  );
}
