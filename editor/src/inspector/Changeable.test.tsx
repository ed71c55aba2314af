import type { Graph } from '@baton/shared/graph';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeServer } from '../api/fake-server.ts';
import { useSession } from '../api/useSession.ts';
import { useDocument } from '../document/document.ts';
import { useSelection } from '../document/selection.ts';
import { TooltipProvider } from '../ui/Tooltip.tsx';
import { Inspector } from './Inspector.tsx';

const desk: Graph = {
  format: 'baton/1',
  id: 'desk',
  entry: 'triage',
  defaults: { model: 'openai:gpt-5-mini' },
  state: { intent: { type: 'string' } },
  nodes: [{ id: 'triage', kind: 'agent', name: 'Triage', tools: ['search'] }],
};

beforeEach(() => {
  localStorage.clear();
  for (const part of ['state', 'limits', 'scenarios', 'agent-options'])
    localStorage.setItem(`baton:section:${part}`, 'open');
});
afterEach(() => {
  cleanup();
  useDocument.getState().close();
  useSession.setState({ session: undefined });
  vi.unstubAllGlobals();
});

async function look(scope: 'read' | 'edit', selected: string[]): Promise<void> {
  fakeServer(desk);
  useSession.setState({ session: { login: true, caller: { kind: 'user', name: 'ann', scope } } });
  await useDocument.getState().open('desk');
  useSelection.getState().select({ nodes: selected });
  render(<Inspector />, { wrapper: TooltipProvider });
}

const field = (label: string): HTMLInputElement => screen.getByLabelText(label);
const changing = (): string[] =>
  [...document.querySelectorAll('fieldset button')].map((button) => button.ariaLabel ?? button.textContent);

it.each([[[]], [['triage']]])('who may only look is offered no button of the form (%j)', async (selected) => {
  await look('edit', selected);
  expect(changing().length).toBeGreaterThan(0);
  cleanup();
  await look('read', selected);
  expect(changing().filter((name) => /add|remove|choose|new|move/i.test(name))).toEqual([]);
});

it('who may only look sees values: what counts where nothing is set, and no example as if it were one', async () => {
  await look('read', ['triage']);
  expect(field('Model').value).toBe('openai:gpt-5-mini');
  expect(field('Name').value).toBe('Triage');
  const shown = [...document.querySelectorAll('fieldset :is(input, textarea)')].map((one) =>
    one.getAttribute('placeholder'),
  );
  expect(new Set(shown.filter(Boolean))).toEqual(new Set(['–']));
});
