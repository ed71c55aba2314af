/** Nodes and handoffs of a run by the names that the open graph has for them; what is gone since keeps its id. */
import { findHandoff, findNode, type Graph, nodeName, triggerOf } from '@baton/shared/graph';
import type { NodeKind } from '@baton/shared/nodes';
import { triggerWords } from '@baton/shared/triggers';
import { createContext, useContext } from 'react';

export interface Naming {
  node: (id: string) => string;
  kind: (id: string) => NodeKind | undefined;
  /** Its label, or when it is taken: `model decides`. */
  handoff: (id: string) => string;
  trigger: (id: string) => string | undefined;
  /** Where a handoff leads. */
  target: (id: string) => string | undefined;
}

export function namingOf(graph: Graph): Naming {
  const words = (id: string): string | undefined => {
    const handoff = findHandoff(graph, id);
    return handoff && triggerWords(triggerOf(handoff));
  };
  return {
    node(id) {
      const node = findNode(graph, id);
      return node ? nodeName(node) : id;
    },
    kind: (id) => findNode(graph, id)?.kind,
    handoff: (id) => findHandoff(graph, id)?.label || words(id) || id,
    trigger: words,
    target: (id) => findHandoff(graph, id)?.to,
  };
}

const nameless: Naming = {
  node: (id) => id,
  kind: () => undefined,
  handoff: (id) => id,
  trigger: () => undefined,
  target: () => undefined,
};

export const NamingContext = createContext<Naming>(nameless);
export const useNaming = (): Naming => useContext(NamingContext);
