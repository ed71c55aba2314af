/** A graph in which a boss consults others, in few words. */
import type { Graph } from '@baton/shared/graph';

type Nodes = NonNullable<Graph['nodes']>;
type Handoffs = NonNullable<Graph['handoffs']>;

export const graphOf = (nodes: Nodes, handoffs: Handoffs, more: Partial<Graph> = {}): Graph => ({
  format: 'baton/1',
  id: 'test',
  entry: 'boss',
  nodes,
  handoffs,
  ...more,
});
export const asks = (to: string, more: Partial<Handoffs[number]> = {}): Handoffs[number] => ({
  id: `boss-${to}`,
  from: 'boss',
  to,
  trigger: { on: 'model', when: `Ask ${to}.` },
  returns: true,
  ...more,
});
export const boss = (script: object[], more: object = {}): Nodes[number] => ({
  id: 'boss',
  kind: 'agent',
  script,
  ...more,
});
export const says = (id: string, say: string, more: object = {}): Nodes[number] => ({
  id,
  kind: 'agent',
  script: [{ say, ...more }],
});
