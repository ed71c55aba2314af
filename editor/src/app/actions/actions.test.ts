import type { Graph } from '@baton/shared/graph';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeServer } from '../../api/fake-server.ts';
import { useSession } from '../../api/useSession.ts';
import { useDocument } from '../../document/document.ts';
import { useSelection } from '../../document/selection.ts';
import { useToasts } from '../../ui/toast.ts';
import { entriesOf } from '../commands/entries.ts';
import { everywhere } from './everywhere.ts';
import { actions } from './index.ts';
import { actionFor, keysOf, perform } from './keys.ts';

const graph: Graph = {
  format: 'baton/1',
  id: 'desk',
  entry: 'a',
  nodes: [
    { id: 'a', kind: 'agent', name: 'Triage' },
    { id: 'b', kind: 'agent' },
  ],
  handoffs: [{ id: 'ab', from: 'a', to: 'b' }],
};
const doc = () => useDocument.getState();

/** Presses keys on an element of a page that looks like `html`. */
function press(key: string, on: string = '', held: Partial<KeyboardEvent> = {}): string | undefined {
  const event = new KeyboardEvent('keydown', {
    key,
    ctrlKey: held.ctrlKey ?? false,
    shiftKey: held.shiftKey ?? false,
    bubbles: true,
  });
  let found: string | undefined;
  const listen = (pressed: KeyboardEvent): void => {
    const action = actionFor(actions, pressed);
    found = action?.id;
    if (action) perform(action);
  };
  addEventListener('keydown', listen);
  (on ? document.querySelector(on) : document.body)?.dispatchEvent(event);
  removeEventListener('keydown', listen);
  return found;
}

beforeEach(async () => {
  localStorage.clear();
  fakeServer(graph);
  document.body.innerHTML =
    '<input id="search"><div data-undo="document"><input id="name"><div data-undo="own"><textarea id="json"></textarea></div></div>';
  await doc().open('desk');
});
afterEach(() => {
  doc().close();
  vi.unstubAllGlobals();
});

test('keys are written the way that shortcuts are', () => {
  expect(keysOf(new KeyboardEvent('keydown', { key: 'Z', metaKey: true, shiftKey: true }))).toBe('mod+shift+z');
  expect(keysOf(new KeyboardEvent('keydown', { key: 'Escape' }))).toBe('escape');
  // Shift is what makes the sign on most keyboards, and not on all.
  expect(keysOf(new KeyboardEvent('keydown', { key: '?', shiftKey: true }))).toBe('?');
});

test('no two actions have the same keys', () => {
  const keys = [...actions, ...everywhere].flatMap((action) => action.shortcuts);
  expect(new Set(keys).size).toBe(keys.length);
});

describe('Delete', () => {
  test('removes what is selected in one step that undo names and takes back', () => {
    useSelection.getState().select({ nodes: ['a'] });
    press('Delete');
    expect(doc().graph).toMatchObject({ nodes: [{ id: 'b' }], handoffs: [] });
    expect(useSelection.getState().nodes).toEqual([]);
    expect(actions.find(({ id }) => id === 'undo')?.label()).toBe('Undo: Delete Triage');
    press('z', '', { ctrlKey: true });
    expect(doc().graph).toEqual(graph);
    press('z', '', { ctrlKey: true, shiftKey: true });
    expect(doc().graph?.nodes).toHaveLength(1);
  });
  test('does nothing to the graph while something is typed', () => {
    useSelection.getState().select({ nodes: ['a'] });
    expect(press('Backspace', '#name')).toBeUndefined();
  });
});

test('undo in a field of the document takes back the edit; other fields keep their own', () => {
  expect(press('z', '#name', { ctrlKey: true })).toBe('undo');
  expect(press('z', '#search', { ctrlKey: true })).toBeUndefined();
  expect(press('z', '#json', { ctrlKey: true })).toBeUndefined();
});

test('run works from anywhere, Esc clears the selection', () => {
  expect(press('Enter', '#search', { ctrlKey: true })).toBe('run');
  useSelection.getState().select({ handoffs: ['ab'] });
  press('Escape');
  expect(useSelection.getState().handoffs).toEqual([]);
});

describe('for somebody who may only look', () => {
  const offered = (): string[] => entriesOf(actions, [], []).map(({ label }) => label);
  beforeEach(() =>
    useSession.setState({ session: { login: true, caller: { kind: 'user', name: 'ann', scope: 'read' } } }),
  );
  afterEach(() => {
    useSession.setState({ session: undefined });
    useToasts.setState({ toasts: [] });
  });

  test('nothing is offered that would be refused', () => {
    useSelection.getState().select({ nodes: ['b'] });
    expect(offered()).toContain('Copy');
    for (const refused of ['Run', 'Delete', 'Start here', 'Add Agent', 'Arrange everything'])
      expect(offered()).not.toContain(refused);
  });
  test('a key that would change the graph says so, once', () => {
    useSelection.getState().select({ nodes: ['a'] });
    press('Delete');
    press('Delete');
    expect(doc().graph).toEqual(graph);
    expect(useToasts.getState().toasts.map(({ text }) => text)).toEqual([
      'You may look at this graph, but not change it. An admin can give you the right to.',
    ]);
  });
  test('so does the key that runs it', () => {
    press('Enter', '', { ctrlKey: true });
    expect(useToasts.getState().toasts[0]?.text).toContain('not start one');
  });
});
