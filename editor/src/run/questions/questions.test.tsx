import type { ContextPackage, EventDraft, EventFields } from '@baton/shared/events';
import type { Graph, JsonObject } from '@baton/shared/graph';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TooltipProvider } from '../../ui/Tooltip.tsx';
import { entered, recorded, started } from '../recording.ts';
import { nothingRun, show, useRun } from '../runStore.ts';
import { TestPanel } from '../TestPanel.tsx';

const graph: Graph = {
  format: 'baton/1',
  id: 'desk',
  entry: 'triage',
  state: { amount: { type: 'number' }, way: { type: 'string', enum: ['card', 'cash'] } },
  nodes: [
    { id: 'triage', kind: 'agent', name: 'Triage' },
    { id: 'billing', kind: 'agent', name: 'Billing' },
    { id: 'supervisor', kind: 'human', name: 'Supervisor' },
  ],
  handoffs: [{ id: 'triage-billing', from: 'triage', to: 'billing', label: 'Billing question' }],
};

type Asked = Partial<EventFields['human.asked']>;
const asked = (more: Asked): EventDraft => ({
  type: 'human.asked',
  node: 'supervisor',
  visit: 1,
  ask: 'a-1',
  question: 'Refund 900 €?',
  schema: {},
  answer: 'text',
  summary: '',
  ...more,
});

async function open(more: Asked): Promise<unknown[]> {
  render(
    <TestPanel
      graph={graph}
      first={{ message: '', alternatives: [] }}
      onSend={vi.fn<() => void>()}
      places={{ words: () => '', show: vi.fn<() => void>() }}
      onShowNode={vi.fn<(node: string) => void>()}
    />,
    {
      wrapper: TooltipProvider,
    },
  );
  await act(() => Promise.resolve());
  const given = taking();
  const question = asked(more);
  const node = question.type === 'human.asked' ? question.node : '';
  act(() =>
    show(recorded([started('My order was wrong'), entered(node), question, { type: 'run.paused', why: 'human' }])),
  );
  return given;
}

/** Takes answers, and keeps them. */
function taking(status = 200, body: object = {}): unknown[] {
  const given: unknown[] = [];
  vi.stubGlobal('fetch', (_: string, init?: RequestInit) => {
    given.push(JSON.parse(typeof init?.body === 'string' ? init.body : ''));
    return Promise.resolve(Response.json(body, { status }));
  });
  return given;
}

const press = (name: string): Promise<void> =>
  act(async () => {
    fireEvent.click(screen.getByRole('button', { name }));
    await Promise.resolve();
  });
const write = (label: string, value: string): boolean =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

beforeEach(() => {
  localStorage.clear();
  useRun.setState(nothingRun);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const approval: JsonObject = {
  type: 'object',
  properties: { approved: { type: 'boolean' }, comment: { type: 'string' } },
  required: ['approved'],
};

it('is approved or refused, with a comment', async () => {
  const given = await open({ answer: 'approval', schema: approval });
  write('Comment (optional)', 'too much');
  await press('Refuse');
  expect(given).toEqual([{ ask: 'a-1', answer: { approved: false, comment: 'too much' } }]);
});

it('is answered in words, by Ctrl or ⌘ with Enter too', async () => {
  const given = await open({});
  write('Answer', 'Give it back');
  await act(async () => {
    fireEvent.keyDown(screen.getByLabelText('Answer'), { key: 'Enter', ctrlKey: true });
    await Promise.resolve();
  });
  expect(given).toEqual([{ ask: 'a-1', answer: 'Give it back' }]);
});

it('is a form where its schema asks for one, checked before it is sent', async () => {
  const schema = {
    type: 'object',
    properties: { amount: { type: 'number', maximum: 500 }, reason: { enum: ['broken', 'late'] } },
    required: ['amount'],
  };
  const given = await open({ answer: 'form', schema });
  await press('Answer');
  expect(screen.getByText('Amount is needed.')).toBeTruthy();
  write('Amount', '900');
  await press('Answer');
  expect(given).toEqual([]);
  write('Amount', '200');
  write('Reason (optional)', 'late');
  await press('Answer');
  expect(given).toEqual([{ ask: 'a-1', answer: { amount: 200, reason: 'late' } }]);
});

it('shows what the server says against an answer', async () => {
  await open({ schema: { type: 'string', minLength: 1 } });
  taking(409, { title: 'Closed', status: 409, detail: 'This question has been answered already.' });
  write('Answer', 'yes');
  await press('Answer');
  expect(screen.getByRole('alert').textContent).toBe('This question has been answered already.');
});

it('says how long it is still open', async () => {
  await open({ until: new Date(Date.now() + 600_000).toISOString() });
  expect(screen.getByText('10 min left')).toBeTruthy();
});

const context: ContextPackage = {
  from: 'triage',
  to: 'billing',
  trigger: 'model',
  reason: 'a charge',
  evidence: {},
  args: {},
  history: ['m-user'],
  state: { amount: 900, way: 'card' },
  results: [],
  brief: 'Be quick.',
  at: '',
  hop: 1,
};
const handoff: Asked = {
  node: 'triage',
  answer: 'approval',
  schema: { ...approval, properties: { to: { enum: ['triage', 'billing', 'supervisor'] } } },
  handoff: 'triage-billing',
  to: 'billing',
  context,
  left: { messages: [], state: ['order'], tokens: 0, passedTokens: 9 },
};
const question = (): HTMLElement => screen.getByRole('region', { name: 'Question from Triage: Billing question' });

it('that asks to allow a handoff shows what would be passed on, and allows it as it is', async () => {
  const given = await open(handoff);
  expect(within(question()).getByRole('checkbox', { name: 'user My order was wrong' })).toBeTruthy();
  expect(question().textContent).toContain('1 state value');
  await press('Allow');
  expect(given).toEqual([{ ask: 'a-1', answer: { approved: true } }]);
});

it('a handoff is allowed with changes, or changed back', async () => {
  const given = await open(handoff);
  fireEvent.click(within(question()).getByRole('checkbox', { name: 'user My order was wrong' }));
  write('Amount', '90');
  fireEvent.change(screen.getByLabelText('Way'), { target: { value: 'cash' } });
  await press('As it was');
  expect(screen.getByRole('button', { name: 'Allow' })).toBeTruthy();
  write('Brief', 'Take your time.');
  write('Amount', '80');
  await press('Allow with changes');
  expect(given).toEqual([
    {
      ask: 'a-1',
      answer: { approved: true, context: { brief: 'Take your time.', state: { amount: 80, way: 'card' } } },
    },
  ]);
});

it('a handoff is sent elsewhere: to any other node of the graph', async () => {
  const given = await open(handoff);
  await press('Send elsewhere…');
  const to = screen.getByLabelText('Send it to');
  expect(within(to).queryByRole('option', { name: 'Billing' })).toBeNull();
  fireEvent.change(to, { target: { value: 'supervisor' } });
  await press('Send');
  expect(given).toEqual([{ ask: 'a-1', answer: { approved: true, to: 'supervisor' } }]);
});

it('a handoff is refused with words for its sender', async () => {
  const given = await open(handoff);
  await press('Refuse…');
  write('Why not, for Triage', 'Ask for the order first.');
  await press('Refuse');
  expect(given).toEqual([{ ask: 'a-1', answer: { approved: false, comment: 'Ask for the order first.' } }]);
});

it('that asks to allow a tool shows exactly what would be called', async () => {
  const call = { tool: 'refund', call: 'c1', args: { order: '1002', amount: 900 } };
  const given = await open({ node: 'triage', answer: 'approval', schema: approval, ...call });
  expect(screen.getByText('Triage wants to call refund with')).toBeTruthy();
  expect(screen.getByText(/"order": "1002",\s+"amount": 900/)).toBeTruthy();
  await press('Allow');
  expect(given).toEqual([{ ask: 'a-1', answer: { approved: true } }]);
});

it('a person who takes over talks with the user until they hand back', async () => {
  const given = await open({ answer: 'takeover' });
  write('Words of Supervisor to the user', 'Hello, this is Ada.');
  await press('Say');
  fireEvent.click(screen.getByRole('radio', { name: 'As the user' }));
  write('Words of the user', 'At last.');
  fireEvent.keyDown(screen.getByLabelText('Words of the user'), { key: 'Enter' });
  await act(() => Promise.resolve());
  await press('Hand back…');
  write('Note for whoever goes on (optional)', 'Send a voucher.');
  await press('Hand back');
  expect(given).toEqual([
    { ask: 'a-1', answer: { say: 'Hello, this is Ada.' } },
    { ask: 'a-1', answer: { user: 'At last.' } },
    { ask: 'a-1', answer: { done: true, note: 'Send a voucher.' } },
  ]);
});

it('what was said in a takeover stays readable, by whom', async () => {
  await open({ answer: 'takeover' });
  const said = (answer: JsonObject): EventDraft => ({
    type: 'human.answered',
    node: 'supervisor',
    visit: 1,
    ask: 'a-1',
    answer,
    by: 'ada',
  });
  const story = [started('x'), entered('supervisor'), asked({ answer: 'takeover' })];
  act(() => {
    useRun.setState(nothingRun);
    show(recorded([...story, said({ say: 'Hello.' }), said({ user: 'Hi.' }), said({ done: true, note: 'Voucher.' })]));
  });
  const talk = screen.getByRole('list', { name: 'What was said' });
  expect(
    within(talk)
      .getAllByRole('listitem')
      .map((line) => line.textContent),
  ).toEqual(['SupervisorHello.', 'UserHi.', 'NoteVoucher.']);
  expect(screen.getByText('Handed back')).toBeTruthy();
});
