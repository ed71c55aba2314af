import { describe, expect, it } from 'vitest';
import type { Graph } from '@baton/shared/graph';
import { modelError } from '../errors.ts';
import { of, play } from '../testing/play.ts';
import { createModels } from './index.ts';

const graphOf = (more: Partial<Graph>): Graph => ({ format: 'baton/1', id: 'test', entry: 'a', ...more });

describe('createModels', () => {
  const models = createModels({
    fetch,
    providers: { openai: { kind: 'openai' }, local: { kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:1/v1' } },
  });

  it.each([
    ['script', undefined],
    ['local:anything', undefined],
    ['openai:gpt-5-mini', /has no key yet/],
    ['opnai:gpt-5-mini', /did you mean "openai"/],
    ['other:x', /known are openai, local/],
    ['gpt-5-mini', /provider:name/],
  ])('says of %s what is wrong with it', (model, words) => {
    const problem = models.problem(model);
    if (words) expect(problem).toMatch(words);
    else expect(problem).toBeUndefined();
  });

  it('says in words that a server cannot be reached', async () => {
    const graph = graphOf({ nodes: [{ id: 'a', kind: 'agent', model: 'local:x', retry: { attempts: 1 } }] });
    const { view } = await play({ graph, input: 'Hi', models });
    expect(view.error?.message).toMatch(/^local:x could not be reached: .* Is the server running/);
  });
});

describe('modelError', () => {
  it.each([
    [{ status: 500, message: 'oops' }, true],
    [{ status: 429, message: 'slow down' }, true],
    [{ status: 408, message: 'timeout' }, true],
    [{ status: 409, message: 'in use' }, true],
    [{ status: 400, message: 'bad' }, false],
    [{ status: 401, message: 'key' }, false],
    [{ message: 'Connection error.' }, true],
    [new TypeError('terminated'), true],
    [{ message: 'Request timed out.' }, true],
    [{ message: 'Timeout' }, true],
    [{ message: 'The operation was aborted' }, true],
    [{ message: 'Premature close' }, true],
    [{ message: 'Unexpected end of JSON input' }, true],
    [new SyntaxError('Unexpected token'), true],
    [{ message: 'something else' }, false],
  ])('of %o may pass: %s', (error, passing) => {
    expect(modelError(error, 'm').passing).toBe(passing);
  });

  it.each([true, false])('is told by the door for requests whether it may pass: %s', (passing) => {
    const cause = Object.assign(new Error('no way out'), { passing, sent: false });
    expect(modelError(new Error('Connection error.', { cause }), 'm')).toMatchObject({
      message: 'm could not be asked: no way out',
      passing,
    });
  });

  it('waits until the time that Retry-After names, where that is a date', () => {
    const headers = new Headers({ 'retry-after': new Date(Date.now() + 60_000).toUTCString() });
    const { retryAfterMs = 0 } = modelError({ status: 429, message: 'slow down', headers }, 'm');
    expect(retryAfterMs).toBeGreaterThan(50_000);
    expect(retryAfterMs).toBeLessThanOrEqual(60_000);
  });
});

describe('the script model', () => {
  it('plays the first step whose condition holds, and a step with once only once in a run', async () => {
    const script = [
      { say: 'Once.', once: true },
      { if: "input.contains('x')", say: 'X {{ visits }}.' },
      { say: 'Else.' },
    ];
    const graph = graphOf({
      nodes: [{ id: 'a', kind: 'agent', script }],
      handoffs: [{ id: 'aa', from: 'a', to: 'a', trigger: { on: 'rule', if: 'visits < 3' } }],
    });
    const said = async (input: string) =>
      of((await play({ graph, input })).log, 'node.finished').map((event) => event.message);
    expect(await said('x')).toEqual(['Once.', 'X 2.', 'X 3.']);
    expect(await said('y')).toEqual(['Once.', 'Else.', 'Else.']);
  });

  it('sees as the last message what another agent has said, not the turn that Baton takes for the user', async () => {
    const graph = graphOf({
      nodes: [
        { id: 'a', kind: 'agent', script: [{ say: 'A draft.' }] },
        {
          id: 'b',
          kind: 'agent',
          script: [{ if: "message == 'A draft.'", say: 'I have read it.' }, { say: '{{ message }}' }],
        },
      ],
      handoffs: [{ id: 'ab', from: 'a', to: 'b' }],
    });
    expect((await play({ graph, input: 'Write' })).view.output).toBe('I have read it.');
  });

  it('without a script takes the handoff whose words are nearest, and says that it is simulated', async () => {
    const graph = graphOf({
      nodes: [
        { id: 'a', kind: 'agent' },
        { id: 'billing', kind: 'agent' },
        { id: 'tech', kind: 'agent', name: 'Tech' },
      ],
      handoffs: [
        {
          id: 'ab',
          from: 'a',
          to: 'billing',
          trigger: { on: 'model', when: 'Questions about an invoice or a refund.' },
        },
        { id: 'at', from: 'a', to: 'tech', trigger: { on: 'model', when: 'The router or another device is broken.' } },
      ],
    });
    const routed = await play({ graph, input: 'My router is broken' });
    expect(routed.view).toMatchObject({ route: ['a', 'tech'], output: '(simulated) Tech would answer here.' });
    expect((await play({ graph, input: 'Hello there' })).view.route).toEqual(['a']);
  });

  it('without a script calls the tool whose words are nearest, and answers when it has a result', async () => {
    const graph = graphOf({
      tools: [
        { id: 'sum', type: 'builtin', builtin: 'calculator' },
        { id: 'clock', type: 'builtin', builtin: 'now' },
      ],
      nodes: [{ id: 'a', kind: 'agent', tools: ['sum', 'clock'] }],
    });
    const { log, view } = await play({ graph, input: 'Tell me the time' });
    expect(of(log, 'tool.started').map(({ tool }) => tool)).toEqual(['clock']);
    expect(view.output).toBe('(simulated) a would answer here.');
  });

  it('without a script classifies by the nearest label, and fills a structured answer', async () => {
    const graph = graphOf({
      nodes: [
        {
          id: 'a',
          kind: 'router',
          classify: { labels: [{ name: 'tech' }, { name: 'money', examples: ['send me an invoice'] }], into: 'topic' },
        },
        {
          id: 'b',
          kind: 'agent',
          output: {
            type: 'object',
            properties: { n: { type: 'integer' }, ok: { type: 'boolean' } },
            required: ['n', 'ok'],
          },
        },
      ],
      state: { topic: { type: 'string' } },
      handoffs: [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', if: 'output == "money"' } }],
    });
    const { view } = await play({ graph, input: 'Where is invoice 12?' });
    expect(view).toMatchObject({ route: ['a', 'b'], state: { topic: 'money' }, output: { n: 12, ok: true } });
  });

  it('fails as it is told to, and a failure that passes is tried again', async () => {
    const script = [{ fail: { passing: true, message: 'later' }, once: true }, { say: 'Now.' }];
    const { view, log } = await play({
      graph: graphOf({ nodes: [{ id: 'a', kind: 'agent', script, retry: { backoffMs: 1 } }] }),
      input: 'Hi',
    });
    expect(view).toMatchObject({ status: 'finished', output: 'Now.' });
    expect(of(log, 'node.failed')).toMatchObject([{ retryInMs: 1, error: { message: 'later' } }]);
  });
});
