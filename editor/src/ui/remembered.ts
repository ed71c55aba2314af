/** Small choices that this browser remembers: theme, sizes, what is folded. Storage may be blocked; then they last until a reload. */
import { useCallback, useState } from 'react';

export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(`baton:${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`baton:${key}`, value);
  } catch {
    // Nothing to do: the choice holds until the page is closed.
  }
}

/** A number that is remembered under `key`, kept within its bounds. */
export function useRememberedNumber(key: string, initial: number): [number, (value: number) => void] {
  const [value, setValue] = useState(() => {
    const stored = Number(recall(key) ?? Number.NaN);
    return Number.isFinite(stored) ? stored : initial;
  });
  const change = useCallback(
    (next: number) => {
      setValue(next);
      remember(key, String(Math.round(next)));
    },
    [key],
  );
  return [value, change];
}

/** One of a few words that is remembered under `key`. */
export function useRememberedChoice<Choice extends string>(
  key: string,
  choices: readonly Choice[],
  initial: Choice,
): [Choice, (value: Choice) => void] {
  const [value, setValue] = useState(() => choices.find((choice) => choice === recall(key)) ?? initial);
  const change = useCallback(
    (next: Choice) => {
      setValue(next);
      remember(key, next);
    },
    [key],
  );
  return [value, change];
}
