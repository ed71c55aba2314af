import { afterEach, describe, expect, it } from 'vitest';
import type { ContextRules, Graph } from '@baton/shared/graph';
import { createModels } from '../models/index.ts';
import { startOpenAIServer, testApiKey, textOf, type OpenAIServer } from '../testing/openai-server/index.ts';
import { of, play } from '../testing/play.ts';

let server: OpenAIServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

type Handoff = NonNullable<Graph['handoffs']>[number];

const chain = (rules: (ContextRules | undefined)[], more: Partial<Graph> = {}): Graph => ({
  format: 'baton/1',
  id: 'chain',
  entry: 'a',
  state: { intent: { type: 'string', default: 'refund' }, secret: { type: 'string', default: 'hush' } },
  nodes: ['a', 'b', 'c', 'd'].map((id) => ({
    id,
    kind: 'agent' as const,
    name: id.toUpperCase(),
    instructions: `You are ${id}. State: {{ state }}`,
    script: [{ say: `${id} spoke.` }],
  })),
  handoffs: rules.map((context, index): Handoff => {
    const [from = '', to = ''] = ['a', 'b', 'c', 'd'].slice(index);
    return { id: `${from}${to}`, from, to, ...(context ? { context } : {}) };
  }),
  ...more,
});

/** The texts that a node's model was sent, as `role: text`, by node. */
async function sent(graph: Graph, input = 'Hello') {
  const { log, view } = await play({ graph, input });
  const calls = of(log, 'model.finished').map((event) => [
    event.node,
    event.request.messages.map((id) => `${view.messages[id]?.role}: ${view.messages[id]?.text}`),
  ]);
  return { requests: Object.fromEntries(calls) as { [node: string]: string[] }, hops: view.hops, view, log };
}

describe('the context package', () => {
  it('passes on everything by default, and says what it was and how large', async () => {
    const { requests, hops } = await sent(chain([undefined]));
    expect(requests['b']?.slice(1, 3)).toEqual(['user: Hello', 'assistant: a spoke.']);
    expect(hops[0]?.context).toMatchObject({
      from: 'a',
      to: 'b',
      trigger: 'always',
      hop: 1,
      history: ['m1', 'm2'],
      state: { intent: 'refund', secret: 'hush' },
    });
    expect(hops[0]?.left).toMatchObject({ messages: [], state: [], tokens: 0 });
    const { reason, evidence, args, at = '' } = hops[0]?.context ?? {};
    expect({ reason, evidence, args }).toEqual({ reason: 'always', evidence: {}, args: {} });
    expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(60_000);
    expect(hops[0]?.left.passedTokens).toBeGreaterThan(0);
  });

  it('tells what was left behind, messages and state, with its size', async () => {
    const { hops } = await sent(chain([undefined, { history: { last: 1 }, state: ['intent'] }]));
    expect(hops[1]?.context).toMatchObject({ history: ['m1', 'm3'], state: { intent: 'refund' } });
    expect(hops[1]?.left).toMatchObject({ messages: ['m2'], state: ['secret'] });
    expect(hops[1]?.left.tokens).toBeGreaterThan(0);
  });

  it('passes on no more than its sender could see: what was withheld once does not come back', async () => {
    const { requests, hops } = await sent(chain([{ history: { last: 1 }, state: ['intent'] }, undefined, undefined]));
    const first = await sent(chain([{ history: 'none', brief: 'Only this.', state: [] }, undefined, undefined]));
    expect(hops.at(-1)?.context.state).toEqual({ intent: 'refund' });
    expect(requests['d']?.[0]).toBe('system: You are d. State: {"intent":"refund"}');
    expect(first.requests['d']?.join('\n')).not.toContain('Hello');
    expect(first.requests['d']?.join('\n')).not.toContain('a spoke.');
    expect(first.hops.at(-1)?.context.state).toEqual({});
  });

  it('tells in a brief no more of the state than its sender was told', async () => {
    const { hops } = await sent(chain([{ state: ['intent'] }, { brief: '{{ state.intent }}, {{ state.secret }}' }]));
    expect(hops[1]?.context.brief).toBe('refund, ');
  });

  it('keeps the system messages of its nodes out of the thread', async () => {
    const { store, run } = await play({ graph: chain([undefined]), input: 'Hello' });
    const roles = (await store.messages(run)).map(({ role }) => role);
    expect(roles).toEqual(['user', 'assistant', 'assistant']);
  });

  it('puts the brief after the instructions in the one system message', async () => {
    const { requests } = await sent(
      chain([{ brief: '{{ from.name }} to {{ to.name }} about {{ state.intent }}: {{ message }}' }]),
    );
    expect(requests['b']?.[0]).toMatch(/^system: You are b\..*\n\nA to B about refund: a spoke\.$/s);
    expect(requests['b']?.filter((text) => text.startsWith('system:'))).toHaveLength(1);
  });

  it('sends the brief as the user message where the history is left out', async () => {
    const { requests } = await sent(chain([{ history: 'none', brief: 'Please refund order 1001.' }]));
    expect(requests['b']?.slice(1)).toEqual(['user: Please refund order 1001.']);
  });

  it('stands a summary and the user’s last message in for the history, after one call of a model', async () => {
    const { requests, log, hops } = await sent(chain([{ history: { summary: 'In one line.' } }]));
    expect(of(log, 'model.finished').map((event) => event.node)).toEqual(['a', 'a', 'b']);
    expect(requests['b']?.[1]).toMatch(
      /^user: Summary of the conversation so far:\nUser: Hello\nA: a spoke\.\n\nHello$/,
    );
    expect(hops[0]?.left.messages).toEqual(['m2']);
  });

  it('history: summary leaves the thread as it was, and nobody has said it', async () => {
    const graph = chain([]);
    graph.handoffs = [
      { id: 'ab', from: 'a', to: 'b', limit: 1, context: { history: { summary: 'In one line.' } } },
      { id: 'ba', from: 'b', to: 'a', limit: 1 },
    ];
    const { log, view, events } = await play({ graph, input: 'Hello' });
    const last = of(log, 'model.finished').at(-1);
    expect(last?.request.messages.slice(1, 3).map((id) => view.messages[id]?.text)).toEqual(['Hello', 'a spoke.']);
    const said = ['a spoke.', 'b spoke.', 'a spoke.'];
    expect(view.visits.map(({ text }) => text)).toEqual(said);
    const deltas = of(events, 'model.delta').map(({ text }) => text);
    expect(deltas.join('')).toBe(said.join(''));
  });

  it('history: summary is no word of the user, who may not have been heard', async () => {
    const graph = chain([{ history: 'none', brief: 'Go.' }, { history: { summary: '' } }]);
    const nodes = graph.nodes?.map((node) => ({ ...node, instructions: 'Asked: "{{ input }}"' }) as never) ?? [];
    const { requests } = await sent({ ...graph, nodes });
    expect(requests['a']?.[0]).toBe('system: Asked: "Hello"');
    expect(requests['c']?.slice(0, 2)).toEqual([
      'system: Asked: ""',
      'user: Summary of the conversation so far:\nB: b spoke.',
    ]);
  });

  it('history: summary is asked for in the words of the handoff, of its own model, else of the sender’s', async () => {
    server = await startOpenAIServer({ reply: ({ model }) => ({ text: `By ${model}.` }) });
    const provider = { kind: 'openai-compatible' as const, baseUrl: server.baseUrl, apiKey: testApiKey };
    const graph = chain([{ history: { summary: 'In one line.', model: 'test:small' } }, { history: { summary: '' } }], {
      defaults: { model: 'test:large' },
    });
    const { view } = await play({
      graph,
      input: 'Hello',
      models: createModels({ fetch, providers: { test: provider } }),
    });
    const asked = server.requests.flatMap(({ request }) => request ?? []);
    expect(asked.map(({ model }) => model)).toEqual(['large', 'small', 'large', 'large', 'large']);
    expect(asked.map(({ messages }) => messages.map(textOf)[0])).toEqual([
      expect.stringMatching(/^You are a\./),
      'In one line.\nAnswer with the summary alone.',
      expect.stringMatching(/^You are b\./),
      expect.stringMatching(/^Summarise this conversation .*\nAnswer with the summary alone\.$/),
      expect.stringMatching(/^You are c\./),
    ]);
    const [told] = view.hops.map(({ context }) => context.history.map((id) => view.messages[id]?.text));
    expect(told).toEqual(['Summary of the conversation so far:\nBy small.', 'Hello']);
  });

  it.each<[NonNullable<ContextRules['history']>, string[]]>([
    ['all', ['Hello', 'a spoke.', 'b spoke.']],
    ['none', []],
    [{ last: 1 }, ['Hello', 'b spoke.']],
    [{ last: 2 }, ['Hello', 'a spoke.', 'b spoke.']],
    [{ since: 'user' }, ['Hello', 'a spoke.', 'b spoke.']],
    [{ since: 'handoff' }, ['Hello', 'b spoke.']],
  ])('history: %j passes on %j', async (history, expected) => {
    const { hops, view } = await sent(chain([undefined, { history, brief: 'x' }]));
    expect(hops[1]?.context.history.map((id) => view.messages[id]?.text)).toEqual(expected);
  });

  it('history: since "handoff" is what has come since control reached the sender, also where that was passed on changed, or not at all', async () => {
    const words = async (graph: Graph) => {
      const { hops, view } = await sent(graph);
      return hops.at(-1)?.context.history.map((id) => view.messages[id]?.text);
    };
    const since = { history: { since: 'handoff' } } as const;
    const retold = chain([{ tools: 'keep' }, { ...since, tools: 'text' }], {
      tools: [{ id: 'sum', type: 'builtin', builtin: 'calculator' }],
    });
    const calls = [{ tool: 'sum', args: { expression: '1+1' } }];
    const [a, ...others] = retold.nodes ?? [];
    const adding = { ...a, tools: ['sum'], script: [{ calls, once: true }, { say: 'a spoke.' }] } as typeof a & object;
    expect(await words({ ...retold, nodes: [adding, ...others] })).toEqual(['Hello', 'b spoke.']);
    const again = chain([undefined, undefined]);
    again.handoffs = [
      { id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', if: 'visits < 2' } },
      { id: 'ba', from: 'b', to: 'a', context: { history: 'none', brief: 'Once more.' } },
      { id: 'ac', from: 'a', to: 'c', trigger: { on: 'otherwise' }, context: since },
    ];
    again.nodes =
      again.nodes?.map((node) => ({ ...node, script: [{ say: `${node.id} {{ visits }}` }] }) as never) ?? [];
    expect(await words(again)).toEqual(['Hello', 'a 2']);
  });

  it('maxTokens: cuts the history, oldest first, and says what was cut', async () => {
    const { hops, view } = await sent(chain([undefined, { maxTokens: 13 }]));
    const texts = (ids: readonly string[] = []) => ids.map((id) => view.messages[id]?.text);
    expect(texts(hops[1]?.context.history)).toEqual(['Hello', 'b spoke.']);
    expect(texts(hops[1]?.left.messages)).toEqual(['a spoke.']);
  });

  it('speakers: as-is by default, which adds no names', async () => {
    const { requests } = await sent(chain([undefined, { speakers: 'as-is' }]));
    expect(requests['c']?.slice(1, 3)).toEqual(['user: Hello', 'assistant: a spoke.\n\nb spoke.']);
  });

  it('says what has decided: the trigger, its reason in words, and what it has looked at', async () => {
    const graph = chain([undefined]);
    graph.handoffs = [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', if: 'state.intent == "refund"' } }];
    const { hops } = await sent(graph);
    expect(hops[0]?.context).toMatchObject({
      trigger: 'rule',
      reason: 'state.intent == "refund"',
      evidence: { if: 'state.intent == "refund"', 'state.intent': 'refund' },
    });
  });

  it('carries the results of other nodes, and names or turns round who spoke', async () => {
    const { requests } = await sent(chain([{ speakers: 'named' }, { speakers: 'as-user', results: ['a', 'b'] }]));
    expect(requests['b']?.[2]).toBe('assistant: [A] a spoke.');
    expect(requests['c']?.[0]).toContain('Result of a: "a spoke."\n\nResult of b: "b spoke."');
    expect(requests['c']?.[1]).toBe('user: Hello\n\n[A] a spoke.\n\n[B] b spoke.');
  });

  it('lets a node that is entered again keep what it saw, each message once', async () => {
    const graph = chain([{ history: { last: 1 } }], {});
    graph.handoffs = [
      {
        id: 'ab',
        from: 'a',
        to: 'b',
        trigger: { on: 'rule', if: 'visits < 2' },
        context: { history: 'none', brief: 'x' },
      },
      { id: 'ba', from: 'b', to: 'a' },
    ];
    const { view, log } = await sent(graph);
    const last = of(log, 'model.finished').findLast((event) => event.node === 'a');
    expect(last?.request.messages.map((id) => view.messages[id]?.text).slice(1)).toEqual([
      'Hello',
      'a spoke.\n\nb spoke.',
      expect.stringContaining('handed over to you'),
    ]);
  });

  it('is in the log with the texts of all that it names', async () => {
    const { view } = await sent(chain([{ speakers: 'named' }, { tools: 'text' }, { history: { summary: '' } }]));
    const named = [
      ...view.visits.flatMap((visit) => visit.models.flatMap((call) => call.request.messages)),
      ...view.hops.flatMap(({ context }) => context.history),
    ];
    expect(named.filter((id) => !Object.hasOwn(view.messages, id))).toEqual([]);
  });
});

describe('tools in the context package', () => {
  const graphOf = (context?: ContextRules): Graph => ({
    format: 'baton/1',
    id: 'tools',
    entry: 'a',
    tools: [{ id: 'sum', type: 'builtin', builtin: 'calculator' }],
    nodes: [
      {
        id: 'a',
        kind: 'agent',
        tools: ['sum'],
        script: [
          { needs: 'nothing', once: true },
          { say: 'Adding.', calls: [{ tool: 'sum', args: { expression: '1+1' } }], once: true },
          { say: 'Over to b.', handoff: 'b' },
        ],
      },
      { id: 'b', kind: 'agent', script: [{ say: 'B.' }] },
      { id: 'c', kind: 'agent', capabilities: ['nothing'] },
    ],
    handoffs: [
      { id: 'ab', from: 'a', to: 'b', trigger: { on: 'model', tool: 'give_to_b' }, ...(context ? { context } : {}) },
      // Offered, and not open when it is asked for: the request is answered, and stays in the history.
      { id: 'ac', from: 'a', to: 'c', trigger: { on: 'capability' }, each: '[]' },
    ],
  });
  const passedOn = async (context?: ContextRules) => {
    const { view } = await play({ graph: graphOf(context), input: 'Hi' });
    return view.hops[0]?.context.history.map((id) => {
      const message = view.messages[id];
      const calls = message?.role === 'assistant' ? (message.calls ?? []).map(({ tool }) => tool) : [];
      return [message?.role, message?.text, ...calls].join(' ').trim();
    });
  };
  const kept = ['user Hi', 'assistant Adding. sum', 'tool 2', 'assistant Over to b.'];

  it('no-handoffs: calls of tools stay, transfers and requests of a capability go, whatever they are called; the default', async () => {
    expect(await passedOn()).toEqual(kept);
    expect(await passedOn({ tools: 'no-handoffs' })).toEqual(kept);
  });

  it('keep: all of it stays', async () => {
    expect(await passedOn({ tools: 'keep' })).toEqual([
      'user Hi',
      'assistant  request_capability',
      expect.stringMatching(/^tool Not handed over/),
      'assistant Adding. sum',
      'tool 2',
      'assistant Over to b. give_to_b',
      'tool Handed over to b.',
    ]);
  });

  it('text: calls and results are retold, and nobody is left with a call', async () => {
    const told = await passedOn({ tools: 'text' });
    expect(told?.join('\n')).toMatch(/Adding\.[^]*sum[^]*1\+1[^]*\b2\b[^]*Over to b\./);
    expect(told?.filter((line) => /^tool| sum$/.test(line))).toEqual([]);
    expect(told?.join('\n')).not.toMatch(/give_to_b|request_capability/);
  });

  it('drop: only what was said stays', async () => {
    expect(await passedOn({ tools: 'drop' })).toEqual(['user Hi', 'assistant Adding.', 'assistant Over to b.']);
  });
});
