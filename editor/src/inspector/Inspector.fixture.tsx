/** A graph in the inspector, and how a test reads and fills its forms. */
import type { Graph } from '@baton/shared/graph';
import { fireEvent, render, screen } from '@testing-library/react';
import { fakeServer } from '../api/fake-server.ts';
import { useDocument } from '../document/document.ts';
import { useSelection } from '../document/selection.ts';
import { TooltipProvider } from '../ui/Tooltip.tsx';
import { Inspector } from './Inspector.tsx';

export const desk: Graph = {
  format: 'baton/1',
  id: 'desk',
  name: 'Desk',
  entry: 'triage',
  state: { intent: { type: 'string' } },
  nodes: [
    { id: 'triage', kind: 'agent', name: 'Triage', model: 'openai:gpt-5-mini', instructions: 'Sort.' },
    { id: 'billing', kind: 'agent', name: 'Billing', model: 'openai:gpt-5-mini' },
    { id: 'returns', kind: 'agent', name: 'Returns', model: 'openai:gpt-5-mini' },
  ],
  handoffs: [
    { id: 'to-billing', from: 'triage', to: 'billing', trigger: { on: 'rule', if: "state.intent == 'billing'" } },
    { id: 'to-returns', from: 'triage', to: 'returns', trigger: { on: 'model', when: 'They want their money back.' } },
  ],
};

export const doc = () => useDocument.getState();
export const node = (id: string) => doc().graph?.nodes?.find((entry) => entry.id === id);
export const handoff = (id: string) => doc().graph?.handoffs?.find((entry) => entry.id === id);
export const type = (label: string | RegExp, value: string): void => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
};
/** Sections are folded but for the first ones. */
export const unfold = (title: string): void => {
  const details = screen.getByRole('heading', { name: title }).closest('details');
  if (details && !details.open) {
    details.open = true;
    fireEvent(details, new Event('toggle'));
  }
};

export async function show(graph: Graph, selected: { nodes?: string[]; handoffs?: string[] } = {}): Promise<void> {
  fakeServer(graph);
  await doc().open(graph.id);
  useSelection.getState().select(selected);
  render(
    <TooltipProvider>
      <Inspector />
    </TooltipProvider>,
  );
}
