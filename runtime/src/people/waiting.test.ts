import { readFileSync } from 'node:fs';
import type { EventOf, StoredEvent } from '@baton/shared/events';
import type { Graph, Json } from '@baton/shared/graph';
import type { Node } from '@baton/shared/nodes';
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../store/memory-store.ts';
import type { RunChange } from '../store/store.ts';
import { answer, goOn, of, play, type Played } from '../testing/play.ts';
import { answerTo } from './answers.ts';

type Nodes = NonNullable<Graph['nodes']>;

const speaker = (id: string, more: object = {}): Nodes[number] => ({
  id,
  kind: 'agent',
  script: [{ say: id.toUpperCase(), ...more }],
});

/** A person beside agents who have more than one step to make. */
const beside = (join: object, more: Partial<Graph> = {}): Graph => ({
  format: 'baton/1',
  id: 'test',
  entry: 'split',
  nodes: [
    { id: 'split', kind: 'router', route: 'all' },
    { id: 'boss', kind: 'human', ask: 'Well?' },
    speaker('one'),
    speaker('two'),
    { id: 'join', kind: 'join', ...join },
    speaker('end'),
  ],
  handoffs: ['split boss', 'split one', 'one two', 'two join', 'boss join', 'join end'].map((way) => {
    const [from = '', to = ''] = way.split(' ');
    return { id: `${from}-${to}`, from, to };
  }),
  ...more,
});

const finished = ({ log }: Pick<Played, 'log'>) => of(log, 'node.finished').map(({ node }) => node);

describe('a person who is waited for in one branch', () => {
  it('holds up nobody in another', async () => {
    const graph = beside({});
    const played = await play({ graph, input: 'Hi' });
    expect(played.view).toMatchObject({ status: 'paused', why: 'human', asks: [{ node: 'boss', open: true }] });
    expect(finished(played)).toEqual(['split', 'one', 'two']);
    const ended = await answer({ graph, store: played.store, played, node: 'boss', answer: 'Yes' });
    expect(ended.view).toMatchObject({ status: 'finished', output: 'END' });
    expect(finished(ended)).toEqual(['split', 'one', 'two', 'boss', 'join', 'end']);
    expect(of(ended.log, 'node.started').filter(({ node }) => node === 'boss')).toHaveLength(1);
  });

  it('is not waited for by a join that has enough without: the question is closed', async () => {
    const played = await play({ graph: beside({ wait: 'any' }), input: 'Hi' });
    expect(played.view).toMatchObject({ status: 'finished', output: 'END', asks: [{ node: 'boss', open: false }] });
    expect(of(played.log, 'node.cancelled').map(({ node }) => node)).toEqual(['boss']);
    expect(answerTo(played.view, { node: 'boss', answer: 'Yes', by: 'x' })).toMatchObject({ reason: 'closed' });
  });

  it('is not waited for any more, also while the run waits for another person', async () => {
    const { nodes = [], ...rest } = beside({ wait: 'any' });
    const chief = { id: 'end', kind: 'human', ask: 'All right?' } as const;
    const graph = { ...rest, nodes: nodes.map((node) => (node.id === 'end' ? chief : node)) };
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({
      status: 'paused',
      asks: [
        { node: 'boss', open: false },
        { node: 'end', open: true },
      ],
    });
  });

  /** A store whose person says the next word whenever something is written that they wait for, once they are asked. */
  const speaking = (said: Json[], waitsFor: (stored: StoredEvent[]) => boolean): MemoryStore => {
    const store = new MemoryStore();
    const write = store.write.bind(store);
    const words = [...said];
    let asked: EventOf<'human.asked'> | undefined;
    store.write = async (run, change) => {
      const stored = await write(run, change);
      asked ??= of(stored, 'human.asked')[0];
      const word = asked && waitsFor(stored) ? words.shift() : undefined;
      if (!asked || word === undefined) return stored;
      const { ask, node, visit } = asked;
      await write(run, { events: [{ type: 'human.answered', node, visit, ask, answer: word, by: 'x' }] });
      return stored;
    };
    return store;
  };
  const atOnce = (stored: StoredEvent[]) => of(stored, 'human.asked').length > 0;
  const whenFinished = (id: string) => (stored: StoredEvent[]) =>
    of(stored, 'node.finished').some(({ node }) => node === id);

  it('is heard as soon as a step of another branch is over, while the run is at work', async () => {
    const { nodes = [], handoffs = [], ...rest } = beside({});
    const longer = ['two three', 'three four', 'four join'].map((way) => {
      const [from = '', to = ''] = way.split(' ');
      return { id: `${from}-${to}`, from, to };
    });
    const graph = {
      ...rest,
      nodes: [...nodes, speaker('three'), speaker('four')],
      handoffs: [...handoffs.filter(({ from }) => from !== 'two'), ...longer],
    };
    const { view, log } = await play({ graph, input: 'Hi', store: speaking(['Yes'], atOnce) });
    expect(view.status).toBe('finished');
    expect(of(log, 'run.paused')).toEqual([]);
    expect(finished({ log }).indexOf('boss')).toBeLessThan(finished({ log }).indexOf('four'));
  });

  it('is heard, too, when all others have just come to their end', async () => {
    const { handoffs = [], ...rest } = beside({});
    const graph = { ...rest, handoffs: handoffs.filter(({ id }) => id === 'split-boss' || id === 'split-one') };
    const { view, log } = await play({ graph, input: 'Hi', store: speaking(['Yes'], whenFinished('one')) });
    expect(view.status).toBe('finished');
    expect(finished({ log })).toEqual(['split', 'one', 'boss']);
    expect(of(log, 'run.paused')).toEqual([]);
  });

  it('goes on once, also where several hear the answer at the same moment', async () => {
    const { nodes = [], handoffs = [], ...rest } = beside({});
    const graph = {
      ...rest,
      nodes: [...nodes, speaker('three'), speaker('four')],
      handoffs: [
        ...handoffs,
        { id: 'split-three', from: 'split', to: 'three' },
        { id: 'three-four', from: 'three', to: 'four' },
        { id: 'four-join', from: 'four', to: 'join' },
      ],
    };
    const { view, log } = await play({ graph, input: 'Hi', store: speaking(['Yes'], atOnce) });
    expect(view.status).toBe('finished');
    expect(finished({ log }).filter((node) => node === 'boss')).toHaveLength(1);
  });

  it('talks in a takeover while the run is at work: each word is heard once', async () => {
    const { nodes = [], ...rest } = beside({ into: 'all' }, { state: { all: {} } });
    const takeover = { id: 'boss', kind: 'human', answer: 'takeover' } as const;
    const graph = { ...rest, nodes: nodes.map((node) => (node.id === 'boss' ? takeover : node)) };
    const next = (stored: StoredEvent[]) => atOnce(stored) || of(stored, 'node.finished').length > 0;
    const store = speaking([{ say: 'One.' }, { user: 'Two.' }, { done: true }], next);
    const { view, log, run } = await play({ graph, input: 'Hi', store });
    expect(view).toMatchObject({ status: 'finished', state: { all: [{ done: true }, 'TWO'] } });
    expect(of(log, 'run.paused')).toEqual([]);
    const texts = (await store.messages(run)).map(({ text }) => text);
    expect(texts.filter((text) => text.endsWith('.'))).toEqual(['One.', 'Two.']);
  });

  it('is not asked by the rules on entry again when there is the answer', async () => {
    const finder: Node = { id: 'two', kind: 'agent', output: { type: 'object' }, into: ['found'] };
    const { nodes = [], handoffs = [], ...rest } = beside({}, { state: { found: {} } });
    const graph = {
      ...rest,
      nodes: nodes.map((node) => (node.id === 'two' ? { ...finder, script: [{ output: { found: true } }] } : node)),
      handoffs: [
        ...handoffs,
        {
          id: 'skip',
          from: 'boss',
          to: 'end',
          trigger: { on: 'rule' as const, at: 'entry' as const, if: 'has(state.found)' },
        },
      ],
    };
    const played = await play({ graph, input: 'Hi' });
    expect(played.view).toMatchObject({ status: 'paused', state: { found: true } });
    const { view } = await answer({ graph, store: played.store, played, node: 'boss', answer: 'Yes' });
    expect(view.visits.find(({ node }) => node === 'boss')).toMatchObject({ status: 'finished', output: 'Yes' });
    expect(view.route.at(-2)).toBe('join');
  });

  it('calls a tool as it was shown to whom allowed it, whatever has happened since', async () => {
    const graph = beside(
      {},
      {
        tools: [{ id: 'sum', type: 'builtin', builtin: 'calculator', approval: true }],
        nodes: [
          { id: 'split', kind: 'router', route: 'all' },
          { id: 'boss', kind: 'tool', tool: 'sum', args: { expression: 'string(hops) + " + 0"' } },
          speaker('one'),
          speaker('two'),
          { id: 'join', kind: 'join' },
          speaker('end'),
        ],
      },
    );
    const played = await play({ graph, input: 'Hi' });
    expect(played.view).toMatchObject({ why: 'approval', asks: [{ args: { expression: '2 + 0' } }] });
    const ended = await answer({ graph, store: played.store, played, node: 'boss', answer: { approved: true } });
    expect(ended.view.visits.find(({ node }) => node === 'boss')).toMatchObject({ output: 2 });
  });
});

/** As a version of November 2026 left it, which let LangGraph wait for people by its interrupts. */
const interrupted = JSON.parse(
  readFileSync(new URL('interrupted.fixture.json', import.meta.url), 'utf8'),
) as unknown as { run: string; thread: string; graph: Graph; changes: Json[] };

interface RecordedChange extends Omit<RunChange, 'checkpoint' | 'writes'> {
  checkpoint?: { checkpoint: string; metadata: string };
  writes?: { value: string }[];
}

async function storeOf({ run, thread, changes }: typeof interrupted): Promise<MemoryStore> {
  const store = new MemoryStore();
  store.place(run, thread);
  const bytes = (text: string) => new TextEncoder().encode(text);
  for (const { checkpoint, writes, ...change } of changes as unknown as RecordedChange[]) {
    const row = checkpoint && {
      ...checkpoint,
      checkpoint: bytes(checkpoint.checkpoint),
      metadata: bytes(checkpoint.metadata),
    };
    const rows = writes?.map((write) => ({ ...write, value: bytes(write.value) }));
    await store.write(run, { ...change, ...(row && { checkpoint: row }), ...(rows && { writes: rows }) } as RunChange);
  }
  return store;
}

describe('a run that waits for a person since before packets could', () => {
  it('is left as it is until there is an answer, and then goes on', async () => {
    const { run, thread, graph } = interrupted;
    const store = await storeOf(interrupted);
    const played = await goOn({ store, run, thread, graph });
    expect(played.events).toEqual([]);
    expect(played.view).toMatchObject({ status: 'paused', asks: [{ ask: 'boss-1', open: true }] });
    const asked = await answer({ graph, store, played, node: 'boss', answer: 'Yes' });
    expect(asked.view).toMatchObject({ status: 'paused', why: 'approval' });
    const ended = await answer({ graph, store, played: asked, node: 'clerk', answer: { approved: true } });
    expect(ended.view).toMatchObject({ status: 'finished', output: ['Yes', 'It is 5.'] });
    expect(of(ended.log, 'node.started').map(({ node, attempt }) => `${node} ${attempt}`)).toEqual([
      'split 1',
      'boss 1',
      'clerk 1',
      'clerk 2',
      'join 1',
    ]);
  });
});
