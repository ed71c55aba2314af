import { afterEach, expect, it, vi } from 'vitest';
import { request, sentence, waitingSentence } from './request.ts';

afterEach(() => vi.unstubAllGlobals());

const failure = (): Promise<unknown> =>
  request('/api/graphs').then(
    () => undefined,
    (error: unknown) => error,
  );

it('a server that does not answer: what somebody did is theirs to do again, and what a page reads it asks for by itself', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
  const error = await failure();
  expect(sentence(error)).toBe(
    'The server does not answer. It may have been stopped; start it again, then try once more.',
  );
  expect(waitingSentence(error)).toBe(
    'The server does not answer. It may have been stopped; start it again and this page goes on by itself.',
  );
});

it('a server that refuses is quoted as it is', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ status: 422, detail: 'No entry.' }, { status: 422 })));
  const error = await failure();
  expect(sentence(error)).toBe('No entry.');
  expect(waitingSentence(error)).toBe('No entry.');
});
