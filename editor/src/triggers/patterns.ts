/** Loads the engine of `matches()` when an expression asks for it: few do. */
import { useEffect, useState } from 'react';

let asked: Promise<unknown> | undefined;

/** Draws again when the engine is there; where it cannot be loaded, the expression says that it is not ready. */
export function usePatternsIn(source: string): void {
  const [, drawAgain] = useState(false);
  const wanted = source.includes('matches');
  useEffect(() => {
    if (!wanted) return undefined;
    let here = true;
    asked ??= import('@baton/shared/patterns');
    asked.then(
      () => here && drawAgain(true),
      () => (asked = undefined),
    );
    return () => {
      here = false;
    };
  }, [wanted]);
}
