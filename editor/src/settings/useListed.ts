/** A list that the server keeps: read when it is shown, and again after each change. */
import { useCallback, useEffect, useState } from 'react';
import { sentence, waitingSentence } from '../api/request.ts';
import { useRetry } from '../api/useRetry.ts';
import { toast } from '../ui/toast.ts';

interface Listed<Value> {
  /** Undefined until it was read. */
  value: Value | undefined;
  error: string | undefined;
  load: () => Promise<void>;
  /** Does something that changes the list; `failure` begins the sentence that says it went wrong. */
  change: (act: () => Promise<unknown>, failure: string) => void;
}

/** @param read always the same function. */
export function useListed<Value>(read: () => Promise<Value>): Listed<Value> {
  const [value, setValue] = useState<Value>();
  const [error, setError] = useState<string>();
  const load = useCallback(async (): Promise<void> => {
    try {
      setValue(await read());
      setError(undefined);
    } catch (cause) {
      setError(waitingSentence(cause));
    }
  }, [read]);
  useEffect(() => {
    let here = true;
    read().then(
      (first) => here && setValue(first),
      (cause: unknown) => here && setError(waitingSentence(cause)),
    );
    return () => {
      here = false;
    };
  }, [read]);
  useRetry(error !== undefined, load);
  const change = (act: () => Promise<unknown>, failure: string): void => {
    act()
      .then(load)
      .catch((cause: unknown) => toast({ text: `${failure} ${sentence(cause)}`, tone: 'bad' }));
  };
  return { value, error, load, change };
}
