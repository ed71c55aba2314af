/** A form that is sent: whether it is on its way, and what was wrong with which field. */
import { type FormEvent, useState } from 'react';
import { ApiError, sentence } from '../api/request.ts';

export interface Sending {
  sending: boolean;
  /** What is wrong with the form as a whole, where no field says it. */
  problem: string | undefined;
  /** What is wrong with a field or with a part of it, by its JSON Pointer. */
  at: (path: string) => string | undefined;
  submit: (event: FormEvent) => void;
}

const isAt = (path: string, field: string): boolean => path === field || path.startsWith(`${field}/`);

/** @param fields the JSON Pointers of fields that show what is wrong with them. */
export function useForm(fields: readonly string[], send: () => Promise<void>): Sending {
  const [error, setError] = useState<unknown>();
  const [sending, setSending] = useState(false);
  const errors = error instanceof ApiError ? error.errors : [];
  const shown = errors.length > 0 && errors.every(({ path }) => fields.some((field) => isAt(path, field)));

  async function run(): Promise<void> {
    setSending(true);
    setError(undefined);
    try {
      await send();
    } catch (cause) {
      setError(cause);
    } finally {
      setSending(false);
    }
  }

  return {
    sending,
    problem: error === undefined || shown ? undefined : sentence(error),
    at: (path) => errors.find((entry) => isAt(entry.path, path))?.message,
    submit(event) {
      event.preventDefault();
      void run();
    },
  };
}
