/** What went wrong in the parts of the settings: what befell several of them alike is told once, above all. */
import { useId, useLayoutEffect } from 'react';
import { create } from 'zustand';

const useTroubles = create<{ of: ReadonlyMap<string, string> }>(() => ({ of: new Map() }));

const often = (of: ReadonlyMap<string, string>, error: string): boolean =>
  [...of.values()].filter((other) => other === error).length > 1;

/** @returns the error, unless another part has the same. */
export function useOwnTrouble(error: string | undefined): string | undefined {
  const part = useId();
  // Before anything is painted, so that no part shows what is then told above.
  useLayoutEffect(() => {
    if (error === undefined) return undefined;
    useTroubles.setState(({ of }) => ({ of: new Map([...of, [part, error]]) }));
    return () => useTroubles.setState(({ of }) => ({ of: new Map([...of].filter(([other]) => other !== part)) }));
  }, [part, error]);
  return useTroubles(({ of }) => (error === undefined || often(of, error) ? undefined : error));
}

/** @returns what several parts have in common. */
export const useSharedTrouble = (): string | undefined =>
  useTroubles(({ of }) => [...of.values()].find((error) => often(of, error)));
