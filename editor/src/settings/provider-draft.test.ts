import { providerRequest } from '@baton/shared/api';
import { expect, test } from 'vitest';
import { nameProblem, requestOf } from './provider-draft.ts';

test('leaves out what is empty, so that a key that is set is kept', () => {
  const body = requestOf({ name: 'openai', kind: 'openai', baseUrl: ' ', apiKey: '', models: ' , ' });
  expect(body).toEqual({ kind: 'openai' });
  expect(providerRequest.safeParse(body).success).toBe(true);
});

test('sends what is typed, without the spaces around it', () => {
  const body = requestOf({
    name: 'local',
    kind: 'openai-compatible',
    baseUrl: ' http://127.0.0.1:11434/v1',
    apiKey: ' k ',
    models: 'qwen3, llama4',
  });
  expect(body).toEqual({
    kind: 'openai-compatible',
    baseUrl: 'http://127.0.0.1:11434/v1',
    apiKey: 'k',
    models: ['qwen3', 'llama4'],
  });
});

test('models that nobody changed are left for the server to ask for', () => {
  const draft = { name: 'local', kind: 'openai' as const, baseUrl: '', apiKey: '', models: 'qwen3, llama4' };
  expect(requestOf(draft, ['qwen3', 'llama4'])).toEqual({ kind: 'openai' });
  expect(requestOf(draft, ['qwen3'])).toEqual({ kind: 'openai', models: ['qwen3', 'llama4'] });
});

test.each([
  ['local', undefined],
  ['openai', 'already'],
  ['script', 'already'],
  ['My server', 'lower-case'],
  ['', 'lower-case'],
])('the name "%s": %s', (name, reason) => {
  const problem = nameProblem(name, ['openai']);
  expect(reason === undefined ? problem : problem?.includes(reason)).toBe(reason === undefined ? undefined : true);
});
