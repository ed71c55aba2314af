import { providerRequest } from '@baton/shared/api';
import { expect, test } from 'vitest';
import { nameProblem, requestOf } from './provider-draft.ts';

test('leaves out what is empty, so that a key that is set is kept', () => {
  const body = requestOf({ name: 'openai', kind: 'openai', baseUrl: ' ', apiKey: '', models: ' , ', prices: [] });
  expect(body).toEqual({ kind: 'openai', prices: {} });
  expect(providerRequest.safeParse(body).success).toBe(true);
});

test('sends what is typed, without the spaces around it', () => {
  const body = requestOf({
    name: 'local',
    kind: 'openai-compatible',
    baseUrl: ' http://127.0.0.1:11434/v1',
    apiKey: ' k ',
    models: 'qwen3, llama4',
    prices: [{ model: ' qwen3 ', input: 0.5, output: 1.5 }, { model: 'llama4', output: 1, cached: 0 }, { model: '' }],
  });
  expect(body).toEqual({
    kind: 'openai-compatible',
    baseUrl: 'http://127.0.0.1:11434/v1',
    apiKey: 'k',
    models: ['qwen3', 'llama4'],
    prices: { qwen3: { input: 0.5, output: 1.5 }, llama4: { input: 0, output: 1, cached: 0 } },
  });
  expect(providerRequest.safeParse(body).success).toBe(true);
});

test('models that nobody changed are left for the server to ask for', () => {
  const draft = {
    name: 'local',
    kind: 'openai' as const,
    baseUrl: '',
    apiKey: '',
    models: 'qwen3, llama4',
    prices: [],
  };
  expect(requestOf(draft, ['qwen3', 'llama4'])).toEqual({ kind: 'openai', prices: {} });
  expect(requestOf(draft, ['qwen3'])).toEqual({ kind: 'openai', models: ['qwen3', 'llama4'], prices: {} });
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
