import { describe, expect, it } from 'vitest';
import type { Graph } from '@baton/shared/graph';
import { createModels } from '../models/index.ts';
import { startOpenAIServer, testApiKey } from '../testing/openai-server/index.ts';
import { of, play } from '../testing/play.ts';

type Nodes = NonNullable<Graph['nodes']>;
type Handoffs = NonNullable<Graph['handoffs']>;
const graphOf = (nodes: Nodes, handoffs: Handoffs = [], more: Partial<Graph> = {}): Graph => ({
  format: 'baton/1',
  id: 'test',
  entry: 'a',
  nodes,
  handoffs,
  ...more,
});

describe('guardrails', () => {
  type Guardrails = NonNullable<Extract<Nodes[number], { kind: 'agent' }>['guardrails']>;
  const guarded = (guardrails: Guardrails) =>
    graphOf([{ id: 'a', kind: 'agent', guardrails, script: [{ say: 'The code is 1234.' }] }]);

  it('on the input block before the model is called', async () => {
    const { view, log } = await play({
      graph: guarded({ input: [{ trip: "input.contains('hack')" }] }),
      input: 'hack it',
    });
    expect(view).toMatchObject({ status: 'failed', error: { kind: 'guardrail', node: 'a' } });
    expect(of(log, 'model.finished')).toEqual([]);
    expect(
      (await play({ graph: guarded({ input: [{ trip: "input.contains('hack')" }] }), input: 'hello' })).view.status,
    ).toBe('finished');
  });

  it('answer with their own words where they have some, and no model is called', async () => {
    const { view, log } = await play({
      graph: guarded({ input: [{ trip: 'true', then: { say: 'I cannot help with "{{ input }}".' } }] }),
      input: 'x',
    });
    expect(view).toMatchObject({ status: 'finished', output: 'I cannot help with "x".' });
    expect(of(log, 'model.finished')).toEqual([]);
  });

  it('on the output stand in for the answer, which nobody after it sees', async () => {
    const graph = guarded({ output: [{ trip: "message.contains('1234')", then: { say: 'I may not say that.' } }] });
    graph.nodes?.push({ id: 'b', kind: 'agent', script: [{ say: 'ok' }] });
    graph.handoffs = [{ id: 'ab', from: 'a', to: 'b' }];
    const { view } = await play({ graph, input: 'x' });
    const received = view.hops[0]?.context.history.map((id) => view.messages[id]?.text);
    expect(view.visits[0]?.text).toBe('I may not say that.');
    expect(received?.join()).not.toContain('1234');
  });

  it('that cannot be judged let nothing through', async () => {
    const { view } = await play({ graph: guarded({ output: [{ trip: 'output.missing.key' }] }), input: 'x' });
    expect(view).toMatchObject({
      status: 'failed',
      error: { kind: 'guardrail', message: expect.stringContaining('could not be judged') },
    });
  });

  it('can ask a judge, whose verdict counts', async () => {
    const server = await startOpenAIServer({
      reply: (request) =>
        request.response_format ? { json: { trips: true, reason: 'it tells a code' } } : { text: 'The code is 1.' },
    });
    const models = createModels({
      fetch,
      providers: { test: { kind: 'openai-compatible', baseUrl: server.baseUrl, apiKey: testApiKey } },
    });
    const { view } = await play({
      graph: guarded({ output: [{ judge: 'Does it tell a code?' }] }),
      input: 'x',
      models,
      model: 'test:x',
    });
    expect(view.error).toMatchObject({ kind: 'guardrail', message: expect.stringContaining('it tells a code') });
    await server.close();
  });
});

describe('a capability', () => {
  const graph = graphOf(
    [
      {
        id: 'a',
        kind: 'agent',
        script: [
          { if: "input.contains('run')", needs: 'code' },
          { if: "input.contains('fly')", needs: 'flying', once: true },
          { say: 'Done.' },
        ],
      },
      { id: 'coder', kind: 'agent', capabilities: ['code', 'tests'], script: [{ say: 'It runs.' }] },
      { id: 'writer', kind: 'agent', capabilities: ['prose'] },
    ],
    [
      { id: 'to-writer', from: 'a', to: 'writer', trigger: { on: 'capability' } },
      { id: 'to-coder', from: 'a', to: 'coder', trigger: { on: 'capability', needs: ['code'] } },
    ],
  );

  it('that the agent asks for is matched with who offers it', async () => {
    const { view, log } = await play({ graph, input: 'run it' });
    expect(view.route).toEqual(['a', 'coder']);
    expect(view.hops[0]?.reason).toBe('it needs code');
    expect(of(log, 'model.finished')[0]?.request.tools).toMatchObject([
      { name: 'request_capability', parameters: { properties: { capability: { enum: ['prose', 'code'] } } } },
    ]);
    expect(of(log, 'handoff.considered')[0]?.handoffs).toMatchObject([
      { id: 'to-writer', fires: false },
      { id: 'to-coder', fires: true, evidence: { asked: 'code' } },
    ]);
  });

  it('that nobody offers is told to the model, which goes on without', async () => {
    const { view } = await play({ graph, input: 'fly there' });
    expect(view).toMatchObject({ route: ['a'], output: 'Done.' });
  });
});

describe('a tool node', () => {
  const graph = (args: Record<string, string>) =>
    graphOf(
      [
        { id: 'a', kind: 'tool', tool: 'sum', args, into: 'total' },
        { id: 'b', kind: 'agent', script: [{ say: 'It is {{ state.total }}.' }] },
        { id: 'sorry', kind: 'agent', script: [{ say: 'No.' }] },
      ],
      [
        { id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', if: 'output > 10' } },
        { id: 'error', from: 'a', to: 'sorry', trigger: { on: 'error', kinds: ['tool'] } },
        { id: 'else', from: 'a', to: 'sorry', trigger: { on: 'otherwise' } },
      ],
      {
        state: { total: { type: 'number' } },
        tools: [
          { id: 'sum', type: 'builtin', builtin: 'calculator' },
          { id: 'clock', type: 'builtin', builtin: 'now' },
        ],
      },
    );

  it('works its arguments out, calls the tool, and routes by the result', async () => {
    const { view, log } = await play({ graph: graph({ expression: '"6*" + input' }), input: '7' });
    expect(view).toMatchObject({ status: 'finished', route: ['a', 'b'], state: { total: 42 }, output: 'It is 42.' });
    expect(log.filter((event) => event.type.startsWith('tool.'))).toMatchObject([
      { args: { expression: '6*7' } },
      { result: 42 },
    ]);
  });

  it('works its arguments out of the state that was passed on to it, and of no more', async () => {
    const text = (value: string) => ({ type: 'string', default: value });
    const asking = (expression: string) =>
      graphOf(
        [
          { id: 'a', kind: 'router' },
          { id: 't', kind: 'tool', tool: 'sum', args: { expression } },
        ],
        [{ id: 'at', from: 'a', to: 't', context: { state: ['told'] } }],
        {
          state: { told: text('1+1'), kept: text('2+2') },
          tools: [{ id: 'sum', type: 'builtin', builtin: 'calculator' }],
        },
      );
    expect((await play({ graph: asking('state.told'), input: 'Hi' })).view.output).toBe(2);
    expect((await play({ graph: asking('state.kept'), input: 'Hi' })).view.error).toMatchObject({ kind: 'tool' });
  });

  it.each([
    ['a tool that fails', { expression: '"1/0"' }, /divides by zero/],
    ['an argument that cannot be worked out', { expression: 'state.missing' }, /argument "expression"/],
    ['an argument that is not given', {}, /do not fit/],
  ] as const)('makes an error of kind tool of %s', async (_what, args, words) => {
    const { view } = await play({ graph: graph(args), input: '7' });
    expect(view.route).toEqual(['a', 'sorry']);
    expect(view.visits[0]?.error).toMatchObject({ kind: 'tool', message: expect.stringMatching(words) });
  });
});
