import { expect, it } from 'vitest';
import { pause } from './pause.ts';

it('a wait longer than a timer can count is not over at once', async () => {
  const stop = new AbortController();
  const waiting = pause(2 ** 40, stop.signal).then(
    () => 'over',
    () => 'stopped',
  );
  // A timer that is over at once is so after one millisecond; this one is set later and as short.
  await pause(1);
  await pause(1);
  stop.abort();
  expect(await waiting).toBe('stopped');
});
