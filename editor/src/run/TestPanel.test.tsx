import type { EventDraft } from '@baton/shared/events';
import type { Graph } from '@baton/shared/graph';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeServer } from '../api/fake-server.ts';
import { TooltipProvider } from '../ui/Tooltip.tsx';
import { noMessage, useComposer } from './composer.ts';
import { chargedTwice, entered, finished, recorded, says, started } from './recording.ts';
import { nothingRun, show, useRun } from './runStore.ts';
import { TestPanel, type TestPanelProps } from './TestPanel.tsx';

const graph: Graph = {
  format: 'baton/1',
  id: 'customer-service',
  entry: 'triage',
  nodes: [
    { id: 'triage', kind: 'agent', name: 'Triage' },
    { id: 'billing', kind: 'agent', name: 'Billing' },
    { id: 'supervisor', kind: 'human', name: 'Supervisor' },
  ],
  handoffs: [
    { id: 'triage-billing', from: 'triage', to: 'billing', label: 'Billing question', trigger: { on: 'model' } },
    {
      id: 'triage-returns',
      from: 'triage',
      to: 'supervisor',
      trigger: { on: 'rule', if: 'state.intent == "returns"' },
    },
  ],
};

const onShowNode = vi.fn<(node: string) => void>();
const onSend = vi.fn<() => void>();
const places = { words: (path: string) => `at ${path}`, show: vi.fn<(path: string) => void>() };
const first = { message: 'I was charged twice', alternatives: ['I want my money back'] };

async function open(props: Partial<TestPanelProps> = {}): Promise<void> {
  render(<TestPanel graph={graph} first={first} onSend={onSend} onShowNode={onShowNode} places={places} {...props} />, {
    wrapper: TooltipProvider,
  });
  await act(() => Promise.resolve());
}

beforeEach(() => {
  localStorage.clear();
  useRun.setState(nothingRun);
  useComposer.setState(noMessage);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

const box = (): HTMLTextAreaElement => screen.getByLabelText('Message');

describe('before the first run', () => {
  it('a message is typed already, others are one click away, and Enter sends', async () => {
    await open();
    expect(box().value).toBe('I was charged twice');
    fireEvent.click(screen.getByRole('button', { name: 'I want my money back' }));
    expect(box().value).toBe('I want my money back');
    fireEvent.keyDown(box(), { key: 'Enter', shiftKey: true });
    expect(onSend).not.toHaveBeenCalled();
    fireEvent.keyDown(box(), { key: 'Enter' });
    expect(onSend).toHaveBeenCalledOnce();
  });

  it('what was typed stays when the panel is closed and opened again, and is not taken to another graph', async () => {
    await open();
    fireEvent.change(box(), { target: { value: 'Half a sent' } });
    cleanup();
    await open();
    expect(box().value).toBe('Half a sent');
    cleanup();
    await open({ graph: { ...graph, id: 'another' } });
    expect(box().value).toBe('I was charged twice');
  });

  it('one quiet line says that no key is needed, while every model is the embedded one', async () => {
    await open();
    expect(screen.getByRole('link', { name: 'Add a key or a local server' }).getAttribute('href')).toBe('/settings');
    cleanup();
    await open({ graph: { ...graph, defaults: { model: 'openai:gpt-5-mini' } } });
    expect(screen.queryByRole('link')).toBeNull();
  });
});

describe('a run', () => {
  it('is told with names, handoffs with their reason, and its way in one line', async () => {
    await open();
    act(() => show(recorded(chargedTwice)));
    const talk = screen.getByRole('log');
    expect(within(talk).getByText('The second charge is refunded.')).toBeTruthy();
    expect(within(talk).getByText('model decides: a duplicate charge')).toBeTruthy();
    expect(screen.getByText('Triage → Billing')).toBeTruthy();
    expect(screen.getByText('104 tokens')).toBeTruthy();
  });

  it('opens the lens on a handoff: why, what was passed on, what was left behind, what the model was sent', async () => {
    await open();
    act(() => show(recorded(chargedTwice)));
    fireEvent.click(screen.getByRole('button', { name: /model decides: a duplicate charge/ }));
    const lens = screen.getByRole('complementary', { name: 'Handoff' });
    expect(within(lens).getByLabelText('Taken').parentElement?.textContent).toContain('Billing question');
    expect(within(lens).getByText('when intent = returns').closest('li')?.textContent).toContain('confidence = 0.9');
    expect(within(lens).getAllByText('I was charged twice for order 1001').length).toBeGreaterThan(0);
    expect(within(lens).getByText(/^Nothing:/)).toBeTruthy();
    expect(within(lens).getByText('What Billing’s model was sent')).toBeTruthy();
    fireEvent.click(within(lens).getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('complementary', { name: 'Handoff' })).toBeNull();
  });

  it('has its steps, each of which shows its node', async () => {
    await open();
    act(() => show(recorded(chargedTwice)));
    fireEvent.click(screen.getByRole('radio', { name: 'Steps' }));
    fireEvent.click(screen.getByRole('button', { name: /Billing.*finished/ }));
    expect(onShowNode).toHaveBeenCalledExactlyOnceWith('billing');
  });

  it('has among its steps what a tool node called and what came of it, and each handoff, to be looked into', async () => {
    await open();
    const call = { node: 'billing', visit: 1, tool: 'find-order', call: 'c-1' };
    act(() =>
      show(
        recorded([
          ...chargedTwice.slice(0, chargedTwice.findIndex(({ type }) => type === 'handoff.taken') + 1),
          entered('billing'),
          { type: 'tool.started', ...call, args: { number: 1001 } },
          { type: 'tool.finished', ...call, result: { total: 18 }, ms: 4 },
          finished('billing', ''),
        ]),
      ),
    );
    fireEvent.click(screen.getByRole('radio', { name: 'Steps' }));
    const steps = [...screen.getByRole('list', { name: 'Steps' }).children].map(({ textContent }) => textContent);
    expect(steps).toEqual([
      expect.stringMatching(/Triage.*1 model call/),
      expect.stringMatching(/Triage.*Billing.*a duplicate charge/),
      expect.stringMatching(/Billing.*find-order1001.*Arguments.*"number": 1001.*Result.*"total": 18/s),
    ]);
    fireEvent.click(screen.getByRole('button', { name: /model decides: a duplicate charge/ }));
    expect(screen.getByRole('complementary', { name: 'Handoff' })).toBeTruthy();
  });

  it('keeps its names and its marks when a node gets another id, also while it goes on', async () => {
    const renamed = {
      ...graph,
      nodes: graph.nodes?.map((node) => (node.id === 'billing' ? { ...node, id: 'invoices' } : node)),
    };
    const events = recorded(chargedTwice);
    const { rerender } = render(
      <TestPanel graph={graph} first={first} onSend={onSend} onShowNode={onShowNode} places={places} />,
      { wrapper: TooltipProvider },
    );
    act(() => show(events.slice(0, -3)));
    rerender(<TestPanel graph={renamed} first={first} onSend={onSend} onShowNode={onShowNode} places={places} />);
    act(() => show(events.slice(-3)));
    expect(useRun.getState().nodes.get('invoices')).toMatchObject({ status: 'finished', steps: [2] });
    expect(useRun.getState().nodes.has('billing')).toBe(false);
    expect(screen.getByText('Triage → Billing')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'Steps' }));
    fireEvent.click(screen.getByRole('button', { name: /Billing.*finished/ }));
    expect(onShowNode).toHaveBeenCalledExactlyOnceWith('invoices');
  });

  it('of another graph inside is told with the names of that graph', async () => {
    const inner: Graph = {
      format: 'baton/1',
      id: 'checking',
      entry: 'look',
      nodes: [{ id: 'look', kind: 'agent', name: 'Look it up' }],
    };
    fakeServer(inner);
    const nodes: Graph['nodes'] = [...(graph.nodes ?? []), { id: 'check', kind: 'graph', graph: 'checking' }];
    await open({ graph: { ...graph, nodes } });
    act(() =>
      show(recorded([started('x'), entered('check'), entered('check/look'), ...says('check/look', 'All is well.')])),
    );
    expect(await screen.findByText('Look it up')).toBeTruthy();
  });

  it('leaves its message within reach: as a click, and by the arrow keys', async () => {
    await open({ first: { message: '', alternatives: [] } });
    act(() => show(recorded([...chargedTwice])));
    const said = 'I was charged twice for order 1001';
    expect(screen.getByRole('button', { name: said })).toBeTruthy();
    fireEvent.keyDown(box(), { key: 'ArrowUp' });
    expect(box().value).toBe(said);
    // It is in the box already.
    expect(screen.queryByRole('button', { name: said })).toBeNull();
    fireEvent.keyDown(box(), { key: 'ArrowDown' });
    expect(box().value).toBe('');
  });

  it('that was refused says each reason once, where it is, and shows the place', async () => {
    await open();
    const problems = [
      { path: '/nodes/0/tools/0', message: 'There is no tool "nope".' },
      { path: '/handoffs/1/trigger/if', message: 'The expression ends too early.' },
    ];
    const message = 'This graph cannot run: There is no tool "nope". And 1 more.';
    act(() => useRun.setState({ refusal: { message, problems } }));
    expect(screen.getByRole('alert').textContent).toBe(
      'This graph cannot run:at /nodes/0/tools/0 There is no tool "nope".at /handoffs/1/trigger/if The expression ends too early.',
    );
    fireEvent.click(screen.getByRole('button', { name: /ends too early/ }));
    expect(places.show).toHaveBeenCalledExactlyOnceWith('/handoffs/1/trigger/if');
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('that asks a person takes the keyboard to the question, and back to the box when it was answered', async () => {
    await open();
    const place = { node: 'supervisor', visit: 1, ask: 'a-1' };
    const log = recorded([
      started('x'),
      entered('supervisor'),
      { type: 'human.asked', ...place, question: 'Refund 900 €?', schema: {}, answer: 'text', summary: '' },
      { type: 'run.paused', why: 'human' },
      { type: 'human.answered', ...place, answer: 'Yes', by: 'ann' },
      { type: 'run.resumed', why: 'human' },
    ]);
    box().focus();
    act(() => show(log.slice(0, 4)));
    const question = screen.getByRole('region', { name: 'Question from Supervisor' });
    await waitFor(() => expect(document.activeElement).toBe(question));
    screen.getByRole('textbox', { name: 'Answer' }).focus();
    act(() => show(log.slice(4)));
    await waitFor(() => expect(document.activeElement).toBe(box()));
  });

  it('closes its lens with Esc, and the keyboard is on the handoff again', async () => {
    await open();
    act(() => show(recorded(chargedTwice)));
    const hop = screen.getByRole('button', { name: /model decides: a duplicate charge/ });
    fireEvent.click(hop);
    const lens = screen.getByRole('complementary', { name: 'Handoff' });
    within(lens).getByRole('button', { name: 'Close' }).focus();
    fireEvent.keyDown(lens, { key: 'Escape' });
    expect(screen.queryByRole('complementary', { name: 'Handoff' })).toBeNull();
    expect(document.activeElement).toBe(hop);
  });

  it('that failed says why', async () => {
    await open();
    const failed: EventDraft = {
      type: 'run.failed',
      output: null,
      route: ['triage'],
      tokens: { input: 0, output: 0, cached: 0 },
      costUsd: 0,
      ms: 10,
      error: { kind: 'limit', message: 'The limit of 25 handoffs was reached.' },
    };
    act(() => show(recorded([started('x'), entered('triage'), failed])));
    expect(screen.getByText('The limit of 25 handoffs was reached.')).toBeTruthy();
    cleanup();
    await open();
    const limit = { ...failed, error: { ...failed.error, limit: 'handoffs' } };
    act(() => show(recorded([started('x'), entered('triage'), limit])));
    expect(
      screen.getByText(/The limit of 25 handoffs was reached\. .*raise the limit in the graph settings/),
    ).toBeTruthy();
  });
});
