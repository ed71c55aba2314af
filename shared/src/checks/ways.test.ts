import { describe, expect, test } from 'vitest';
import type { Handoff } from '../graph/handoff.ts';
import type { Node } from '../nodes/index.ts';
import type { Trigger } from '../triggers/index.ts';
import { checkGraph } from './index.ts';
import { groupsOf } from './groups.ts';

const agent = (id: string, more: object = {}): Node => ({ id, kind: 'agent', script: [{ say: 'Hi.' }], ...more });
const rule = (source: string): Trigger => ({ on: 'rule', if: source });
/** Codes of the problems of a graph that begins at its first node. */
function codes(nodes: Node[], handoffs: (Omit<Handoff, 'id'> & { id?: string })[]): string[] {
  const entry = nodes[0]?.id ?? 'none';
  const all = handoffs.map((one, index) => ({ id: `h${index}`, ...one }));
  return checkGraph({
    format: 'baton/1',
    id: 'ways',
    entry,
    resume: 'entry',
    state: { done: { type: 'boolean', default: false }, word: { type: 'string' } },
    nodes,
    handoffs: all,
  }).map(({ code }) => code);
}

describe('a node that is no agent hands on whatever it comes to', () => {
  const to = (trigger: Trigger, more: Partial<Handoff> = {}) => ({ from: 'a', to: 'b', trigger, ...more });
  const router: Node = {
    id: 'a',
    kind: 'router',
    classify: { labels: [{ name: 'x' }, { name: 'y' }] },
    script: [{ output: 'x' }],
  };
  const person: Node = { id: 'a', kind: 'human', answer: 'approval' };
  const number = { type: 'number' };
  const form: Node = {
    id: 'a',
    kind: 'human',
    answer: { type: 'object', properties: { n: number, m: number }, required: ['n'] },
  };

  test.each<[string, Node, ReturnType<typeof to>[], boolean]>([
    ['no handoff: an end', person, [], true],
    ['always', person, [to({ on: 'always' })], true],
    ['otherwise', person, [to(rule('answer.approved')), to({ on: 'otherwise' })], true],
    ['otherwise, at times', person, [to({ on: 'otherwise' }, { enabled: 'visits < 2' })], false],
    ['otherwise, three times', person, [to({ on: 'otherwise' }, { limit: 3 })], false],
    ['otherwise, if somebody allows it', person, [to({ on: 'otherwise' }, { approval: true })], false],
    ['a rule for yes and one for no', person, [to(rule('answer.approved')), to(rule('!answer.approved'))], true],
    ['a rule for yes only', person, [to(rule('output.approved'))], false],
    ['a rule for each label', router, [to(rule('output == "x"')), to(rule('output in ["y", "z"]'))], true],
    ['a rule for one label', router, [to(rule('output == "x"'))], false],
    ['a rule on state', router, [to(rule('has(state.done) && state.done'))], false],
    ['a rule that holds of nothing known', router, [to(rule('!has(state.word)'))], false],
    ['a confidence that may be known', router, [to({ on: 'confidence', below: 0.5, missing: 'fire' })], false],
    ['a comment that may be given', person, [to(rule('!has(answer.comment)'))], false],
    ['every label, in a loop', router, [to(rule('["x", "y", "z"].exists(one, one == output)'))], true],
    ['a rule on entry', router, [to({ on: 'rule', if: 'visits > 1', at: 'entry' })], false],
    ['a rule on entry that always fires', router, [to({ on: 'rule', if: 'true', at: 'entry' })], true],
    [
      'a rule for what is wanted and one for the rest',
      form,
      [to(rule('answer.n > 3')), to(rule('answer.n <= 3'))],
      true,
    ],
    ['two rules that leave a gap', form, [to(rule('answer.n > 3')), to(rule('answer.n < 3'))], false],
    ['a rule on what the form may leave out', form, [to(rule('answer.m > 3')), to(rule('answer.m <= 3'))], false],
    ['an agent would answer', agent('a'), [to(rule('visits > 1'))], true],
  ])('%s', (_what, node, handoffs, fine) => {
    const found = codes([node, ...(handoffs.length > 0 ? [agent('b')] : [])], handoffs);
    expect(found.includes('no-route')).toBe(!fine);
  });
});

describe('what is asked after a handoff that always fires', () => {
  const nodes = [agent('a', { script: [{ say: 'Hi.', confidence: 1 }] }), agent('b'), agent('c')];
  const first = { from: 'a', to: 'b', trigger: { on: 'always' } as Trigger };
  const then = (trigger: Trigger): boolean =>
    codes(nodes, [first, { from: 'a', to: 'c', trigger }]).includes('never-taken');

  test('is never taken, when it is asked in turn', () => {
    expect(
      [
        rule('visits > 1'),
        { on: 'confidence', below: 0.5 } as const,
        { on: 'always' } as const,
        { on: 'otherwise' } as const,
      ].map(then),
    ).toEqual([true, true, true, true]);
  });
  test('may be taken, when the model, the entry or a failure decides', () => {
    expect(
      [{ on: 'model' } as const, { on: 'rule', if: 'visits > 1', at: 'entry' } as const, { on: 'error' } as const].map(
        then,
      ),
    ).toEqual([false, false, false]);
  });
  test('may be taken, when the first does not always fire or all are taken', () => {
    const second = { from: 'a', to: 'c', trigger: rule('visits > 1') };
    expect(codes(nodes, [{ ...first, limit: 1 }, second])).not.toContain('never-taken');
    expect(codes(nodes, [{ ...first, enabled: 'hops < 3' }, second])).not.toContain('never-taken');
    expect(codes([agent('a', { route: 'all' }), agent('b'), agent('c')], [first, second])).not.toContain('never-taken');
  });
});

describe('ways that go round', () => {
  const nodes = [agent('a'), agent('b')];
  const there = { from: 'a', to: 'b', trigger: { on: 'always' } as Trigger };
  const back = (more: Partial<Handoff>) => codes(nodes, [there, { from: 'b', to: 'a', ...more }]);

  test('are bounded by a limit, or by a condition that counts', () => {
    expect(back({ trigger: rule('!state.done') })).toEqual(['unbounded-cycle']);
    expect(back({ trigger: rule('!state.done'), limit: 2 })).toEqual([]);
    expect(back({ trigger: rule('!state.done && visits < 3') })).toEqual([]);
    expect(back({ trigger: rule('!state.done'), enabled: 'hops < 10' })).toEqual([]);
  });

  test('are no matter where a model or a person decides each time', () => {
    expect(back({ trigger: { on: 'model' } })).toEqual([]);
    const person: Node = { id: 'b', kind: 'human' };
    expect(
      codes(
        [agent('a'), person],
        [
          { from: 'a', to: 'b', trigger: rule('!state.done') },
          { from: 'b', to: 'a', trigger: { on: 'always' } },
        ],
      ),
    ).toEqual([]);
  });

  test('a node that hands over to itself goes round, too', () => {
    expect(codes([agent('a')], [{ from: 'a', to: 'a', trigger: rule('!state.done') }])).toEqual(['unbounded-cycle']);
    expect(codes([agent('a')], [{ from: 'a', to: 'a', trigger: { on: 'always' } }])).toEqual(['no-way-out']);
  });

  test('a way out of one of them is enough', () => {
    expect(
      codes(
        [...nodes, agent('c')],
        [
          there,
          { from: 'b', to: 'a', trigger: rule('!state.done'), limit: 1 },
          { from: 'b', to: 'c', trigger: { on: 'otherwise' } },
        ],
      ),
    ).toEqual([]);
  });
});

describe('the confidence that a handoff looks at', () => {
  const confident = (node: Node): boolean =>
    !codes(
      [node, agent('b')],
      [
        { from: 'a', to: 'b', trigger: { on: 'confidence', below: 0.5 } },
        { from: 'a', to: 'b', trigger: { on: 'otherwise' } },
      ],
    ).includes('no-confidence');

  test('is known of a model, of a script that says one, and of a router that classifies', () => {
    expect(confident(agent('a', { script: [{ say: 'Hi.', confidence: 0.4 }] }))).toBe(true);
    expect(confident(agent('a', { model: 'openai:gpt-5-mini' }))).toBe(true);
    expect(
      confident({ id: 'a', kind: 'router', classify: { labels: [{ name: 'x' }] }, script: [{ output: 'x' }] }),
    ).toBe(true);
  });
  test('is never known of anything else', () => {
    expect(confident(agent('a'))).toBe(false);
    expect(confident({ id: 'a', kind: 'router' })).toBe(false);
    expect(confident({ id: 'a', kind: 'human' })).toBe(false);
  });
  test('need not be known where the trigger says what is meant then', () => {
    const trigger: Trigger = { on: 'confidence', below: 0.5, missing: 'fire' };
    expect(codes([agent('a'), agent('b')], [{ from: 'a', to: 'b', trigger }])).toEqual([]);
  });
});

test('groups are the nodes that lead to each other', () => {
  const next: { [id: string]: string[] } = { a: ['b'], b: ['c'], c: ['a', 'd'], d: ['e'], e: ['e'], f: ['a'] };
  const groups = groupsOf(Object.keys(next), (id) => next[id] ?? []).map((group) => group.toSorted());
  expect(new Set(groups.map((group) => group.join(' ')))).toEqual(new Set(['a b c', 'e']));
});
