import type { Problem } from '@baton/shared/graph';
import { expect, test, vi } from 'vitest';
import { createChecking } from './checking.ts';

test('where the server cannot check a graph, that is said', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  try {
    const problems = await new Promise<readonly Problem[]>((resolve) => {
      createChecking(resolve).onServer({ format: 'baton/1', id: 'g', entry: 'a' });
    });
    expect(problems).toMatchObject([{ severity: 'warning', code: 'not-checked' }]);
  } finally {
    vi.unstubAllGlobals();
  }
});
