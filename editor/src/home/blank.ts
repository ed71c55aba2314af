/** The smallest graph that runs: one agent that answers. */
import type { Graph } from '@baton/shared/graph';

export const blank: Graph = {
  format: 'baton/1',
  id: 'untitled',
  entry: 'agent',
  nodes: [{ id: 'agent', kind: 'agent', name: 'Agent', instructions: '', position: { x: 0, y: 0 } }],
};
