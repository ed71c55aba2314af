import { describe, expect, it } from 'vitest';
import { answer, of, play } from '../testing/play.ts';
import { asks, boss, graphOf, says } from './consulting.fixture.ts';

const askedLast = (log: Parameters<typeof of>[0], node: string) =>
  of(log, 'model.finished').findLast((event) => event.node === node);

describe('a consultation', () => {
  it('answers the model’s call with the result, and asks the sender again', async () => {
    const graph = graphOf(
      [boss([{ handoff: 'maths', once: true }, { say: 'It is {{ message }}.' }]), says('maths', '42')],
      [asks('maths')],
    );
    const { view, log } = await play({ graph, input: 'What is it?' });
    expect(view).toMatchObject({ status: 'finished', output: 'It is 42.', route: ['boss', 'maths', 'boss'] });
    const request = askedLast(log, 'boss')?.request.messages.map((id) => view.messages[id]) ?? [];
    expect(request.slice(-2)).toMatchObject([
      { role: 'assistant', calls: [{ tool: 'transfer_to_maths' }] },
      { role: 'tool', tool: 'transfer_to_maths', text: '42' },
    ]);
  });

  it('is one visit of the sender and one hop, and its return is told as such', async () => {
    const graph = graphOf(
      [boss([{ handoff: 'maths', once: true }, { say: 'Visit {{ visits }}, hops {{ hops }}.' }]), says('maths', '42')],
      [asks('maths')],
    );
    const { view, log } = await play({ graph, input: 'Hi' });
    expect(view.output).toBe('Visit 1, hops 1.');
    expect(of(log, 'node.started').map(({ node, visit }) => [node, visit])).toEqual([
      ['boss', 1],
      ['maths', 1],
    ]);
    expect(of(log, 'node.resumed')).toMatchObject([{ node: 'boss', visit: 1, results: ['42'] }]);
    expect(of(log, 'handoff.taken')).toMatchObject([{ to: 'maths', returns: true }]);
    expect(of(log, 'node.finished').map((event) => event.node)).toEqual(['maths', 'boss']);
  });

  it('is in the middle of one visit: maxSteps of the sender counts its calls before and after', async () => {
    const graph = graphOf([boss([{ handoff: 'w' }], { maxSteps: 2 }), says('w', 'w')], [asks('w')]);
    const { view, log } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'failed', error: { kind: 'limit', limit: 'maxSteps' } });
    expect(of(log, 'model.finished').filter(({ node }) => node === 'boss')).toHaveLength(2);
  });

  it('of several at once is answered before the sender goes on, in the order of the calls', async () => {
    const graph = graphOf(
      [
        boss([{ handoff: ['slow', 'quick'], once: true }, { say: 'Done.' }]),
        { id: 'slow', kind: 'agent', script: [{ handoff: 'helper' }] },
        says('helper', 'slow answer'),
        says('quick', 'quick answer'),
      ],
      [asks('slow'), asks('quick'), { id: 'slow-helper', from: 'slow', to: 'helper', trigger: { on: 'model' } }],
    );
    const { view, log } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', output: 'Done.' });
    expect(of(log, 'node.resumed')).toMatchObject([
      { results: ['slow answer', 'quick answer'], by: ['slow', 'quick'] },
    ]);
    const tools = askedLast(log, 'boss')?.request.messages.map((id) => view.messages[id]) ?? [];
    expect(tools.filter((one) => one?.role === 'tool').map((one) => one?.text)).toEqual([
      'slow answer',
      'quick answer',
    ]);
  });

  it('of several is answered in the order of the calls, also where one is asked again after another', async () => {
    const graph = graphOf(
      [boss([{ handoff: ['w', 'v', 'w'], once: true }, { say: 'Done.' }]), says('w', 'W {{ visits }}'), says('v', 'V')],
      [asks('w'), asks('v')],
    );
    const { log } = await play({ graph, input: 'Hi' });
    expect(of(log, 'node.resumed')).toMatchObject([{ results: ['W 1', 'V', 'W 2'], by: ['w', 'v', 'w'] }]);
  });

  it('asks the same node twice in one turn, each with its own words', async () => {
    const graph = graphOf(
      [
        boss([{ if: 'input == "go"', handoff: ['w', 'w'], once: true }, { say: 'ok' }]),
        says('w', 'I am visit {{ visits }}'),
      ],
      [asks('w')],
    );
    const { log } = await play({ graph, input: 'go' });
    expect(of(log, 'node.resumed')[0]?.results).toEqual(['I am visit 1', 'I am visit 2']);
    expect(new Set(of(log, 'node.started').flatMap(({ branch }) => branch ?? [])).size).toBe(2);
  });

  it('that a rule starts is put to the sender as a message, and it is asked again', async () => {
    const graph = graphOf(
      [
        boss([{ if: 'message.contains("[Checker]")', say: 'Checked.' }, { say: 'Draft.' }]),
        { id: 'checker', kind: 'agent', name: 'Checker', script: [{ say: 'Looks good.' }] },
      ],
      [{ ...asks('checker'), trigger: { on: 'rule', if: 'message == "Draft."' } }],
    );
    const { view, log } = await play({ graph, input: 'Write' });
    expect(view.output).toBe('Checked.');
    const last = askedLast(log, 'boss')?.request.messages.map((id) => view.messages[id]) ?? [];
    expect(last.at(-1)).toMatchObject({ role: 'user', text: '[Checker] Looks good.' });
  });

  it('before the sender works is asked once, and then it works', async () => {
    const graph = graphOf(
      [boss([{ say: 'I heard: {{ message }}' }]), { id: 'c', kind: 'agent', name: 'C', script: [{ say: 'careful' }] }],
      [{ ...asks('c'), trigger: { on: 'rule', if: 'true', at: 'entry' } }],
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ output: 'I heard: [C] careful', route: ['boss', 'c', 'boss'] });
  });

  it('does not have the sender’s entry rules asked again when it returns; a new message of the user does', async () => {
    const found = { output: { type: 'object' }, into: ['found'], script: [{ output: { found: true } }] };
    const graph = graphOf(
      [
        boss([{ handoff: 'w', once: true }, { say: 'Boss.' }]),
        { id: 'w', kind: 'agent', ...found },
        says('done', 'It was found.'),
      ],
      [{ id: 'bd', from: 'boss', to: 'done', trigger: { on: 'rule', if: 'has(state.found)', at: 'entry' } }, asks('w')],
      { state: { found: {} }, resume: 'entry' },
    );
    const first = await play({ graph, input: 'Hi' });
    expect(first.view.route).toEqual(['boss', 'w', 'boss']);
    const second = await play({ graph, input: 'And now?', store: first.store, thread: first.thread });
    expect(second.view.route).toEqual(['boss', 'done']);
  });

  it('of a node without a model lets it go on to its other handoffs', async () => {
    const graph = graphOf(
      [{ id: 'boss', kind: 'router' }, says('c', 'noted'), says('end', 'The end.')],
      [
        { ...asks('c'), trigger: { on: 'always' } },
        { id: 'be', from: 'boss', to: 'end', trigger: { on: 'otherwise' } },
      ],
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', output: 'The end.', route: ['boss', 'c', 'boss', 'end'] });
  });

  it('over a failure of a node without a model has it do its work again', async () => {
    const graph = graphOf(
      [
        { id: 'boss', kind: 'tool', tool: 'sum', args: { expression: 'state.sum' } },
        { id: 'w', kind: 'agent', output: { type: 'object' }, into: ['sum'], script: [{ output: { sum: '1 + 1' } }] },
        says('end', 'The end.'),
      ],
      [
        { ...asks('w'), trigger: { on: 'error' } },
        { id: 'be', from: 'boss', to: 'end', trigger: { on: 'otherwise' } },
      ],
      {
        state: { sum: { type: 'string', default: '1 +' } },
        tools: [{ id: 'sum', type: 'builtin', builtin: 'calculator' }],
      },
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', route: ['boss', 'w', 'boss', 'end'] });
    expect(view.visits[0]).toMatchObject({ node: 'boss', tools: [{ status: 'finished', result: 2 }] });
  });

  it('nests, and comes back level by level', async () => {
    const graph = graphOf(
      [
        boss([{ handoff: 'mid', once: true }, { say: 'boss({{ message }})' }]),
        { id: 'mid', kind: 'agent', script: [{ handoff: 'low', once: true }, { say: 'mid({{ message }})' }] },
        says('low', 'low'),
      ],
      [asks('mid'), { id: 'ml', from: 'mid', to: 'low', trigger: { on: 'model' }, returns: true }],
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ output: 'boss(mid(low))', route: ['boss', 'mid', 'low', 'mid', 'boss'] });
  });

  it('nests no deeper than limits.depth', async () => {
    const graph = graphOf(
      [boss([{ handoff: 'boss' }])],
      [{ id: 'bb', from: 'boss', to: 'boss', trigger: { on: 'model' }, returns: true }],
      { limits: { depth: 2 } },
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'failed', error: { kind: 'limit', limit: 'depth' } });
    expect(view.hops).toHaveLength(2);
  });

  it('that fails answers the call with the error', async () => {
    const graph = graphOf(
      [
        boss([{ handoff: 'w', once: true }, { say: 'It said: {{ message }}' }]),
        says('w', '', { fail: { message: 'no idea' } }),
      ],
      [asks('w')],
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', output: 'It said: Error: no idea' });
    expect(Object.values(view.messages).find(({ role }) => role === 'tool')).toMatchObject({ error: true });
  });

  it('that fails says so in its message where no model started it', async () => {
    const graph = graphOf(
      [boss([{ say: 'I heard: {{ message }}' }]), says('w', '', { fail: { message: 'no idea' } })],
      [{ ...asks('w'), trigger: { on: 'rule', if: 'true', at: 'entry' } }],
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', output: 'I heard: [w] Error: no idea' });
  });

  it('that forks inside fails as a whole where one of them does, and waits for no other', async () => {
    const graph = graphOf(
      [
        boss([{ handoff: 'w', once: true }, { say: 'It said: {{ message }}' }]),
        { id: 'w', kind: 'router', route: 'all' },
        says('x', '', { fail: { message: 'no idea' } }),
        says('y', 'Y', { delayMs: 600_000 }),
      ],
      [asks('w'), { id: 'wx', from: 'w', to: 'x' }, { id: 'wy', from: 'w', to: 'y' }],
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', output: 'It said: Error: no idea' });
  });

  it('comes first where every handoff that fires is taken, wherever it stands', async () => {
    const graph = graphOf(
      [boss([{ say: 'Boss.' }], { route: 'all' }), says('w', 'w'), says('end', 'The end.')],
      [
        { id: 'be', from: 'boss', to: 'end', trigger: { on: 'always' } },
        { ...asks('w'), trigger: { on: 'always' }, limit: 1 },
      ],
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', output: 'The end.', route: ['boss', 'w', 'boss', 'end'] });
  });

  it('fails over its own limit by an answer, over a limit of the run by the end of the run', async () => {
    const looping = (more: object, limits: object) =>
      graphOf(
        [
          boss([{ handoff: 'w', once: true }, { say: 'Told.' }]),
          { id: 'w', kind: 'agent', script: [{ calls: [{ tool: 'nothing' }] }], ...more },
        ],
        [asks('w')],
        { limits },
      );
    const own = await play({ graph: looping({ maxSteps: 2 }, {}), input: 'Hi' });
    expect(own.view).toMatchObject({ status: 'finished', output: 'Told.' });
    const whole = await play({ graph: looping({}, { modelCalls: 4 }), input: 'Hi' });
    expect(whole.view).toMatchObject({ status: 'failed', error: { limit: 'modelCalls' } });
  });

  it('may fork inside: all its answers come back together', async () => {
    const graph = graphOf(
      [
        boss([{ handoff: 'w', once: true }, { say: 'Done.' }]),
        { id: 'w', kind: 'router', route: 'all' },
        says('x', 'X'),
        says('y', 'Y'),
      ],
      [asks('w'), { id: 'wx', from: 'w', to: 'x' }, { id: 'wy', from: 'w', to: 'y' }],
    );
    const { view, log } = await play({ graph, input: 'Hi' });
    expect(view.status).toBe('finished');
    expect(of(log, 'node.resumed')[0]?.results).toEqual([
      [
        { node: 'x', text: 'X' },
        { node: 'y', text: 'Y' },
      ],
    ]);
  });

  it('may go through a join, which lets through what comes', async () => {
    const graph = graphOf(
      [boss([{ handoff: 'w', once: true }, { say: 'Thanks.' }]), says('w', 'W.'), { id: 'j', kind: 'join' }],
      [asks('w'), { id: 'wj', from: 'w', to: 'j' }],
    );
    const { view, log } = await play({ graph, input: 'Hi' });
    expect(of(log, 'node.resumed')).toMatchObject([{ results: [['W.']] }]);
    expect(view).toMatchObject({ status: 'finished', route: ['boss', 'w', 'j', 'boss'] });
  });

  it('inside a parallel branch holds the join until it has come back', async () => {
    const graph = graphOf(
      [
        { id: 'start', kind: 'router', route: 'all' },
        boss([{ handoff: 'w', once: true }, { say: 'asked {{ message }}' }]),
        says('w', 'w'),
        says('other', 'other'),
        { id: 'j', kind: 'join', combine: 'list' },
      ],
      [
        { id: 'sb', from: 'start', to: 'boss' },
        { id: 'so', from: 'start', to: 'other' },
        asks('w'),
        { id: 'bj', from: 'boss', to: 'j', trigger: { on: 'otherwise' } },
        { id: 'oj', from: 'other', to: 'j' },
      ],
      { entry: 'start' },
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', output: ['asked w', 'other'] });
  });

  it('waits for a person inside one of several, while the others are done', async () => {
    const graph = graphOf(
      [
        boss([{ handoff: ['w', 'expert'], once: true }, { say: 'Got it.' }]),
        says('w', 'w'),
        { id: 'expert', kind: 'human', ask: 'Well?' },
      ],
      [asks('w'), asks('expert')],
    );
    const played = await play({ graph, input: 'Hi' });
    expect(played.view).toMatchObject({ status: 'paused', why: 'human' });
    const after = await answer({ graph, store: played.store, played, node: 'expert', answer: 'Yes' });
    expect(after.view).toMatchObject({ status: 'finished', output: 'Got it.' });
    expect(of(after.log, 'node.resumed')).toMatchObject([{ results: ['w', 'Yes'] }]);
    expect(of(after.log, 'node.started').filter(({ node }) => node === 'boss')).toHaveLength(1);
  });

  it('is remembered by who was consulted, when it is consulted again', async () => {
    const graph = graphOf(
      [
        boss([
          { handoff: 'w', args: { q: 'one' }, once: true },
          { handoff: 'w', args: { q: 'two' }, once: true },
          { say: 'Done.' },
        ]),
        says('w', 'Answer {{ visits }}'),
      ],
      [asks('w', { context: { history: 'none', brief: 'Question' } })],
    );
    const { view, log } = await play({ graph, input: 'Hi' });
    const seen = askedLast(log, 'w')?.request.messages.map((id) => view.messages[id]?.text) ?? [];
    expect(seen.some((text) => text?.includes('Answer 1'))).toBe(true);
  });

  it('ends with the result where none of the handoffs of a node fires that is no agent', async () => {
    const graph = graphOf(
      [
        boss([{ handoff: 'sort', once: true }, { say: 'Sorted: {{ message }}' }]),
        { id: 'sort', kind: 'router' },
        says('w', 'w'),
      ],
      [asks('sort'), { id: 'sw', from: 'sort', to: 'w', trigger: { on: 'rule', if: 'false' } }],
    );
    const { view, log } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', route: ['boss', 'sort', 'boss'] });
    expect(of(log, 'run.finished')).toMatchObject([{ route: ['boss', 'sort', 'boss'] }]);
    expect(of(log, 'node.failed')).toEqual([]);
  });

  it('of one item each is answered with the list of results', async () => {
    const graph = graphOf(
      [boss([{ handoff: 'w', once: true }, { say: '{{ message }}' }]), says('w', 'about {{ item }}')],
      [asks('w', { each: '["x", "y"]' })],
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view.output).toBe('["about x","about y"]');
  });

  it('shows the sender’s templates what was written on the way', async () => {
    const graph = graphOf(
      [
        boss([{ handoff: 'w', once: true }, { say: 'ok' }], { instructions: 'Found: {{ state.found }}' }),
        {
          id: 'w',
          kind: 'agent',
          output: { type: 'object' },
          into: ['found'],
          script: [{ output: { found: 'gold' } }],
        },
      ],
      [asks('w')],
      { state: { found: { type: 'string', default: 'nothing' } } },
    );
    const { view, log } = await play({ graph, input: 'Hi' });
    const systems = of(log, 'model.finished')
      .filter(({ node }) => node === 'boss')
      .map(({ request }) => view.messages[request.messages[0] ?? '']?.text);
    expect(systems).toEqual(['Found: nothing', 'Found: gold']);
  });

  it('comes before a transfer of the same turn, which is told to wait', async () => {
    const graph = graphOf(
      [boss([{ handoff: ['w', 'end'], once: true }, { handoff: 'end' }]), says('w', 'w'), says('end', 'The end.')],
      [asks('w'), { id: 'be', from: 'boss', to: 'end', trigger: { on: 'model' } }],
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ output: 'The end.', route: ['boss', 'w', 'boss', 'end'] });
    expect(Object.values(view.messages).some(({ text }) => text.startsWith('Ignored: first come the answers'))).toBe(
      true,
    );
  });
});
