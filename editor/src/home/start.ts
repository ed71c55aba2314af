/** What a new graph starts from. */
import type { Graph } from '@baton/shared/graph';

export interface Template {
  id: string;
  title: string;
  summary: string;
  message: string;
  alternatives: readonly string[];
  graph: Graph;
}
export const templates: readonly Template[] = [];

/** The smallest graph that runs: one agent that answers. */
export const blank: Graph = {
  format: 'baton/1',
  id: 'untitled',
  name: 'Untitled',
  entry: 'agent',
  nodes: [{ id: 'agent', kind: 'agent', name: 'Agent', instructions: '', position: { x: 0, y: 0 } }],
};
