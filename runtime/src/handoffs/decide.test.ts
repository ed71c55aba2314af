import { describe, expect, it } from 'vitest';
import type { Graph } from '@baton/shared/graph';
import { answer, of, play } from '../testing/play.ts';

type Nodes = NonNullable<Graph['nodes']>;
type Handoffs = NonNullable<Graph['handoffs']>;

const says = (id: string, say = id.toUpperCase(), more: object = {}): Nodes[number] => ({
  id,
  kind: 'agent',
  script: [{ say }],
  ...more,
});
const graphOf = (nodes: Nodes, handoffs: Handoffs, more: Partial<Graph> = {}): Graph => ({
  format: 'baton/1',
  id: 'test',
  entry: 'a',
  nodes,
  handoffs,
  ...more,
});
const otherwise = (from: string, to: string): Handoffs[number] => ({
  id: `${from}${to}`,
  from,
  to,
  trigger: { on: 'otherwise' },
});
const routeOf = async (graph: Graph) => (await play({ graph, input: 'Hi' })).view.route;

describe('the order', () => {
  it('a rule on entry is not asked again when the node has finished', async () => {
    const graph = graphOf(
      [says('a', 'A'), says('b')],
      [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', at: 'entry', if: 'message == "A"' } }],
    );
    expect(await routeOf(graph)).toEqual(['a']);
  });

  it('a rule that is no expression does not fire, and says why', async () => {
    const graph = graphOf(
      [says('a'), says('b'), says('c')],
      [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', if: 'message ==' } }, otherwise('a', 'c')],
    );
    const { view, log } = await play({ graph, input: 'Hi' });
    expect(view.route).toEqual(['a', 'c']);
    expect(of(log, 'handoff.considered')[0]?.handoffs[0]?.evidence['error']).toEqual(expect.stringMatching(/./));
  });

  it('of several that catch an error the first is taken', async () => {
    const fails = says('a', '', { script: [{ fail: { kind: 'model', message: 'no' } }] });
    const caught = (to: string): Handoffs[number] => ({ id: `a${to}`, from: 'a', to, trigger: { on: 'error' } });
    expect(await routeOf(graphOf([fails, says('b'), says('c')], [caught('c'), caught('b')]))).toEqual(['a', 'c']);
  });
});

describe('route', () => {
  const ways = (route?: 'first' | 'all') =>
    graphOf(
      [says('a', 'A', route ? { route } : {}), says('b'), says('c'), says('d')],
      [
        { id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', if: 'true' } },
        { id: 'ac', from: 'a', to: 'c', trigger: { on: 'rule', if: 'false' } },
        { id: 'ad', from: 'a', to: 'd', trigger: { on: 'always' } },
      ],
    );

  it('first: one handoff is taken, and it is the default', async () => {
    expect(await routeOf(ways('first'))).toEqual(['a', 'b']);
    expect(await routeOf(ways())).toEqual(['a', 'b']);
  });

  it('all: every one that fires', async () => {
    expect(await routeOf(ways('all'))).toEqual(['a', 'b', 'd']);
  });

  it('all: every handoff that the model called', async () => {
    const handoffs = ['b', 'c', 'd'].map((to) => ({ id: `a${to}`, from: 'a', to, trigger: { on: 'model' as const } }));
    const caller = says('a', '', { route: 'all', script: [{ handoff: ['d', 'b'] }] });
    const { view } = await play({ graph: graphOf([caller, says('b'), says('c'), says('d')], handoffs), input: 'Hi' });
    expect(view.hops.map(({ handoff }) => handoff)).toEqual(['ad', 'ab']);
    expect(view.output).toEqual([
      { node: 'd', text: 'D' },
      { node: 'b', text: 'B' },
    ]);
  });
});

describe('otherwise', () => {
  it('is not taken where anything else is, also with route: all', async () => {
    const graph = graphOf(
      [says('a', 'A', { route: 'all' }), says('b'), says('c')],
      [otherwise('a', 'c'), { id: 'ab', from: 'a', to: 'b', trigger: { on: 'always' } }],
    );
    expect(await routeOf(graph)).toEqual(['a', 'b']);
  });

  it('and always are no way out of a failure', async () => {
    const failing = says('a', '', { script: [{ fail: { kind: 'tool', message: 'broken' } }] });
    const graph = graphOf(
      [failing, says('b'), says('c')],
      [otherwise('a', 'c'), { id: 'ab', from: 'a', to: 'b', trigger: { on: 'always' } }],
    );
    expect((await play({ graph, input: 'Hi' })).view).toMatchObject({ status: 'failed', route: ['a'] });
  });
});

describe('the order in which handoffs are asked', () => {
  it('is that of the list, between rule, confidence and always', async () => {
    const unsure = says('a', '', { script: [{ say: 'A', confidence: 0.1 }] });
    const triggers: Handoffs[number]['trigger'][] = [
      { on: 'always' },
      { on: 'rule', if: 'true' },
      { on: 'confidence', below: 0.5 },
    ];
    for (const first of [0, 1, 2]) {
      const list = [...triggers.slice(first), ...triggers.slice(0, first)];
      const handoffs = list.map((trigger, index) => ({ id: `h${index}`, from: 'a', to: 'bcd'.charAt(index), trigger }));
      expect(await routeOf(graphOf([unsure, says('b'), says('c'), says('d')], handoffs as Handoffs))).toEqual([
        'a',
        'b',
      ]);
    }
  });

  it('has what the model asks for first, a capability as well, wherever it stands', async () => {
    const nodes = [says('a', '', { script: [{ needs: 'x' }] }), says('b', 'B', { capabilities: ['x'] }), says('c')];
    const capability = { id: 'ab', from: 'a', to: 'b', trigger: { on: 'capability' as const } };
    expect(await routeOf(graphOf(nodes, [{ id: 'ac', from: 'a', to: 'c' }, capability]))).toEqual(['a', 'b']);
  });

  it('has otherwise last, wherever it stands', async () => {
    const rule = (source: string): Handoffs => [
      otherwise('a', 'c'),
      { id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', if: source } },
    ];
    const nodes = [says('a'), says('b'), says('c')];
    expect(await routeOf(graphOf(nodes, rule('true')))).toEqual(['a', 'b']);
    expect(await routeOf(graphOf(nodes, rule('false')))).toEqual(['a', 'c']);
  });
});

describe('enabled', () => {
  const open = (value: boolean, trigger: Handoffs[number]['trigger']) =>
    graphOf(
      [says('a', '', { script: [{ say: 'A', handoff: 'b' }] }), says('b'), says('c')],
      [{ id: 'ab', from: 'a', to: 'b', enabled: 'state.open', trigger }, otherwise('a', 'c')],
      { state: { open: { type: 'boolean', default: value } } },
    );
  const rule = { on: 'rule', if: 'true' } as const;

  it('false: the handoff is not taken, whatever its trigger says, and otherwise is', async () => {
    const graph = graphOf([says('a'), says('b'), says('c')], open(false, rule).handoffs ?? [], open(false, rule));
    const { view, log } = await play({ graph: { ...graph, nodes: [says('a'), says('b'), says('c')] }, input: 'Hi' });
    expect(view.route).toEqual(['a', 'c']);
    expect(of(log, 'handoff.considered')[0]?.handoffs[0]).toMatchObject({ fires: false, evidence: { enabled: false } });
  });

  it('true: it is taken', async () => {
    expect(await routeOf({ ...open(true, rule), nodes: [says('a'), says('b'), says('c')] })).toEqual(['a', 'b']);
  });

  it('holds for otherwise, too', async () => {
    const { handoffs = [], ...graph } = open(false, rule);
    const closed = handoffs.map((handoff) => ({ ...handoff, enabled: 'state.open' }));
    expect(await routeOf({ ...graph, nodes: [says('a'), says('b'), says('c')], handoffs: closed })).toEqual(['a']);
  });

  it('says whether the model is offered it', async () => {
    for (const value of [true, false]) {
      const { log } = await play({ graph: open(value, { on: 'model' }), input: 'Hi' });
      expect(of(log, 'model.finished')[0]?.request.tools.map(({ name }) => name)).toEqual(
        value ? ['transfer_to_b'] : [],
      );
    }
  });
});

describe('a node of which no handoff fires', () => {
  const stuck = (a: object): Graph =>
    graphOf(
      [{ id: 'a', name: 'Ann', ...a } as Nodes[number], says('b')],
      [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', if: 'false' } }],
      { tools: [{ id: 'clock', type: 'builtin', builtin: 'now' }] },
    );
  const graphs = { other: { format: 'baton/1' as const, id: 'other', entry: 'x', nodes: [says('x')] } };

  it.each([
    ['router', {}],
    ['human', { ask: 'Well?' }],
    ['tool', { tool: 'clock' }],
    ['join', {}],
    ['graph', { graph: 'other' }],
  ])('has failed with no-route when it is a %s', async (kind, fields) => {
    const graph = stuck({ kind, ...fields });
    const played = await play({ graph, graphs, input: 'Hi' });
    const waits = played.view.status === 'paused';
    const { store } = played;
    const { view } = waits ? await answer({ graph, store, played, node: 'a', answer: 'Yes' }) : played;
    expect(view).toMatchObject({
      status: 'failed',
      error: { kind: 'no-route', node: 'a', message: expect.stringMatching(/^No handoff of Ann fired\./) },
    });
  });

  it('ends the turn with its answer when it is an agent', async () => {
    const { view } = await play({ graph: stuck(says('a')), input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', output: 'A', route: ['a'] });
  });
});

describe('limit', () => {
  it.each([1, 2])('%d: after that it is as if it were not there', async (limit) => {
    const graph = graphOf(
      [says('a'), says('b'), says('c')],
      [
        { id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', if: 'true' }, limit },
        otherwise('a', 'c'),
        { id: 'ba', from: 'b', to: 'a' },
      ],
    );
    const { view, log } = await play({ graph, input: 'Hi' });
    expect(view.route).toEqual([...Array.from({ length: limit }, () => ['a', 'b']).flat(), 'a', 'c']);
    expect(of(log, 'handoff.considered').at(-1)?.handoffs[0]).toMatchObject({
      fires: false,
      evidence: { limit, taken: limit },
    });
  });

  it('holds for otherwise and error, too', async () => {
    const loop = (trigger: Handoffs[number]['trigger'], a: Nodes[number]) =>
      graphOf([a], [{ id: 'aa', from: 'a', to: 'a', trigger, limit: 1 }]);
    expect(await routeOf(loop({ on: 'otherwise' }, says('a')))).toEqual(['a', 'a']);
    const failing = says('a', '', { script: [{ fail: { message: 'broken' } }] });
    expect(await routeOf(loop({ on: 'error' }, failing))).toEqual(['a', 'a']);
  });

  it('counts each of several consultations in one turn of the model', async () => {
    const graph = graphOf(
      [
        says('a', '', { script: [{ handoff: ['b', 'b', 'b'], once: true }, { say: 'Done.' }] }),
        says('b', 'B {{ visits }}'),
      ],
      [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'model' }, returns: true, limit: 2 }],
    );
    const { view, log } = await play({ graph, input: 'Hi' });
    expect(view.output).toBe('Done.');
    expect(of(log, 'node.resumed')).toMatchObject([{ results: ['B 1', 'B 2'] }]);
  });

  it('does not cut a round of each short', async () => {
    const graph = graphOf(
      [{ id: 'a', kind: 'router' }, says('b', '{{ item }}'), { id: 'j', kind: 'join' }, says('c')],
      [
        { id: 'ab', from: 'a', to: 'b', each: '[1, 2]', limit: 1 },
        otherwise('a', 'c'),
        { id: 'bj', from: 'b', to: 'j' },
        { id: 'ja', from: 'j', to: 'a' },
      ],
    );
    expect(await routeOf(graph)).toEqual(['a', 'b', 'b', 'j', 'a', 'c']);
  });
});

describe('approval', () => {
  it('false: nobody is asked', async () => {
    const graph = graphOf([says('a'), says('b')], [{ id: 'ab', from: 'a', to: 'b', approval: false }]);
    expect((await play({ graph, input: 'Hi' })).view).toMatchObject({
      status: 'finished',
      route: ['a', 'b'],
      asks: [],
    });
  });
});

describe('each', () => {
  it('over what is no list fires nothing, and one element is one branch, whose brief sees it', async () => {
    const over = (each: string) =>
      graphOf(
        [{ id: 'a', kind: 'router' }, says('b', '{{ item }}'), says('c')],
        [{ id: 'ab', from: 'a', to: 'b', each, context: { brief: 'About {{ item }}.' } }, otherwise('a', 'c')],
        { state: { topics: {} } },
      );
    expect(await routeOf(over('state.topics'))).toEqual(['a', 'c']);
    expect(await routeOf(over('"tea"'))).toEqual(['a', 'c']);
    const { view, log } = await play({ graph: over('["tea"]'), input: 'Hi' });
    expect(view).toMatchObject({ output: 'tea', hops: [{ context: { brief: 'About tea.' } }] });
    expect(of(log, 'node.started').map(({ branch }) => branch)).toEqual([undefined, 'a-1.1']);
  });
});
