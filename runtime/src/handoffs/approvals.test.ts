import { describe, expect, it } from 'vitest';
import type { Graph, Json } from '@baton/shared/graph';
import { answerTo } from '../people/answers.ts';
import { answer, goOn, of, play, type Played } from '../testing/play.ts';

type Nodes = NonNullable<Graph['nodes']>;
type Handoffs = NonNullable<Graph['handoffs']>;

const graphOf = (nodes: Nodes, handoffs: Handoffs, more: Partial<Graph> = {}): Graph => ({
  format: 'baton/1',
  id: 'test',
  entry: 'a',
  nodes,
  handoffs,
  ...more,
});
const says = (id: string, say: string, more: object = {}): Nodes[number] => ({
  id,
  kind: 'agent',
  script: [{ say, ...more }],
});
const reply = (graph: Graph, played: Played & { store: Parameters<typeof answer>[0]['store'] }, said: Json) =>
  answer({ graph, store: played.store, played, node: 'a', answer: said });

describe('a handoff that a person must allow', () => {
  const graph = graphOf(
    [
      {
        id: 'a',
        kind: 'agent',
        script: [
          { if: 'visits == 1', handoff: 'b', args: { why: 'too hard' }, once: true },
          { say: 'Then I do it: {{ message }}' },
        ],
      },
      says('b', 'B here.'),
      says('c', 'C here.'),
    ],
    [
      {
        id: 'ab',
        from: 'a',
        to: 'b',
        trigger: { on: 'model' },
        approval: 'Really?',
        context: { brief: 'Because {{ args.why }}' },
      },
    ],
    { state: { order: { type: 'string', default: '1001' } } },
  );

  it('is asked about with the package that would be passed on, and taken when allowed, without asking the model again', async () => {
    const played = await play({ graph, input: 'Hi' });
    expect(played.view).toMatchObject({ status: 'paused', why: 'approval' });
    expect(of(played.log, 'human.asked')).toMatchObject([
      {
        node: 'a',
        question: 'Really?',
        answer: 'approval',
        handoff: 'ab',
        to: 'b',
        context: { history: ['m1'], brief: 'Because too hard', state: { order: '1001' } },
      },
    ]);
    expect(of(played.log, 'handoff.taken')).toEqual([]);
    const { log, view } = await reply(graph, played, { approved: true });
    expect(view).toMatchObject({ status: 'finished', output: 'B here.', route: ['a', 'b'] });
    const types = log.map((event) => event.type).filter((type) => /human|handoff|node\.finished/.test(type));
    expect(types).toEqual([
      'handoff.considered',
      'human.asked',
      'human.answered',
      'node.finished',
      'handoff.taken',
      'node.finished',
    ]);
    expect(of(log, 'model.finished').filter((event) => event.node === 'a')).toHaveLength(1);
    expect(of(log, 'node.started').filter((event) => event.node === 'a')).toHaveLength(1);
  });

  it('shows the person every text that would be passed on, also one that was changed for it', async () => {
    const redacting = graphOf(
      [says('a', 'Mail x@y.zz.'), says('b', 'B')],
      [{ id: 'ab', from: 'a', to: 'b', approval: true, context: { redact: ['email'] } }],
    );
    const { view } = await play({ graph: redacting, input: 'I am z@y.xx' });
    const texts = view.asks[0]?.context?.history.map((id) => view.messages[id]?.text);
    expect(texts).toEqual(['I am [email]', 'Mail [email].']);
  });

  it('that is refused did not fire: the model is told the person’s words and goes on, and is not offered it again', async () => {
    const played = await play({ graph, input: 'Hi' });
    const { log, view } = await reply(graph, played, { approved: false, comment: 'B is ill' });
    expect(view).toMatchObject({ status: 'finished', route: ['a'] });
    expect(view.output).toMatch(/^Then I do it: A person refused this handoff: B is ill/);
    const [first, second] = of(log, 'model.finished').map((event) => event.request.tools.map((tool) => tool.name));
    expect([first, second]).toEqual([['transfer_to_b'], []]);
  });

  it('goes elsewhere, with another package, when the person says so', async () => {
    const played = await play({ graph, input: 'Hi' });
    const { log, view } = await reply(graph, played, {
      approved: true,
      to: 'c',
      context: { brief: 'Be kind.', state: {}, history: [] },
    });
    expect(view).toMatchObject({ output: 'C here.', route: ['a', 'c'] });
    expect(of(log, 'handoff.taken')).toMatchObject([
      { handoff: 'ab', to: 'c', context: { to: 'c', brief: 'Be kind.', state: {}, history: [] } },
    ]);
    expect(of(log, 'handoff.taken')[0]?.left).toMatchObject({
      messages: expect.arrayContaining(['m1']),
      state: ['order'],
    });
  });

  it('goes to any node of the graph, to the one that it comes from as well', async () => {
    const again = graphOf(
      [{ id: 'a', kind: 'agent', script: [{ if: 'visits == 1', say: 'One.' }, { say: 'Two.' }] }, says('b', 'B')],
      [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', if: 'visits == 1' }, approval: true }],
    );
    const played = await play({ graph: again, input: 'Hi' });
    const { view } = await reply(again, played, { approved: true, to: 'a' });
    expect(view).toMatchObject({ status: 'finished', output: 'Two.', route: ['a', 'a'] });
  });

  it('passes on the state that the person has put in, which is what the receiver tells of', async () => {
    const paying = graphOf(
      [says('a', 'A'), says('b', 'Paid {{ state.amount }}.')],
      [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'always' }, approval: true }],
      { state: { amount: { type: 'number', default: 900 } } },
    );
    const played = await play({ graph: paying, input: 'Hi' });
    const { view } = await reply(paying, played, { approved: true, context: { state: { amount: 90 } } });
    expect(view.output).toBe('Paid 90.');
  });

  it('passes on what the person has the model say instead', async () => {
    const played = await play({ graph, input: 'Hi' });
    const { log } = await reply(graph, played, { approved: true, context: { args: { why: 'too long' } } });
    expect(of(log, 'handoff.taken')).toMatchObject([{ context: { args: { why: 'too long' }, history: ['m1'] } }]);
  });

  it.each<[Json, RegExp]>([
    ['yes', /object/],
    [{}, /approved/],
    [{ approved: true, to: 'nowhere' }, /to|match|enum/],
    [{ approved: true, context: { history: ['m99'] } }, /context|history|match/],
    [{ approved: true, context: { tools: 'keep' } }, /context|additional|match/],
  ])('refuses the answer %j and changes nothing', async (said, words) => {
    const { view } = await play({ graph, input: 'Hi' });
    const result = answerTo(view, { node: 'a', answer: said, by: 'x' });
    expect(result).toMatchObject({ ok: false, reason: 'invalid' });
    expect(JSON.stringify(result)).toMatch(words);
  });

  it('on a rule that is refused leaves the way to the next that fires', async () => {
    const rules = graphOf(
      [says('a', 'A'), says('b', 'B'), says('c', 'C')],
      [
        { id: 'ab', from: 'a', to: 'b', trigger: { on: 'always' }, approval: true },
        { id: 'ac', from: 'a', to: 'c', trigger: { on: 'otherwise' } },
      ],
    );
    const played = await play({ graph: rules, input: 'Hi' });
    expect(of(played.log, 'human.asked')[0]?.question).toBe('May a hand over to b?');
    const { view } = await reply(rules, played, { approved: false });
    expect(view).toMatchObject({ status: 'finished', output: 'C' });
    expect(view.hops[0]?.considered).toMatchObject([
      { id: 'ab', fires: false, evidence: { refused: true } },
      { id: 'ac', fires: true },
    ]);
  });

  it('on entry that is refused lets the node do its work', async () => {
    const entry = graphOf(
      [says('a', 'A worked.'), says('b', 'B')],
      [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', if: 'true', at: 'entry' }, approval: true }],
    );
    const played = await play({ graph: entry, input: 'Hi' });
    const { view } = await reply(entry, played, { approved: false });
    expect(view).toMatchObject({ status: 'finished', output: 'A worked.', route: ['a'] });
  });

  it('on an error that is refused leaves the failure as it was', async () => {
    const failing = graphOf(
      [says('a', '', { fail: { message: 'broken' } }), says('b', 'B')],
      [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'error' }, approval: true }],
    );
    const played = await play({ graph: failing, input: 'Hi' });
    const refused = await reply(failing, played, { approved: false });
    expect(refused.view).toMatchObject({ status: 'failed', error: { message: 'broken' } });
    const again = await play({ graph: failing, input: 'Hi' });
    const allowed = await reply(failing, again, { approved: true });
    expect(allowed.view).toMatchObject({ status: 'finished', output: 'B' });
  });

  it('asks about each of several ways, and takes those that are allowed', async () => {
    const all = graphOf(
      [{ id: 'a', kind: 'router', route: 'all' }, says('b', 'B'), says('c', 'C'), says('d', 'D')],
      ['b', 'c', 'd'].map((to) => ({ id: `a${to}`, from: 'a', to, ...(to === 'd' ? {} : { approval: true }) })),
    );
    const first = await play({ graph: all, input: 'Hi' });
    const asked = await reply(all, first, { approved: false });
    expect(asked.view.status).toBe('paused');
    const { view } = await reply(all, { ...asked, store: first.store }, { approved: true });
    expect(view).toMatchObject({ status: 'finished', output: [{ node: 'c' }, { node: 'd' }] });
  });

  it('that is refused after another one leaves that refused', async () => {
    const both = graphOf(
      [
        {
          id: 'a',
          kind: 'agent',
          script: [{ handoff: 'b', once: true }, { handoff: 'c', once: true }, { say: 'Then I do it.' }],
        },
        says('b', 'B'),
        says('c', 'C'),
      ],
      ['b', 'c'].map((to) => ({ id: `a${to}`, from: 'a', to, trigger: { on: 'model' }, approval: true })),
    );
    const played = await play({ graph: both, input: 'Hi' });
    const once = await reply(both, played, { approved: false });
    const { view, log } = await reply(both, { ...once, store: played.store }, { approved: false });
    expect(view).toMatchObject({ status: 'finished', output: 'Then I do it.' });
    expect(of(log, 'model.finished').map(({ request }) => request.tools.map(({ name }) => name))).toEqual([
      ['transfer_to_b', 'transfer_to_c'],
      ['transfer_to_c'],
      [],
    ]);
  });

  it('is asked about for each item of a list', async () => {
    const list = graphOf(
      [{ id: 'a', kind: 'router' }, says('b', 'About {{ item }}.')],
      [{ id: 'ab', from: 'a', to: 'b', each: '["x", "y"]', approval: true }],
    );
    const played = await play({ graph: list, input: 'Hi' });
    const once = await reply(list, played, { approved: false });
    expect(once.view.status).toBe('paused');
    const { view } = await reply(list, { ...once, store: played.store }, { approved: true });
    expect(view).toMatchObject({ status: 'finished', output: 'About y.' });
  });

  it('is asked about anew when it would be taken again in the same visit', async () => {
    const twice = graphOf(
      [
        { id: 'a', kind: 'router', classify: { labels: [{ name: 'x' }] }, script: [{ output: 'x' }] },
        says('b', 'B'),
        says('c', 'C'),
      ],
      [
        { id: 'ab', from: 'a', to: 'b', trigger: { on: 'always' }, returns: true, approval: true, limit: 2 },
        { id: 'ac', from: 'a', to: 'c', trigger: { on: 'otherwise' } },
      ],
    );
    const played = await play({ graph: twice, input: 'Hi' });
    const once = await reply(twice, played, { approved: true });
    expect(once.view.asks.map(({ open }) => open)).toEqual([false, true]);
    const { view } = await reply(twice, { ...once, store: played.store }, { approved: true });
    expect(view).toMatchObject({ status: 'finished', route: ['a', 'b', 'a', 'b', 'a', 'c'] });
  });

  it.each(['one after the other', 'both at once'])(
    'keeps to its limit where two branches are allowed it, %s',
    async (how) => {
      const list = graphOf(
        [{ id: 'a', kind: 'router' }, says('w', 'W'), says('b', 'B')],
        [
          { id: 'aw', from: 'a', to: 'w', each: '["x", "y"]' },
          { id: 'wb', from: 'w', to: 'b', trigger: { on: 'always' }, approval: true, limit: 1 },
        ],
      );
      const { store, ...first } = await play({ graph: list, input: 'Hi' });
      expect(first.view.asks.map(({ open }) => open)).toEqual([true, true]);
      let played: Played = first;
      for (const { ask } of first.view.asks) {
        const allowed = answerTo(first.view, { ask, answer: { approved: true }, by: 'Ada' });
        if (!allowed.ok) throw new Error(allowed.message);
        await store.write(first.run, { events: [allowed.event] });
        if (how === 'one after the other')
          played = await goOn({ graph: list, store, run: first.run, thread: first.thread });
      }
      if (how === 'both at once') played = await goOn({ graph: list, store, run: first.run, thread: first.thread });
      expect(played.view.status).toBe('finished');
      expect(played.view.hops.filter(({ handoff }) => handoff === 'wb')).toHaveLength(1);
    },
  );

  it('is taken for the reason that the person gives, and else for its own', async () => {
    const rule = graphOf(
      [says('a', 'A'), says('b', 'B')],
      [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', if: '1 < 2' }, approval: true }],
    );
    const reasonOf = async (said: Json) =>
      (await reply(rule, await play({ graph: rule, input: 'Hi' }), said)).view.hops[0]?.reason;
    expect(await reasonOf({ approved: true, comment: 'She is known to us.' })).toBe('She is known to us.');
    expect(await reasonOf({ approved: true })).toBe('1 < 2');
  });

  it('may be a consultation', async () => {
    const consulting = graphOf(
      [
        { id: 'a', kind: 'agent', script: [{ handoff: 'b', once: true }, { say: 'B said {{ message }}' }] },
        says('b', 'yes'),
      ],
      [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'model' }, returns: true, approval: true }],
    );
    const played = await play({ graph: consulting, input: 'Hi' });
    const { view } = await reply(consulting, played, { approved: true });
    expect(view).toMatchObject({ status: 'finished', output: 'B said yes' });
  });
});

describe('a tool call that a person must allow', () => {
  const tools: Graph['tools'] = [
    { id: 'pay', type: 'builtin', builtin: 'calculator', approval: 'Pay this?' },
    { id: 'sum', type: 'builtin', builtin: 'calculator' },
  ];
  const graph = graphOf(
    [
      {
        id: 'a',
        kind: 'agent',
        tools: ['pay', 'sum'],
        script: [
          {
            calls: [
              { tool: 'pay', args: { expression: '1 + 1' } },
              { tool: 'sum', args: { expression: '2 + 2' } },
            ],
            once: true,
          },
          { say: 'Done: {{ message }}' },
        ],
      },
    ],
    [],
    { tools },
  );

  it('is asked about exactly as it would be made, before anything is called', async () => {
    const played = await play({ graph, input: 'Hi' });
    expect(played.view).toMatchObject({ status: 'paused', why: 'approval' });
    expect(of(played.log, 'human.asked')).toMatchObject([
      { node: 'a', question: 'Pay this?', tool: 'pay', args: { expression: '1 + 1' }, answer: 'approval' },
    ]);
    expect(of(played.log, 'tool.started')).toEqual([]);
    const { log, view } = await reply(graph, played, { approved: true });
    expect(view.status).toBe('finished');
    expect(of(log, 'tool.finished').map(({ tool, result }) => [tool, result])).toEqual([
      ['pay', 2],
      ['sum', 4],
    ]);
    expect(of(log, 'node.started')).toHaveLength(1);
  });

  it('that is refused is not made, and the model is told', async () => {
    const played = await play({ graph, input: 'Hi' });
    const { log, view } = await reply(graph, played, { approved: false, comment: 'too much' });
    expect(of(log, 'tool.started').map(({ tool }) => tool)).toEqual(['sum']);
    const told = Object.values(view.messages).find((message) => message.role === 'tool' && message.tool === 'pay');
    expect(told).toMatchObject({ text: 'A person refused this call: too much', error: true });
  });

  it('at a tool node is an error of kind "refused" when it is refused', async () => {
    const node = graphOf(
      [
        { id: 'a', kind: 'tool', tool: 'pay', args: { expression: '"1 + 1"' } },
        says('b', 'Not paid.'),
        says('c', 'Paid.'),
      ],
      [
        { id: 'ab', from: 'a', to: 'b', trigger: { on: 'error', kinds: ['refused'] } },
        { id: 'ac', from: 'a', to: 'c', trigger: { on: 'always' } },
      ],
      { tools },
    );
    const played = await play({ graph: node, input: 'Hi' });
    const refused = await reply(node, played, { approved: false });
    expect(refused.view).toMatchObject({ status: 'finished', route: ['a', 'b'] });
    const again = await play({ graph: node, input: 'Hi' });
    expect((await reply(node, again, { approved: true })).view).toMatchObject({ output: 'Paid.' });
  });
});
