/** Waits that end at once when they are no longer wanted. */

/** What a timer takes; with more it is over at once. */
export const longestTimer = 2 ** 31 - 1;

/** @throws the signal's reason when it is aborted before the time is over. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(
      () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      },
      Math.min(ms, longestTimer),
    );
    signal?.addEventListener('abort', stop, { once: true });
  });
}
