/** Which of the things said about a form its fields show, so that the form can list the others: nothing goes unsaid. */
import { createContext, type ReactNode, useCallback, useContext, useLayoutEffect, useState } from 'react';
import type { Told } from './told.ts';

const Shown = createContext<readonly Told[]>([]);
/** Says that something is being shown. @returns the end of that. */
const Show = createContext<((told: Told) => () => void) | undefined>(undefined);

/** Goes around a form: its fields, and the list of what they do not show. */
export function ShownProblems({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<readonly Told[]>([]);
  const show = useCallback((told: Told) => {
    setShown((before) => [...before, told]);
    return () => setShown((before) => before.toSpliced(before.indexOf(told), 1));
  }, []);
  return (
    <Show value={show}>
      <Shown value={shown}>{children}</Shown>
    </Show>
  );
}

/** While the component is there, `told` counts as shown by it. */
export function useShows(told: Told | undefined): void {
  const show = useContext(Show);
  // Before the browser paints, so that nothing is seen in two places for a moment.
  useLayoutEffect(() => (told ? show?.(told) : undefined), [show, told]);
}

export function useUnshown(all: readonly Told[]): Told[] {
  const shown = new Set(useContext(Shown));
  return all.filter((told) => !shown.has(told));
}

/** Around the list of the others: what stands there is not shown by a field. */
export function NotByField({ children }: { children: ReactNode }) {
  return <Show value={undefined}>{children}</Show>;
}
