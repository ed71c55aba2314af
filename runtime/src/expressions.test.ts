/** What the variables of expressions are while a graph runs. Their types are held in shared/src/expressions. */
import { describe, expect, it } from 'vitest';
import type { Graph } from '@baton/shared/graph';
import { answer, play } from './testing/play.ts';

type Nodes = NonNullable<Graph['nodes']>;
type Handoffs = NonNullable<Graph['handoffs']>;

/** a hands over to b where the condition holds, else to c. */
const deciding = (condition: string, a: object = {}, more: Partial<Graph> = {}): Graph => ({
  format: 'baton/1',
  id: 'test',
  entry: 'a',
  nodes: [
    { id: 'a', kind: 'agent', script: [{ say: 'Said.' }], ...a },
    { id: 'b', kind: 'agent', script: [{ say: 'B.' }] },
    { id: 'c', kind: 'agent', script: [{ say: 'C.' }] },
  ],
  handoffs: [
    { id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', if: condition } },
    { id: 'ac', from: 'a', to: 'c', trigger: { on: 'otherwise' } },
  ],
  ...more,
});
const routeOf = async (graph: Graph) => (await play({ graph, input: 'Hi' })).view.route.join('');
const structured = {
  output: { type: 'object', properties: { n: { type: 'integer' } } },
  script: [{ output: { n: 7 } }],
};
const labels = { kind: 'router', classify: { labels: [{ name: 'x' }] }, script: [{ output: 'x', confidence: 0.3 }] };

describe('a condition', () => {
  it.each<[string, object, string]>([
    ['input == "Hi"', {}, 'ab'],
    ['message == "Said."', {}, 'ab'],
    ['visits == 1', {}, 'ab'],
    ['hops == 0', {}, 'ab'],
    ['output.n == 7', structured, 'ab'],
    ['output == "x"', labels, 'ab'],
    ['confidence < 0.5', labels, 'ab'],
    ['confidence == 0.3', { script: [{ say: 'Said.', confidence: 0.3 }] }, 'ab'],
    ['confidence < 0.5', {}, 'ac'],
  ])('%s at %j leads %s', async (condition, node, route) => {
    expect(await routeOf(deciding(condition, node))).toBe(route);
  });

  it('visits: are counted for each node, and hops: for all handoffs', async () => {
    const graph = deciding('visits < 3 && hops < 3');
    const back = { id: 'ba', from: 'b', to: 'a' };
    expect(await routeOf({ ...graph, handoffs: [...(graph.handoffs ?? []), back] })).toBe('ababac');
    const byHops = deciding('hops < 4');
    expect(await routeOf({ ...byHops, handoffs: [...(byHops.handoffs ?? []), back] })).toBe('ababac');
  });

  it('input: is what the user said last, also where that was not passed on, and whatever a person said since', async () => {
    const nodes: Nodes = [
      { id: 'a', kind: 'router' },
      { id: 'b', kind: 'agent', script: [{ say: 'B.' }] },
      { id: 'p', kind: 'human', ask: 'Well?' },
      { id: 'c', kind: 'agent', script: [{ say: 'C.' }] },
    ];
    const handoffs: Handoffs = [
      { id: 'ab', from: 'a', to: 'b', context: { history: 'none' } },
      { id: 'bp', from: 'b', to: 'p', trigger: { on: 'rule', if: 'input == "Hi"' } },
      { id: 'pc', from: 'p', to: 'c', trigger: { on: 'rule', if: 'input == "Hi"' } },
    ];
    const graph = deciding('true', {}, { nodes, handoffs });
    const played = await play({ graph, input: 'Hi' });
    const { view } = await answer({ graph, store: played.store, played, node: 'p', answer: 'Bye' });
    expect(view).toMatchObject({ status: 'finished', route: ['a', 'b', 'p', 'c'] });
  });

  it('input: is the message of this turn, as it was written, whatever is passed on redacted', async () => {
    const redact = { redact: ['email' as const] };
    const handoffs: Handoffs = [
      { id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', if: 'input.contains("again")' }, context: redact },
      { id: 'bc', from: 'b', to: 'c', trigger: { on: 'rule', if: 'input == "again, x@y.zz"' } },
      { id: 'bd', from: 'b', to: 'd', trigger: { on: 'rule', if: 'input == "once again"' } },
    ];
    const graph = deciding('true', {}, { handoffs, resume: 'entry' });
    graph.nodes?.push({ id: 'd', kind: 'agent', script: [{ say: 'D.' }] });
    expect((await play({ graph, input: 'again, x@y.zz' })).view.route).toEqual(['a', 'b', 'c']);
    const first = await play({ graph, input: 'I am x@y.zz' });
    const second = await play({ graph, input: 'once again', store: first.store, thread: first.thread });
    expect(second.view.route).toEqual(['a', 'b', 'd']);
  });

  it('error: is what has failed, for the way out of a failure and what is told there', async () => {
    const failing = { script: [{ fail: { kind: 'tool', message: 'no bank' } }] };
    const handoffs: Handoffs = [
      { id: 'ac', from: 'a', to: 'c', trigger: { on: 'error' }, enabled: 'error.kind == "model"' },
      {
        id: 'ab',
        from: 'a',
        to: 'b',
        trigger: { on: 'error' },
        context: { brief: '{{ error.kind }}: {{ error.message }}' },
      },
    ];
    const { view } = await play({ graph: deciding('true', failing, { handoffs }), input: 'Hi' });
    expect(view).toMatchObject({ route: ['a', 'b'], hops: [{ context: { brief: 'tool: no bank' } }] });
  });

  it('item: is the element of the branch, for the whole of it', async () => {
    const nodes: Nodes = [
      { id: 'a', kind: 'router' },
      { id: 'b', kind: 'agent', script: [{ say: 'B {{ item }}' }] },
      { id: 'c', kind: 'agent', script: [{ say: 'C {{ item }}' }] },
      { id: 'j', kind: 'join' },
    ];
    const handoffs: Handoffs = [
      { id: 'ab', from: 'a', to: 'b', each: '["x", "y"]' },
      { id: 'bc', from: 'b', to: 'c', trigger: { on: 'rule', if: 'item == "y"' } },
      { id: 'bj', from: 'b', to: 'j', trigger: { on: 'otherwise' } },
      { id: 'cj', from: 'c', to: 'j' },
    ];
    expect((await play({ graph: deciding('true', {}, { nodes, handoffs }), input: 'Hi' })).view.output).toEqual([
      'B x',
      'C y',
    ]);
  });
});

describe('a template', () => {
  it('of instructions sees what the node has: state, input, visits, hops, and the last message that it has seen', async () => {
    const graph = deciding('true', {}, { state: { order: { type: 'string', default: '1001' }, nothing: {} } });
    const told = '{{ state.order }}, {{ input }}, {{ visits }}, {{ hops }}, {{ message }}{{ state.nothing }}';
    const nodes = graph.nodes?.map((node) => (node.id === 'b' ? { ...node, instructions: told } : node)) ?? [];
    const { view } = await play({ graph: { ...graph, nodes: nodes }, input: 'Hi' });
    const system = view.messages[view.visits[1]?.models[0]?.request.messages[0] ?? ''];
    expect(system?.text).toBe('1001, Hi, 1, 1, Said.');
  });

  it('of a brief sees both nodes, what the model said with the handoff, and what the sender has come to', async () => {
    const caller = { name: 'Ann', script: [{ say: 'Over.', handoff: 'b', args: { why: 'late' } }] };
    const brief = '{{ from.id }} {{ from.name }} {{ to.id }} {{ args.why }} {{ message }} {{ input }}';
    const handoffs: Handoffs = [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'model' }, context: { brief } }];
    const { view } = await play({ graph: deciding('true', caller, { handoffs }), input: 'Hi' });
    expect(view.hops[0]?.context.brief).toBe('a Ann b late Over. Hi');
  });
});

describe('a template', () => {
  const input = 'x'.repeat(100_000);
  const many = '{{ input }}'.repeat(1000);
  const tools: Graph['tools'] = [{ id: 'now', type: 'builtin', builtin: 'now' }];
  const args = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`a${index}`, 'input']));

  it.each<[string, object, Partial<Graph>]>([
    ['a: its instructions would be longer than 1000000 characters', { instructions: many }, {}],
    ['a: what its script says would be longer than 1000000 characters', { script: [{ say: many }] }, {}],
    [
      "a: a guardrail's words would be longer than 1000000 characters",
      { guardrails: { input: [{ trip: 'true', then: { say: many } }] } },
      {},
    ],
    ['a: its question would be longer than 1000000 characters', { kind: 'human', ask: many, script: undefined }, {}],
    [
      'a: its input would be longer than 1000000 characters',
      { kind: 'graph', graph: 'g', input: many, script: undefined },
      {},
    ],
    [
      'a: what it calls its tool with would be longer than 1000000 characters',
      { kind: 'tool', tool: 'now', args, script: undefined },
      { tools },
    ],
  ])('that makes too much is the failure of its node, which an error handoff takes on: %s', async (words, a, more) => {
    const handoffs: Handoffs = [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'error' } }];
    const graph = JSON.parse(JSON.stringify(deciding('true', a, { ...more, handoffs }))) as Graph;
    const { view, log } = await play({ graph, input });
    expect(view.route).toEqual(['a', 'b']);
    expect(log.find(({ type }) => type === 'node.failed')).toMatchObject({
      error: { kind: 'limit', message: expect.stringContaining(words) },
    });
  });

  it('of a brief may make a tenth of that, and all that an agent is told no more than one template', async () => {
    const briefed = (brief: string, b: object = {}): Graph => ({
      ...deciding('true'),
      nodes: [
        { id: 'a', kind: 'agent', script: [{ say: 'A.' }] },
        { id: 'b', kind: 'agent', script: [{ say: 'B.' }], ...b },
      ],
      handoffs: [{ id: 'ab', from: 'a', to: 'b', context: { brief } }],
    });
    const failed = await play({ graph: briefed('{{ input }}.'), input });
    expect(failed.view).toMatchObject({
      status: 'failed',
      error: { message: expect.stringContaining('the brief of its handoff ab would be longer than 100000 characters') },
    });
    expect((await play({ graph: briefed('{{ input }}'), input })).view.status).toBe('finished');
    const much = briefed('{{ input }}', { instructions: '{{ input }}'.repeat(10) });
    expect((await play({ graph: much, input })).view).toMatchObject({
      status: 'failed',
      error: { message: expect.stringContaining('b: all that it is instructed with would be longer than 1000000') },
    });
  });

  it('that makes too much in many branches at once ends the run, and not the process', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `b${index}`);
    const graph: Graph = {
      ...deciding('true'),
      nodes: [
        { id: 'a', kind: 'agent', route: 'all', script: [{ say: 'A.' }] },
        ...ids.map((id) => ({ id, kind: 'agent' as const, instructions: '{{ input }}'.repeat(5000) })),
      ],
      handoffs: ids.map((id) => ({ id: `a-${id}`, from: 'a', to: id })),
    };
    expect((await play({ graph, input })).view).toMatchObject({ status: 'failed', error: { kind: 'limit' } });
  });
});
