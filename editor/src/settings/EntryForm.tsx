/** The form of one entry: its fields, what is wrong with it as a whole, and how it is sent or left. */
import { type ReactNode, useId } from 'react';
import { Button } from '../ui/Button.tsx';
import { focusFirst } from '../ui/focus.ts';
import styles from './settings.module.css';
import type { Sending } from './useForm.ts';

interface EntryFormProps {
  title: string;
  form: Sending;
  /** Whether all that is needed is there. */
  ready: boolean;
  submit?: string;
  submitting?: string;
  onCancel: () => void;
  children: ReactNode;
}

/** All of it is in sight, where that is possible, before its first field is written into. */
function begin(form: HTMLElement | null): void {
  form?.scrollIntoView({ block: 'nearest' });
  focusFirst(form);
}

export function EntryForm({
  title,
  form: { sending, problem, submit: send },
  ready,
  submit = 'Save',
  submitting = 'Saving…',
  onCancel,
  children,
}: EntryFormProps) {
  const id = useId();
  return (
    <form ref={begin} className={styles['form']} aria-labelledby={id} onSubmit={send}>
      <h3 id={id} className={styles['formTitle']}>
        {title}
      </h3>
      {children}
      {problem && <p role="alert">{problem}</p>}
      <div className={styles['actions']}>
        <Button onClick={onCancel}>Cancel</Button>
        <Button look="primary" type="submit" disabled={sending || !ready}>
          {sending ? submitting : submit}
        </Button>
      </div>
    </form>
  );
}
