/** What a consultation leaves behind for the user and for the next turn: nothing of what was said aside. */
import { describe, expect, it } from 'vitest';
import { answer, of, play } from '../testing/play.ts';
import { asks, boss, graphOf, says } from './consulting.fixture.ts';

describe('a consultation', () => {
  it('does not put the consulted one’s words to the user, nor makes it the active node', async () => {
    const graph = graphOf(
      [boss([{ if: 'visits == 1 && input == "a"', handoff: 'w', once: true }, { say: 'Reply.' }]), says('w', 'aside')],
      [asks('w')],
    );
    const first = await play({ graph, input: 'a' });
    const second = await play({ graph, input: 'b', store: first.store, thread: first.thread });
    expect(second.view.route).toEqual(['boss']);
    const context = of(second.log, 'node.started')[0]?.context.history ?? [];
    const texts = (await second.store.messages(second.run))
      .filter(({ id }) => context.includes(id))
      .map(({ text }) => text);
    expect(texts).toEqual(['a', 'Reply.', 'b']);
  });

  it('of one who speaks to others on the way makes none of them the active node', async () => {
    const graph = graphOf(
      [
        says('desk', 'One moment.'),
        { id: 'boss', kind: 'router' },
        says('w', 'w'),
        says('helper', 'h'),
        { id: 'quiet', kind: 'router' },
      ],
      [
        { id: 'db', from: 'desk', to: 'boss' },
        { ...asks('w'), trigger: { on: 'always' } },
        { id: 'wh', from: 'w', to: 'helper' },
        { id: 'bq', from: 'boss', to: 'quiet', trigger: { on: 'otherwise' } },
      ],
      { entry: 'desk' },
    );
    const first = await play({ graph, input: 'a' });
    expect(first.view.route).toEqual(['desk', 'boss', 'w', 'helper', 'boss', 'quiet']);
    const second = await play({ graph, input: 'b', store: first.store, thread: first.thread });
    expect(second.view.route[0]).toBe('desk');
  });

  it('leaves what graphs and people say in it out of the conversation with the user', async () => {
    const inner = graphOf([says('boss', 'Inner words.')], []);
    const graph = graphOf(
      [
        boss([{ if: 'input == "a"', handoff: ['g', 'p'], once: true }, { say: 'Told: {{ input }}' }]),
        { id: 'g', kind: 'graph', graph: 'inner' },
        { id: 'p', kind: 'human', ask: 'Well?', answer: 'takeover' },
      ],
      [asks('g'), asks('p')],
    );
    const graphs = { inner };
    const paused = await play({ graph, graphs, input: 'a' });
    const stage = { graph, graphs, store: paused.store, node: 'p' };
    const said = await answer({ ...stage, played: paused, answer: { user: 'Not the user’s.' } });
    const first = await answer({ ...stage, played: said, answer: { done: true } });
    expect(first.view).toMatchObject({ status: 'finished', output: 'Told: a' });
    const second = await play({ graph, graphs, input: 'b', store: paused.store, thread: paused.thread });
    const history = of(second.log, 'node.started')[0]?.context.history ?? [];
    const texts = (await second.store.messages(second.run)).filter(({ id }) => history.includes(id));
    expect(texts.map(({ text }) => text)).toEqual(['a', 'Told: a', 'b']);
  });
});
