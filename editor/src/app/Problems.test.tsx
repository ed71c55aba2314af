import type { Graph } from '@baton/shared/graph';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeServer } from '../api/fake-server.ts';
import { useSession } from '../api/useSession.ts';
import { checkGraph } from '@baton/shared/checks';
import { useDocument } from '../document/document.ts';
import { useSelection } from '../document/selection.ts';
import { Problems } from './Problems.tsx';

const desk: Graph = {
  format: 'baton/1',
  id: 'desk',
  entry: 'triage',
  nodes: [
    { id: 'triage', kind: 'agent', name: 'Triage', model: 'openai:gpt-5-mini', tools: ['finde'] },
    ...['Billing', 'Returns', 'Refunds'].map((name) => ({
      id: name.toLowerCase(),
      kind: 'agent' as const,
      name,
      model: 'openai:gpt-5-mini',
    })),
  ],
  tools: [{ id: 'find', type: 'builtin', builtin: 'now' }],
};

const doc = () => useDocument.getState();

beforeEach(async () => {
  fakeServer(desk);
  await doc().open('desk');
  useDocument.setState({ problems: checkGraph(desk) });
});
afterEach(() => {
  cleanup();
  act(() => useSession.setState({ session: undefined }));
  doc().close();
  vi.unstubAllGlobals();
});

function opened() {
  render(<Problems />);
  fireEvent.click(screen.getByRole('button', { name: /problems/ }));
  return within(screen.getByRole('dialog', { name: 'Problems' }));
}

test('a problem that one click mends is mended from the list', () => {
  const list = opened();
  fireEvent.click(list.getByRole('button', { name: 'Change to "find"' }));
  expect(doc().graph?.nodes?.[0]).toMatchObject({ tools: ['find'] });
});

test('whoever may only look is not offered to mend', () => {
  useSession.setState({ session: { login: true, caller: { kind: 'user', name: 'ann', scope: 'read' } } });
  expect(opened().queryByRole('button', { name: 'Change to "find"' })).toBeNull();
});

test('what is said of several nodes is said once, and each of them can be chosen', () => {
  const list = opened();
  expect(list.getAllByText(/^No way leads from the entry/)).toHaveLength(1);
  fireEvent.click(list.getByRole('button', { name: 'Refunds' }));
  expect(useSelection.getState().nodes).toEqual(['refunds']);
  expect(screen.queryByRole('dialog')).toBeNull();
});
