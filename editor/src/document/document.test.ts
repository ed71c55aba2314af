import { type Graph, removeNodes, renameNode, updateGraph, updateNode } from '@baton/shared/graph';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type FakeServer, fakeServer, problem } from '../api/fake-server.ts';
import { useSession } from '../api/useSession.ts';
import { useToasts } from '../ui/toast.ts';
import { useDocument } from './document.ts';
import { readDraft } from './draft.ts';
import { useSelection } from './selection.ts';

const desk: Graph = {
  format: 'baton/1',
  id: 'desk',
  name: 'Desk',
  entry: 'triage',
  nodes: [{ id: 'triage', kind: 'agent', model: 'openai:gpt-5-mini' }],
};

let server: FakeServer;
const doc = () => useDocument.getState();
const rename = (name: string, merge?: string): void =>
  doc().edit('Rename', (graph) => updateGraph(graph, { name }), merge === undefined ? {} : { merge });
const stored = (): Graph | undefined => server.graphs.get('desk')?.graph;
const puts = (): number => server.asked.filter((line) => line.startsWith('PUT')).length;

beforeEach(async () => {
  vi.useFakeTimers();
  localStorage.clear();
  server = fakeServer(desk);
  await doc().open('desk');
});
afterEach(async () => {
  server.down = false;
  doc().close();
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('whoever may only look', () => {
  afterEach(() => useSession.setState({ session: undefined }));

  test.each(['read', 'run'] as const)('with the right to %s changes nothing, and is told so once', async (scope) => {
    useSession.setState({ session: { login: true, caller: { kind: 'user', name: 'ann', scope } } });
    const before = doc().graph;
    for (const name of ['A', 'B', 'C', 'D']) rename(name);
    await vi.runAllTimersAsync();
    expect(doc().graph).toBe(before);
    expect(puts()).toBe(0);
    const news = useToasts.getState().toasts.filter(({ text }) => text.includes('not change it'));
    expect(news).toHaveLength(1);
    for (const { id } of news) useToasts.getState().dismiss(id);
  });

  test('with the right to edit edits', () => {
    useSession.setState({ session: { login: true, caller: { kind: 'user', name: 'ann', scope: 'edit' } } });
    rename('Front desk');
    expect(doc().graph?.name).toBe('Front desk');
  });
});

describe('what is selected', () => {
  const selected = () => useSelection.getState().nodes;
  beforeEach(() => useSelection.getState().select({ nodes: ['triage'] }));

  test('stays so when it gets another id, and when undo and redo give it one', () => {
    const { turned } = useSelection.getState();
    doc().edit('Rename Triage', (graph) => renameNode(graph, 'triage', 'front'));
    expect(selected()).toEqual(['front']);
    doc().undo();
    expect(selected()).toEqual(['triage']);
    doc().redo();
    expect(selected()).toEqual(['front']);
    expect(useSelection.getState().turned).toBe(turned);
  });

  test('is let go when it is gone', () => {
    const { turned } = useSelection.getState();
    doc().edit('Delete Triage', (graph) => removeNodes(graph, ['triage']));
    expect(selected()).toEqual([]);
    expect(useSelection.getState().turned).not.toBe(turned);
  });
});

describe('undo and redo', () => {
  test('take back and bring back whole documents, by reference', () => {
    const before = doc().graph;
    rename('Front desk');
    const after = doc().graph;
    doc().undo();
    expect(doc().graph).toBe(before);
    doc().redo();
    expect(doc().graph).toBe(after);
  });

  test('edits in a row with one merge key are one step', () => {
    for (const name of ['F', 'Fr', 'Fro']) rename(name, 'name');
    doc().undo();
    expect(doc().graph?.name).toBe('Desk');
    doc().redo();
    expect(doc().graph?.name).toBe('Fro');
  });

  test('a pause, another key, or an undo in between starts a new step', () => {
    rename('A', 'name');
    vi.advanceTimersByTime(5000);
    rename('AB', 'name');
    doc().undo();
    expect(doc().graph?.name).toBe('A');
    rename('AC', 'name');
    doc().edit('Say', (graph) => updateNode(graph, 'triage', { instructions: 'x' }), { merge: 'say' });
    rename('AD', 'name');
    doc().undo();
    expect(doc().graph).toMatchObject({ name: 'AC', nodes: [{ instructions: 'x' }] });
    doc().undo();
    doc().undo();
    expect(doc().graph?.name).toBe('A');
  });

  test('a new edit after an undo drops what was undone', () => {
    rename('A');
    doc().undo();
    rename('B');
    doc().redo();
    expect(doc().graph?.name).toBe('B');
  });

  test('an edit that changes nothing is no step', () => {
    rename('Desk');
    expect(doc().history.past).toHaveLength(0);
    expect(doc().saveStatus).toBe('saved');
  });
});

describe('autosave', () => {
  test('keeps the edit in the browser at once, and on the server within a second', async () => {
    rename('Front desk');
    expect(doc().saveStatus).toBe('unsaved');
    expect(readDraft('desk')?.graph.name).toBe('Front desk');
    await vi.advanceTimersByTimeAsync(1000);
    expect(stored()?.name).toBe('Front desk');
    expect(doc()).toMatchObject({ saveStatus: 'saved', revision: 'r2' });
    expect(readDraft('desk')).toBeUndefined();
  });

  test('typing on does not put it off', async () => {
    for (let count = 0; count < 20; count++) {
      rename(`Desk ${count}`, 'name');
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(puts()).toBeGreaterThan(1);
    expect(puts()).toBeLessThan(6);
  });

  test('an edit during a save is saved after it, on the new revision', async () => {
    const release = server.hold();
    rename('A');
    await vi.advanceTimersByTimeAsync(600);
    expect(doc().saveStatus).toBe('saving');
    rename('B');
    release();
    await vi.advanceTimersByTimeAsync(1000);
    expect(stored()?.name).toBe('B');
    expect(doc()).toMatchObject({ saveStatus: 'saved', revision: 'r3' });
  });

  test('undo back to what the server has needs no save', async () => {
    rename('A');
    doc().undo();
    expect(doc().saveStatus).toBe('saved');
    await vi.advanceTimersByTimeAsync(2000);
    expect(puts()).toBe(0);
  });

  test('save() says whether the server has the document', async () => {
    rename('A');
    await expect(doc().save()).resolves.toBe(true);
    server.down = true;
    rename('B');
    await expect(doc().save()).resolves.toBe(false);
  });

  test('a document that breaks the format stays here until it is mended', async () => {
    doc().edit('Model', (graph) => updateNode(graph, 'triage', { model: 'gpt 5' }));
    await vi.advanceTimersByTimeAsync(1000);
    expect(doc().saveStatus).toBe('invalid');
    expect(doc().problems).toMatchObject([{ severity: 'error', path: '/nodes/0/model' }]);
    expect(readDraft('desk')?.graph.nodes?.[0]).toMatchObject({ model: 'gpt 5' });
    expect(puts()).toBe(0);
    doc().edit('Model', (graph) => updateNode(graph, 'triage', { model: 'openai:gpt-5' }));
    await vi.advanceTimersByTimeAsync(1000);
    expect(doc()).toMatchObject({ saveStatus: 'saved', problems: [] });
  });

  test('what the server refuses is shown where it is', async () => {
    server.answers.set('PUT /api/graphs/desk', () =>
      problem(422, 'This graph is not valid.', [{ path: '/name', message: 'too long' }]),
    );
    rename('A');
    await vi.advanceTimersByTimeAsync(1000);
    expect(doc()).toMatchObject({
      saveStatus: 'invalid',
      saveNote: 'This graph is not valid.',
      problems: [{ path: '/name' }],
    });
  });
});

describe('a server that does not answer', () => {
  test('shows as offline, and is caught up when it is back', async () => {
    server.down = true;
    rename('A');
    await vi.advanceTimersByTimeAsync(1000);
    expect(doc().saveStatus).toBe('offline');
    rename('B');
    expect(doc().saveStatus).toBe('offline');
    server.down = false;
    await vi.advanceTimersByTimeAsync(9000);
    expect(stored()?.name).toBe('B');
    expect(doc().saveStatus).toBe('saved');
  });

  test('loses nothing to a closed tab: the work is there when the graph is opened again', async () => {
    server.down = true;
    rename('A');
    await vi.advanceTimersByTimeAsync(1000);
    doc().close();
    server.down = false;
    await doc().open('desk');
    expect(doc().graph?.name).toBe('A');
    await vi.advanceTimersByTimeAsync(1000);
    expect(stored()?.name).toBe('A');
    doc().undo();
    expect(doc().graph?.name).toBe('Desk');
  });

  test('opens what this browser still holds', async () => {
    server.down = true;
    rename('A');
    doc().close();
    await doc().open('desk');
    expect(doc().graph?.name).toBe('A');
    await vi.advanceTimersByTimeAsync(1000);
    expect(doc().saveStatus).toBe('offline');
  });

  test('says so when there is nothing to show', async () => {
    server.down = true;
    await doc().open('other');
    expect(doc()).toMatchObject({ graph: undefined, openError: { status: 0 } });
  });
});

describe('a graph that was saved elsewhere and is looked at again', () => {
  const elsewhere = (name: string): void => server.write({ ...desk, name });

  test('is shown as it is now, and undo brings back what was shown', async () => {
    elsewhere('Theirs');
    await expect(doc().refresh()).resolves.toBe(true);
    expect(doc()).toMatchObject({ graph: { name: 'Theirs' }, saveStatus: 'saved' });
    await vi.runAllTimersAsync();
    expect(puts()).toBe(0);
    doc().undo();
    await vi.runAllTimersAsync();
    expect(stored()?.name).toBe('Desk');
    expect(doc().saveStatus).toBe('saved');
  });

  test('is edited on from there, with no conflict', async () => {
    elsewhere('Theirs');
    await doc().refresh();
    doc().edit('Describe', (graph) => updateGraph(graph, { description: 'Mine' }));
    await vi.runAllTimersAsync();
    expect(stored()).toMatchObject({ name: 'Theirs', description: 'Mine' });
    expect(doc().conflict).toBeUndefined();
  });

  test('keeps what is not saved yet: then there is a choice', async () => {
    elsewhere('Theirs');
    rename('Mine');
    await expect(doc().refresh()).resolves.toBe(false);
    await vi.runAllTimersAsync();
    expect(doc().conflict?.theirs?.name).toBe('Theirs');
  });

  test('keeps an edit that is made while the answer is under way', async () => {
    elsewhere('Theirs');
    const refreshed = doc().refresh();
    rename('Mine');
    await expect(refreshed).resolves.toBe(false);
    expect(doc().graph?.name).toBe('Mine');
  });

  test.each([
    ['nothing has changed', () => undefined],
    ['it was saved again as it was', () => server.write(desk)],
    ['the server does not answer', () => void (server.down = true)],
    ['it was deleted', () => void server.graphs.delete('desk')],
  ])('stays as it is where %s', async (_, happens) => {
    happens();
    const before = doc().graph;
    await expect(doc().refresh()).resolves.toBe(false);
    expect(doc()).toMatchObject({ saveStatus: 'saved' });
    expect(doc().graph).toBe(before);
  });
});

describe('a conflict', () => {
  const theirs: Graph = { ...desk, name: 'Theirs' };
  beforeEach(async () => {
    server.write(theirs);
    rename('Mine');
    await vi.advanceTimersByTimeAsync(1000);
  });

  test('overwrites nothing and shows the other side', async () => {
    expect(doc()).toMatchObject({ saveStatus: 'conflict', conflict: { theirs: { name: 'Theirs' } } });
    rename('Mine 2');
    await vi.advanceTimersByTimeAsync(5000);
    expect(doc().saveStatus).toBe('conflict');
    expect(stored()?.name).toBe('Theirs');
    expect(readDraft('desk')?.graph.name).toBe('Mine 2');
  });

  test('mine: is written over theirs', async () => {
    await doc().settle('mine');
    expect(stored()?.name).toBe('Mine');
    expect(doc()).toMatchObject({ saveStatus: 'saved', conflict: undefined });
  });

  test('theirs: is taken, and undo brings mine back', async () => {
    await doc().settle('theirs');
    expect(doc()).toMatchObject({ graph: { name: 'Theirs' }, saveStatus: 'saved', conflict: undefined });
    doc().undo();
    await vi.advanceTimersByTimeAsync(1000);
    expect(stored()?.name).toBe('Mine');
  });

  test('that is not settled is still there after a reload', async () => {
    doc().close();
    await doc().open('desk');
    await vi.advanceTimersByTimeAsync(1000);
    expect(doc()).toMatchObject({ graph: { name: 'Mine' }, saveStatus: 'conflict' });
  });
});

test('a graph that was deleted elsewhere can be kept', async () => {
  server.graphs.delete('desk');
  rename('Mine');
  await vi.advanceTimersByTimeAsync(1000);
  expect(doc()).toMatchObject({ saveStatus: 'conflict', conflict: { theirs: undefined } });
  await doc().settle('mine');
  expect(stored()?.name).toBe('Mine');
  expect(doc().saveStatus).toBe('saved');
});

test('a graph that was deleted elsewhere can be let go, and stays away', async () => {
  server.graphs.delete('desk');
  rename('Mine');
  await vi.advanceTimersByTimeAsync(1000);
  await doc().settle('theirs');
  doc().close();
  await vi.advanceTimersByTimeAsync(1000);
  expect(doc().graph).toBeUndefined();
  expect([stored(), readDraft('desk')]).toEqual([undefined, undefined]);
});

test('leaving right after an edit saves it and leaves no draft behind', async () => {
  rename('A');
  doc().close();
  await vi.advanceTimersByTimeAsync(0);
  expect(stored()?.name).toBe('A');
  expect(readDraft('desk')).toBeUndefined();
});

test('the same change made twice is no conflict', async () => {
  server.write({ ...desk, name: 'A' });
  rename('A');
  await vi.advanceTimersByTimeAsync(1000);
  expect(doc()).toMatchObject({ saveStatus: 'saved', revision: 'r2' });
});

test('an answer that comes late does not show a graph that was left', async () => {
  server.write({ ...desk, id: 'other', name: 'Other' });
  await Promise.all([doc().open('desk'), doc().open('other')]);
  expect(doc().graph?.id).toBe('other');
});
