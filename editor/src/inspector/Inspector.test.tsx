import type { Graph } from '@baton/shared/graph';
import { nodeKinds, type NodeKind } from '@baton/shared/nodes';
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useSelection } from '../document/selection.ts';
import { openTool } from './tools/openTool.ts';
import { desk, doc, handoff, node, show, type, unfold } from './Inspector.fixture.tsx';

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  doc().close();
  vi.unstubAllGlobals();
});

describe('nothing selected', () => {
  test('shows the settings of the graph, and edits them', async () => {
    await show(desk);
    type('Name', 'Front desk');
    type('Default model', 'openai:gpt-5-mini');
    expect(doc().graph).toMatchObject({ name: 'Front desk', defaults: { model: 'openai:gpt-5-mini' } });
    type('Default model', '');
    expect(doc().graph).not.toHaveProperty('defaults');
  });

  test('a limit that is emptied goes back to its default', async () => {
    await show(desk);
    unfold('Limits of one turn');
    type('Handoffs', '7');
    expect(doc().graph?.limits).toEqual({ handoffs: 7 });
    type('Handoffs', '');
    expect(doc().graph).not.toHaveProperty('limits');
  });

  test('a state value is added, renamed and typed', async () => {
    await show(desk);
    unfold('State');
    fireEvent.click(screen.getByRole('button', { name: 'Add a value' }));
    const added = within(screen.getByRole('group', { name: 'state.value' }));
    fireEvent.change(added.getByLabelText('Key'), { target: { value: 'my order' } });
    expect(added.getByText(/^A state key is letters/)).toBeTruthy();
    fireEvent.change(added.getByLabelText('Key'), { target: { value: 'order' } });
    fireEvent.blur(added.getByLabelText('Key'));
    const renamed = within(screen.getByRole('group', { name: 'state.order' }));
    fireEvent.change(renamed.getByLabelText('Type'), { target: { value: 'object' } });
    expect(doc().graph?.state).toEqual({ intent: { type: 'string' }, order: { type: 'object' } });
  });
});

/** What scrolls. */
const form = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('[data-undo="document"]');
  if (!found) throw new Error('There is no form.');
  return found;
};

describe('another thing', () => {
  const scrolledTo = (): number => form().scrollTop;
  const select = (what: { nodes?: string[]; handoffs?: string[] }): void =>
    act(() => useSelection.getState().select(what));

  test('begins at the top of its form', async () => {
    await show(desk, { nodes: ['triage'] });
    form().scrollTop = 300;
    select({ nodes: ['billing'] });
    expect(scrolledTo()).toBe(0);
    form().scrollTop = 300;
    select({ handoffs: ['to-billing'] });
    expect(scrolledTo()).toBe(0);
    form().scrollTop = 300;
    select({});
    expect(scrolledTo()).toBe(0);
  });

  test('is not what is edited, gets another id, or is as it was before', async () => {
    await show(desk, { nodes: ['triage'] });
    form().scrollTop = 300;
    type('Instructions', 'Sort them.');
    type('Id', 'front');
    fireEvent.keyDown(screen.getByLabelText('Id'), { key: 'Enter' });
    expect(screen.getByLabelText<HTMLInputElement>('Id').value).toBe('front');
    expect(scrolledTo()).toBe(300);
    act(() => doc().undo());
    expect(screen.getByLabelText<HTMLInputElement>('Id').value).toBe('triage');
    act(() => doc().undo());
    expect(screen.getByLabelText<HTMLTextAreaElement>('Instructions').value).toBe('Sort.');
    expect(scrolledTo()).toBe(300);
  });
});

describe('a node', () => {
  test('is edited while it is typed, and a burst of typing is one step of undo', async () => {
    await show(desk, { nodes: ['triage'] });
    for (const text of ['Sort t', 'Sort th', 'Sort them.']) type('Instructions', text);
    expect(node('triage')).toMatchObject({ instructions: 'Sort them.' });
    doc().undo();
    expect(node('triage')).toMatchObject({ instructions: 'Sort.' });
  });

  test('takes an id when it is finished and right, and its handoffs follow', async () => {
    await show(desk, { nodes: ['triage'] });
    type('Id', 'billing');
    expect(screen.getByText('Billing already has the id "billing".')).toBeTruthy();
    fireEvent.keyDown(screen.getByLabelText('Id'), { key: 'Enter' });
    expect(node('triage')).toBeDefined();
    type('Id', 'front');
    fireEvent.keyDown(screen.getByLabelText('Id'), { key: 'Enter' });
    expect(doc().graph).toMatchObject({ entry: 'front', handoffs: [{ from: 'front' }, { from: 'front' }] });
    expect(useSelection.getState().nodes).toEqual(['front']);
  });

  describe('whose id was generated', () => {
    const fresh: Graph = {
      ...desk,
      entry: 'agent',
      nodes: [{ id: 'agent', kind: 'agent', name: 'Agent' }, ...(desk.nodes ?? [])],
      handoffs: [{ id: 'agent-billing', from: 'agent', to: 'billing' }],
    };
    const ids = () => doc().graph?.nodes?.map(({ id }) => id);
    const named = (words: string): void => {
      for (const length of words.split('').keys()) type('Name', words.slice(0, length + 1));
    };

    test('gets its id from its name when that is finished, in one step, and stays as it is shown', async () => {
      await show(fresh, { nodes: ['agent'] });
      const field = screen.getByLabelText('Name');
      named('Front desk');
      expect(ids()).toContain('agent');
      fireEvent.keyDown(field, { key: 'Enter' });
      expect(doc().graph).toMatchObject({
        entry: 'front-desk',
        nodes: [{ id: 'front-desk', name: 'Front desk' }, {}, {}, {}],
        handoffs: [{ id: 'front-desk-billing', from: 'front-desk' }],
      });
      expect(useSelection.getState().nodes).toEqual(['front-desk']);
      expect(screen.getByLabelText('Name')).toBe(field);
      act(() => doc().undo());
      expect(doc().graph).toEqual(fresh);
      expect(useSelection.getState().nodes).toEqual(['agent']);
      expect(screen.getByLabelText('Name')).toBe(field);
      expect(doc().history.past).toEqual([]);
    });

    test('also long after it was typed, and when another node is clicked', async () => {
      vi.useFakeTimers({ toFake: ['Date'] });
      await show(fresh, { nodes: ['agent'] });
      named('Front desk');
      vi.setSystemTime(Date.now() + 60_000);
      act(() => useSelection.getState().select({ nodes: ['billing'] }));
      expect(ids()).toContain('front-desk');
      expect(doc().history.past).toHaveLength(1);
      vi.useRealTimers();
    });

    test('keeps it when the field is only passed through', async () => {
      await show(
        { ...fresh, nodes: [{ id: 'agent', kind: 'agent', name: 'Front desk' }], handoffs: [] },
        { nodes: ['agent'] },
      );
      fireEvent.focus(screen.getByLabelText('Name'));
      fireEvent.blur(screen.getByLabelText('Name'));
      expect(ids()).toEqual(['agent']);
    });

    test('and an id that was chosen stays', async () => {
      await show(fresh, { nodes: ['triage'] });
      named('Sorter');
      fireEvent.blur(screen.getByLabelText('Name'));
      expect(ids()).toContain('triage');
    });
  });

  test('keeps a schema that is not JSON yet out of the document, and says why', async () => {
    await show(desk, { nodes: ['triage'] });
    unfold('Output');
    fireEvent.click(within(screen.getByRole('group', { name: 'Shape' })).getByRole('radio', { name: 'JSON' }));
    type('Shape', '{ "type": ');
    expect(screen.getByText(/^This is not JSON yet/)).toBeTruthy();
    expect(node('triage')).not.toHaveProperty('output');
    type('Shape', '[]');
    expect(screen.getByText(/^This has to be an object/)).toBeTruthy();
    type('Shape', '{ "type": "object" }');
    expect(node('triage')).toMatchObject({ output: { type: 'object' } });
    act(() => doc().undo());
    expect(screen.getByLabelText<HTMLTextAreaElement>('Shape').value).toBe('');
  });

  test('shows what the checks find at the field', async () => {
    await show(desk, { nodes: ['triage'] });
    type('Model', 'gpt 5');
    expect(await screen.findByText(/^A model is "script" or "provider:name"/)).toBeTruthy();
    expect(screen.getByLabelText('Model').getAttribute('aria-invalid')).toBe('true');
  });

  test('moves its handoffs in the order in which they are asked', async () => {
    await show(desk, { nodes: ['triage'] });
    fireEvent.click(screen.getByRole('button', { name: 'Ask the handoff to Returns earlier' }));
    expect(doc().graph?.handoffs?.map(({ id }) => id)).toEqual(['to-returns', 'to-billing']);
  });

  test('gets a new handoff, which is then selected', async () => {
    await show(desk, { nodes: ['billing'] });
    fireEvent.keyDown(screen.getByRole('button', { name: 'Hand over to' }), { key: 'Enter' });
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Returns' }));
    expect(handoff('billing-returns')).toMatchObject({ from: 'billing', to: 'returns', trigger: { on: 'model' } });
    expect(useSelection.getState().handoffs).toEqual(['billing-returns']);
  });

  test('is asked for a way on when nothing else fires, and for one when it fails', async () => {
    await show(desk, { nodes: ['triage'] });
    fireEvent.keyDown(screen.getByRole('button', { name: 'When nothing else fires: hand over to …' }), {
      key: 'Enter',
    });
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Billing' }));
    expect(handoff('triage-billing')).toMatchObject({ to: 'billing', trigger: { on: 'otherwise' } });
    expect(screen.queryByText('When nothing else fires')).toBeNull();
    fireEvent.keyDown(screen.getByRole('button', { name: 'When it fails: hand over to …' }), { key: 'Enter' });
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Returns' }));
    expect(handoff('triage-returns')).toMatchObject({ to: 'returns', trigger: { on: 'error' } });
    expect(screen.queryByText('When it fails')).toBeNull();
  });

  test.each(Object.keys(nodeKinds) as NodeKind[])(
    'of kind %s has a form whose every control has a name',
    async (kind) => {
      const fresh = { id: 'it', kind, ...nodeKinds[kind].fresh };
      await show(
        { ...desk, nodes: [fresh] as unknown as NonNullable<Graph['nodes']>, handoffs: [], entry: 'it' },
        { nodes: ['it'] },
      );
      const controls = [...document.querySelectorAll<HTMLInputElement>('input, textarea, select')];
      expect(controls.length).toBeGreaterThanOrEqual(3);
      const nameless = controls.filter((control) => !control.labels?.length && !control.getAttribute('aria-label'));
      expect(nameless).toEqual([]);
    },
  );
});

describe('a tool node', () => {
  const calls = (tool: string, tools: Graph['tools'] = []): Graph => ({
    ...desk,
    tools,
    nodes: [...(desk.nodes ?? []), { id: 'step', kind: 'tool', tool }],
  });

  test('gets a tool that is made on the spot', async () => {
    await show(calls('calculator'), { nodes: ['step'] });
    expect(screen.getByLabelText<HTMLSelectElement>('Tool').selectedOptions[0]?.textContent).toBe('Choose…');
    fireEvent.keyDown(screen.getByRole('button', { name: 'New tool' }), { key: 'Enter' });
    expect(screen.queryByRole('menuitem', { name: /^MCP server/ })).toBeNull();
    fireEvent.click(screen.getByRole('menuitem', { name: /^Code/ }));
    expect(doc().graph?.tools).toMatchObject([{ id: 'code-tool', type: 'code' }]);
    expect(node('step')).toMatchObject({ tool: 'code-tool' });
    expect(screen.getByRole('dialog', { name: 'code-tool' })).toBeTruthy();
    act(() => openTool(undefined));
  });

  test('offers the tools that a node can call, and says that one is gone', async () => {
    const tools: Graph['tools'] = [
      { id: 'shelf', type: 'mcp', server: 'https://shelf.example' },
      { id: 'find', type: 'builtin', builtin: 'lookup' },
    ];
    await show(calls('lost', tools), { nodes: ['step'] });
    const options = [...screen.getByLabelText<HTMLSelectElement>('Tool').options].map(({ textContent }) => textContent);
    expect(options).toEqual(['lost (not there any more)', 'find']);
  });
});

test('several things are listed, and one of them can be taken', async () => {
  await show(desk, { nodes: ['triage', 'billing'], handoffs: ['to-billing'] });
  expect(screen.getByText('3 selected')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Billing' }));
  expect(useSelection.getState()).toMatchObject({ nodes: ['billing'], handoffs: [] });
});
