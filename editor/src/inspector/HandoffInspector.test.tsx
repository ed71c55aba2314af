import type { EventDraft } from '@baton/shared/events';
import { parseGraph } from '@baton/shared/graph';
import { triggerKinds } from '@baton/shared/triggers';
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useSelection } from '../document/selection.ts';
import { ended, entered, finished, recorded, started } from '../run/recording.ts';
import { nothingRun, show as display, useRun } from '../run/runStore.ts';
import { desk, doc, handoff, show, type } from './Inspector.fixture.tsx';

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  doc().close();
  vi.unstubAllGlobals();
});

describe('a handoff', () => {
  test.each(Object.entries(triggerKinds))(
    'can be triggered by %s, and the document stays valid',
    async (on, { title }) => {
      await show(desk, { handoffs: ['to-billing'] });
      fireEvent.keyDown(screen.getByRole('button', { name: 'When' }), { key: 'Enter' });
      fireEvent.click(await screen.findByRole('menuitem', { name: new RegExp(`^${title}`) }));
      expect(handoff('to-billing')?.trigger?.on).toBe(on);
      expect(parseGraph(doc().graph).ok).toBe(true);
    },
  );

  test('checks the types of its condition while it is typed', async () => {
    await show(desk, { handoffs: ['to-billing'] });
    fireEvent.click(screen.getByRole('radio', { name: 'CEL' }));
    type('Condition', 'state.intnt == "billing"');
    expect(screen.getByText(/did you mean "intent"/)).toBeTruthy();
    type('Condition', 'state.intent');
    expect(screen.getByText(/^A condition must be true or false/)).toBeTruthy();
    type('Condition', 'state.intent == "returns"');
    expect(screen.getByLabelText('Condition').getAttribute('aria-invalid')).toBeNull();
    expect(handoff('to-billing')).toMatchObject({ trigger: { if: 'state.intent == "returns"' } });
  });

  test('builds its condition from rows, and shows as CEL what rows cannot say', async () => {
    await show(desk, { handoffs: ['to-billing'] });
    type('Compared with, in row 1', 'returns');
    expect(handoff('to-billing')).toMatchObject({ trigger: { if: 'state.intent == "returns"' } });
    fireEvent.click(screen.getByRole('button', { name: 'Add a row' }));
    type('Value of row 2', 'visits');
    type('Comparison of row 2', '>');
    type('Compared with, in row 2', '2');
    fireEvent.click(screen.getByRole('radio', { name: 'Any of these' }));
    expect(handoff('to-billing')).toMatchObject({ trigger: { if: 'state.intent == "returns" || visits > 2' } });
    fireEvent.click(screen.getByRole('radio', { name: 'CEL' }));
    type('Condition', 'visits + hops > 2');
    expect(screen.getByRole<HTMLButtonElement>('radio', { name: 'Rows' }).disabled).toBe(true);
    type('Condition', '!state.intent.contains("x")');
    fireEvent.click(screen.getByRole('radio', { name: 'Rows' }));
    expect(screen.getByLabelText<HTMLSelectElement>('Comparison of row 1').value).toBe('not-contains');
  });

  test('completes its condition by keyboard', async () => {
    await show(desk, { handoffs: ['to-billing'] });
    fireEvent.click(screen.getByRole('radio', { name: 'CEL' }));
    type('Condition', 'state.');
    const field = screen.getByLabelText<HTMLTextAreaElement>('Condition');
    const offered = within(screen.getByRole('listbox', { name: 'Suggestions' }));
    expect(offered.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['intentstring']);
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(handoff('to-billing')).toMatchObject({ trigger: { if: 'state.intent' } });
    expect(screen.queryByRole('listbox', { name: 'Suggestions' })).toBeNull();
  });

  test('lets the keyboard leave its condition when that is finished', async () => {
    await show(desk, { handoffs: ['to-billing'] });
    fireEvent.click(screen.getByRole('radio', { name: 'CEL' }));
    type('Condition', 'state.');
    type('Condition', 'state.intent == "returns"');
    expect(screen.queryByRole('listbox', { name: 'Suggestions' })).toBeNull();
    expect(fireEvent.keyDown(screen.getByLabelText('Condition'), { key: 'Tab' })).toBe(true);
    expect(handoff('to-billing')).toMatchObject({ trigger: { if: 'state.intent == "returns"' } });
  });

  test('tries its condition on what the last run had', async () => {
    await show(desk, { handoffs: ['to-billing'] });
    const ran: EventDraft[] = [
      { ...(started('Hello') as EventDraft<'run.started'>), state: { intent: 'returns' } },
      entered('triage'),
      finished('triage', 'Well.'),
      ended('Well.', ['triage']),
    ];
    act(() => display(recorded(ran)));
    const outcome = within(screen.getByRole('status', { name: 'With the last run’s values' }));
    expect(outcome.getByText('false')).toBeTruthy();
    expect(outcome.getByText('"returns"')).toBeTruthy();
    type('Compared with, in row 1', 'returns');
    expect(outcome.getByText('true')).toBeTruthy();
    act(() => useSelection.getState().select({ handoffs: ['to-returns'] }));
    act(() => useRun.setState(nothingRun));
  });

  test('writes only what differs from the defaults', async () => {
    await show(desk, { handoffs: ['to-billing'] });
    type('Messages', 'last');
    type('How many', '3');
    expect(handoff('to-billing')).toMatchObject({ context: { history: { last: 3 } } });
    type('Messages', 'all');
    expect(handoff('to-billing')).not.toHaveProperty('context');
  });

  test('passes on chosen state only', async () => {
    await show(desk, { handoffs: ['to-billing'] });
    type('State', 'some');
    fireEvent.click(screen.getByLabelText('intent'));
    expect(handoff('to-billing')?.context).toEqual({ state: [] });
  });

  test('tells when it is taken, how, and what is passed on, in this order', async () => {
    await show(desk, { handoffs: ['to-billing'] });
    const order = ['When', 'A person must allow it', 'Its result comes back', 'One branch for each of', 'Messages'];
    const fields = order.map((label) => screen.getByLabelText(label));
    for (const [index, field] of fields.slice(1).entries()) {
      expect(fields[index]?.compareDocumentPosition(field)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    }
  });

  test('asks a person when it shall', async () => {
    await show(desk, { handoffs: ['to-billing'] });
    fireEvent.click(screen.getByLabelText('A person must allow it'));
    expect(handoff('to-billing')).toMatchObject({ approval: true });
    type('What they are asked', 'May Billing have it?');
    expect(handoff('to-billing')).toMatchObject({ approval: 'May Billing have it?' });
    fireEvent.click(screen.getByLabelText('A person must allow it'));
    expect(handoff('to-billing')).not.toHaveProperty('approval');
  });
});
