/** What the card of each node kind says at its foot. */
import type { NodeKind, NodeOf } from '@baton/shared/nodes';
import { agentFacts } from './agent/facts.ts';
import type { Around, Fact, FactsOf } from './facts.ts';
import { graphFacts } from './graph/facts.ts';
import { humanFacts } from './human/facts.ts';
import { joinFacts } from './join/facts.ts';
import { routerFacts } from './router/facts.ts';
import { toolFacts } from './tool/facts.ts';

const facts: { [Kind in NodeKind]: FactsOf<Kind> } = {
  agent: agentFacts,
  router: routerFacts,
  human: humanFacts,
  tool: toolFacts,
  join: joinFacts,
  graph: graphFacts,
};

export function factsOf<Kind extends NodeKind>(node: NodeOf<Kind> & { kind: Kind }, around: Around): Fact[] {
  const tell: FactsOf<Kind> = facts[node.kind];
  return tell(node, around);
}
