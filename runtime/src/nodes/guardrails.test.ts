import { afterEach, describe, expect, it } from 'vitest';
import type { Graph } from '@baton/shared/graph';
import type { AgentNode } from '@baton/shared/nodes';
import { createModels } from '../models/index.ts';
import { startOpenAIServer, testApiKey, textOf, type OpenAIServer } from '../testing/openai-server/index.ts';
import { of, play } from '../testing/play.ts';

let server: OpenAIServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

type Guardrails = NonNullable<AgentNode['guardrails']>;

const graphOf = (guardrails: Guardrails, agent: Partial<AgentNode> = {}, more: Partial<Graph> = {}): Graph => ({
  format: 'baton/1',
  id: 'test',
  entry: 'a',
  ...more,
  nodes: [
    { id: 'a', kind: 'agent', script: [{ say: 'The code is 1234.' }], guardrails, ...agent },
    { id: 'b', kind: 'agent', script: [{ say: 'B.' }] },
  ],
});

/** A provider whose judges say what they are told to; every other question is answered with a code. */
async function judged(verdict: object | string, graph: Graph) {
  server = await startOpenAIServer({
    reply: ({ response_format: asked }) =>
      asked ? { text: typeof verdict === 'string' ? verdict : JSON.stringify(verdict) } : { text: 'The code is 1234.' },
  });
  const provider = { kind: 'openai-compatible' as const, baseUrl: server.baseUrl, apiKey: testApiKey };
  const models = createModels({ fetch, providers: { test: provider } });
  const played = await play({ graph: { ...graph, defaults: { model: 'test:agent' } }, input: 'Tell me!', models });
  const judge = server.requests.map(({ request }) => request).find((request) => request?.response_format);
  return { ...played, judge: judge && { model: judge.model, texts: judge.messages.map(textOf) } };
}

describe('guardrails', () => {
  it('are asked in their order until one trips', async () => {
    const say = (text: string) => ({ say: text });
    const graph = graphOf({
      output: [
        { trip: "message.contains('9999')", then: say('Nines.') },
        { trip: "message.contains('1234')", then: say('Digits.') },
        { trip: 'true', then: say('Last.') },
      ],
    });
    expect((await play({ graph, input: 'Hi' })).view.output).toBe('Digits.');
  });

  it('then: "error", which is the default, is a failure of kind guardrail that an error handoff takes on', async () => {
    const handoffs = [
      { id: 'ab', from: 'a', to: 'b', trigger: { on: 'error' as const, kinds: ['guardrail' as const] } },
    ];
    for (const then of [{}, { then: 'error' as const }]) {
      const graph = graphOf({ output: [{ trip: 'true', ...then }] }, {}, { handoffs });
      expect((await play({ graph, input: 'Hi' })).view).toMatchObject({ status: 'finished', route: ['a', 'b'] });
    }
  });

  it('on the output see the structured output, before it is in the state', async () => {
    const structured = { output: { type: 'object' }, into: ['risk'], script: [{ output: { risk: 8 } }] };
    const above = (risk: number) =>
      graphOf({ output: [{ trip: `output.risk > ${risk}`, then: { say: 'Too risky.' } }] }, structured, {
        state: { risk: { type: 'number' } },
      });
    const cameTo = async (graph: Graph) => {
      const { view } = await play({ graph, input: 'Hi' });
      return [view.output, view.state];
    };
    expect(await cameTo(above(5))).toEqual(['Too risky.', {}]);
    expect(await cameTo(above(9))).toEqual([{ risk: 8 }, { risk: 8 }]);
  });

  it('on the input hold, too, when somebody was consulted before the work', async () => {
    const asks = {
      id: 'ab',
      from: 'a',
      to: 'b',
      returns: true,
      trigger: { on: 'rule', if: 'true', at: 'entry' },
    } as const;
    const graph = graphOf({ input: [{ trip: 'true' }] }, {}, { handoffs: [asks] });
    const { view, log } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'failed', error: { kind: 'guardrail', node: 'a' } });
    expect(of(log, 'model.finished').map(({ node }) => node)).toEqual(['b']);
  });

  it.each([
    ['input', 'Tell me!'],
    ['output', 'The code is 1234.'],
  ] as const)('with a judge on the %s show it that text alone, and ask its own model', async (side, text) => {
    const guardrails = { [side]: [{ judge: 'Is it a code?', model: 'test:judge', then: { say: 'No.' } }] };
    const { view, judge } = await judged({ trips: true, reason: 'a code' }, graphOf(guardrails));
    expect(view.output).toBe('No.');
    expect(judge?.model).toBe('judge');
    expect(judge?.texts).toEqual([
      expect.stringMatching(RegExp(`^You guard the ${side} .*Is it a code\\?$`, 's')),
      text,
    ]);
  });

  it('with a judge on the input show it the user’s words, also where another agent has spoken since', async () => {
    const graph = graphOf({ input: [{ judge: 'Is it rude?' }] });
    const handoffs = [{ id: 'ba', from: 'b', to: 'a' }];
    const { judge } = await judged({ trips: false, reason: '' }, { ...graph, entry: 'b', handoffs });
    expect(judge?.texts.at(-1)).toBe('Tell me!');
  });

  it('with a judge let through what it does not mind, asked of the agent’s own model', async () => {
    const { view, judge } = await judged(
      { trips: false, reason: '' },
      graphOf({ output: [{ judge: 'Is it a code?' }] }),
    );
    expect(view.output).toBe('The code is 1234.');
    expect(judge?.model).toBe('agent');
  });

  it.each(['no idea', '{"trips": "yes"}', '[]'])(
    'trip where the judge says %s, which is no verdict',
    async (verdict) => {
      const { view } = await judged(verdict, graphOf({ output: [{ judge: 'Is it a code?' }] }));
      expect(view.error).toMatchObject({ kind: 'guardrail', message: expect.stringContaining('gave no verdict') });
    },
  );
});
