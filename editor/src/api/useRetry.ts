/** A server that comes back is found by itself: what could not be read is asked for again, until it is there. */
import { useEffect } from 'react';

const retryMs = 3000;

/** @param load reads it again; always the same function. */
export function useRetry(failed: boolean, load: () => Promise<void>): void {
  useEffect(() => {
    if (!failed) return undefined;
    const timer = setInterval(() => void load(), retryMs);
    return () => clearInterval(timer);
  }, [failed, load]);
}
