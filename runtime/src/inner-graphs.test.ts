import { describe, expect, it } from 'vitest';
import type { ContextRules, Graph } from '@baton/shared/graph';
import { answer, of, play } from './testing/play.ts';

type Nodes = NonNullable<Graph['nodes']>;

const graphOf = (id: string, nodes: Nodes, more: Partial<Graph> = {}): Graph => ({
  format: 'baton/1',
  id,
  entry: nodes[0]?.id ?? '',
  nodes,
  ...more,
});
const says = (id: string, say: string, more: object = {}): Nodes[number] => ({
  id,
  kind: 'agent',
  script: [{ say, ...more }],
});

/** check → pay, with a state and a person of its own. */
const refunds = graphOf(
  'refunds',
  [
    { id: 'check', kind: 'agent', output: { type: 'object' }, into: ['amount'], script: [{ output: { amount: 5 } }] },
    { id: 'pay', kind: 'agent', script: [{ say: 'Paid {{ state.amount }} for "{{ input }}".' }] },
  ],
  {
    state: { amount: { type: 'number', default: 0 } },
    handoffs: [{ id: 'cp', from: 'check', to: 'pay', trigger: { on: 'rule', if: 'state.amount > 0' } }],
  },
);
const outer = graphOf(
  'outer',
  [
    { id: 'triage', kind: 'router' },
    { id: 'refund', kind: 'graph', name: 'Refunds', graph: 'refunds', into: 'result' },
    says('end', 'Told: {{ state.result }}'),
  ],
  {
    state: { result: { type: 'string' }, amount: { type: 'number', default: 99 } },
    handoffs: [
      { id: 'tr', from: 'triage', to: 'refund' },
      { id: 're', from: 'refund', to: 'end' },
    ],
  },
);
const graphs = { refunds };

describe('a graph as a node', () => {
  it('runs with a state and a conversation of its own, and its result is the node’s', async () => {
    const { view, log } = await play({ graph: outer, graphs, input: 'My money' });
    expect(view).toMatchObject({
      status: 'finished',
      output: 'Told: Paid 5 for "My money".',
      state: { amount: 99, result: 'Paid 5 for "My money".' },
      route: ['triage', 'refund', 'end'],
    });
    expect(of(log, 'node.started').map(({ node }) => node)).toEqual([
      'triage',
      'refund',
      'refund/check',
      'refund/pay',
      'end',
    ]);
    expect(of(log, 'handoff.taken').map(({ handoff, from, to }) => [handoff, from, to])).toEqual([
      ['tr', 'triage', 'refund'],
      ['refund/cp', 'refund/check', 'refund/pay'],
      ['re', 'refund', 'end'],
    ]);
    expect(view.hops.map(({ context }) => [context.from, context.to])).toEqual(
      view.hops.map(({ from, to }) => [from, to]),
    );
    expect(of(log, 'node.finished').filter(({ node }) => node === 'refund')).toHaveLength(1);
  });

  it('tells it what its input says, and nothing of the conversation around it', async () => {
    const nodes = outer.nodes?.map((node) => (node.kind === 'graph' ? { ...node, input: 'About {{ input }}' } : node));
    const { view, log } = await play({ graph: { ...outer, nodes }, graphs, input: 'X' });
    const asked = of(log, 'model.finished').find(({ node }) => node === 'refund/check');
    const texts = asked?.request.messages.map((id) => view.messages[id]?.text);
    expect(texts?.at(-1)).toBe('About X');
  });

  it('is told by default what the user said last, as far as its node was told', async () => {
    const told = async (context: ContextRules) => {
      const ways = outer.handoffs?.map((one) => (one.id === 'tr' ? { ...one, context } : one)) ?? [];
      const { log, view } = await play({ graph: { ...outer, handoffs: ways }, graphs, input: 'I am x@y.zz' });
      const request = of(log, 'model.finished').find(({ node }) => node === 'refund/check')?.request;
      return request?.messages.map((id) => view.messages[id]?.text).at(-1);
    };
    expect(await told({})).toBe('I am x@y.zz');
    expect(await told({ redact: ['email'] })).toBe('I am [email]');
    expect(await told({ history: 'none', brief: 'Pay back.' })).toBe('Pay back.');
  });

  it('begins anew each time, in the same run and in the next', async () => {
    const counter = graphOf('counter', [says('c', 'n={{ state.n }}, seen {{ visits }}')], {
      state: { n: { type: 'number', default: 1 } },
    });
    const twice = graphOf(
      'twice',
      [
        { id: 'g', kind: 'graph', graph: 'counter' },
        { id: 'h', kind: 'graph', graph: 'counter' },
      ],
      { handoffs: [{ id: 'gh', from: 'g', to: 'h' }] },
    );
    const first = await play({ graph: twice, graphs: { counter }, input: 'a' });
    expect(first.view.output).toBe('n=1, seen 1');
    const { log, view } = await play({
      graph: twice,
      graphs: { counter },
      input: 'b',
      store: first.store,
      thread: first.thread,
    });
    const request = of(log, 'model.finished')[0]?.request.messages.map((id) => view.messages[id]?.text);
    expect(request?.filter((text) => text?.includes('n=1'))).toEqual([]);
  });

  it('fails with the error of the graph, which its own error handoffs take on', async () => {
    const broken = graphOf('refunds', [says('check', '', { fail: { kind: 'refused', message: 'no bank' } })]);
    const plain = await play({ graph: outer, graphs: { refunds: broken }, input: 'Hi' });
    expect(plain.view).toMatchObject({
      status: 'failed',
      error: { kind: 'refused', message: 'Refunds failed: no bank' },
    });
    const handoffs = [
      ...(outer.handoffs ?? []),
      { id: 'rf', from: 'refund', to: 'end', trigger: { on: 'error' as const } },
    ];
    const caught = await play({ graph: { ...outer, handoffs }, graphs: { refunds: broken }, input: 'Hi' });
    expect(caught.view).toMatchObject({ status: 'finished', route: ['triage', 'refund', 'end'] });
  });

  it('waits for a person inside, who is found by the path', async () => {
    const asking = graphOf('refunds', [{ id: 'boss', kind: 'human', ask: 'Pay?' }]);
    const played = await play({ graph: outer, graphs: { refunds: asking }, input: 'Hi' });
    expect(played.view).toMatchObject({ status: 'paused', asks: [{ node: 'refund/boss' }] });
    const { view } = await answer({
      graph: outer,
      graphs: { refunds: asking },
      store: played.store,
      played,
      node: 'refund/boss',
      answer: 'Yes',
    });
    expect(view).toMatchObject({ status: 'finished', output: 'Told: Yes' });
  });

  it('may call itself, down to limits.depth', async () => {
    const self = graphOf('self', [{ id: 'g', kind: 'graph', graph: 'self' }], { limits: { depth: 3 } });
    const { view } = await play({ graph: self, graphs: { self }, input: 'Hi' });
    expect(view).toMatchObject({ status: 'failed', error: { kind: 'limit', limit: 'depth' } });
    expect(view.visits.map(({ node }) => node)).toEqual(['g', 'g/g', 'g/g/g', 'g/g/g/g']);
  });

  it('picks the version that it names', async () => {
    const node = graphOf('o', [{ id: 'g', kind: 'graph', graph: 'x', version: 2 }]);
    const { view } = await play({
      graph: node,
      graphs: { x: graphOf('x', [says('a', 'new')]), 'x@2': graphOf('x', [says('a', 'two')]) },
      input: 'Hi',
    });
    expect(view.output).toBe('two');
  });

  it('joins inside as it does outside', async () => {
    const fan = graphOf(
      'fan',
      [{ id: 's', kind: 'router', route: 'all' }, says('x', 'X'), says('y', 'Y'), { id: 'j', kind: 'join' }],
      {
        handoffs: [
          { id: 'sx', from: 's', to: 'x' },
          { id: 'sy', from: 's', to: 'y' },
          { id: 'xj', from: 'x', to: 'j' },
          { id: 'yj', from: 'y', to: 'j' },
        ],
      },
    );
    const { view, log } = await play({
      graph: graphOf('o', [{ id: 'g', kind: 'graph', graph: 'fan' }]),
      graphs: { fan },
      input: 'Hi',
    });
    expect(view).toMatchObject({ status: 'finished', output: ['X', 'Y'] });
    expect(of(log, 'node.started').filter(({ node }) => node === 'g/j')).toMatchObject([{ visit: 1 }]);
  });

  it('says what a node that does not exist would need', async () => {
    const { view } = await play({ graph: outer, input: 'Hi' });
    expect(view).toMatchObject({
      status: 'failed',
      error: { message: 'Refunds calls the graph "refunds", and there is none.' },
    });
  });
});

describe('a graph as a tool', () => {
  const tools: Graph['tools'] = [{ id: 'refund', type: 'graph', graph: 'refunds' }];
  const agent = graphOf(
    'o',
    [
      {
        id: 'a',
        kind: 'agent',
        tools: ['refund'],
        script: [
          {
            calls: [
              { tool: 'refund', args: { input: 'one' } },
              { tool: 'refund', args: { input: 'two' } },
            ],
            once: true,
          },
          { say: 'Got {{ message }}' },
        ],
      },
    ],
    { tools },
  );

  it('answers the model’s calls, in their order, each with a run of its own', async () => {
    const { view, log } = await play({ graph: agent, graphs, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', output: 'Got Paid 5 for "two".', route: ['a'] });
    expect(of(log, 'tool.started').map(({ args }) => args)).toEqual([{ input: 'one' }, { input: 'two' }]);
    expect(of(log, 'tool.finished').map(({ result }) => result)).toEqual(['Paid 5 for "one".', 'Paid 5 for "two".']);
    expect(of(log, 'node.resumed')).toEqual([]);
    expect(of(log, 'node.started').map(({ node }) => node)).toContain('a/refund/check');
  });

  it('is offered as it describes itself, and told the arguments as they are where they have no input', async () => {
    const args = { type: 'object', properties: { order: { type: 'string' } }, required: ['order'] };
    const described = graphOf(
      'o',
      [
        {
          id: 'a',
          kind: 'agent',
          tools: ['refund'],
          script: [{ calls: [{ tool: 'refund', args: { order: '1001' } }], once: true }, { say: '{{ message }}' }],
        },
      ],
      { tools: [{ id: 'refund', type: 'graph', graph: 'refunds', description: 'Pays back.', args }] },
    );
    const offered = async (graph: Graph) => {
      const { log, view } = await play({ graph, graphs, input: 'Hi' });
      return [view.output, of(log, 'model.finished')[0]?.request.tools];
    };
    expect(await offered(described)).toEqual([
      'Paid 5 for "{"order":"1001"}".',
      [{ name: 'refund', description: 'Pays back.', parameters: args }],
    ]);
    expect(await offered(agent)).toMatchObject([
      'Got Paid 5 for "two".',
      [{ description: 'Runs the graph refunds and answers with its result.', parameters: { required: ['input'] } }],
    ]);
  });

  it('is called by a tool node', async () => {
    const node = graphOf('o', [{ id: 't', kind: 'tool', tool: 'refund', args: { input: '"now"' } }], { tools });
    const { view, log } = await play({ graph: node, graphs, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', output: 'Paid 5 for "now".' });
    expect(of(log, 'tool.finished')).toHaveLength(1);
  });

  it('tells the model when it fails, and at a tool node is an error of kind tool', async () => {
    const broken = { refunds: graphOf('refunds', [says('check', '', { fail: { message: 'no bank' } })]) };
    expect((await play({ graph: agent, graphs: broken, input: 'Hi' })).view.output).toBe('Got Error: no bank');
    const node = graphOf('o', [{ id: 't', kind: 'tool', tool: 'refund', args: { input: '"now"' } }], { tools });
    const { view } = await play({ graph: node, graphs: broken, input: 'Hi' });
    expect(view.error).toMatchObject({ kind: 'tool', node: 't', message: 't failed: no bank' });
  });
});
