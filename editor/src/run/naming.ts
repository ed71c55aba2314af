/** Nodes and handoffs of a run by the names that the open graph has for them; what is gone since keeps its id. */
import { findHandoff, findNode, type Graph, type JsonObject, nodeName, triggerOf } from '@baton/shared/graph';
import type { NodeKind } from '@baton/shared/nodes';
import { triggerWords } from '@baton/shared/triggers';
import { createContext, useContext } from 'react';

export interface Naming {
  /** Schemas of the state values. */
  state: { readonly [key: string]: JsonObject };
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
    // A state value is a JSON Schema with a way to merge; the format's type says less of it than it is.
    state: (graph.state ?? {}) as { [key: string]: JsonObject },
    node(id) {
      const node = findNode(graph, id);
      return node ? nodeName(node) : innerName(id);
    },
    kind: (id) => findNode(graph, id)?.kind,
    handoff: (id) => findHandoff(graph, id)?.label || words(id) || innerName(id),
    trigger: words,
    target: (id) => findHandoff(graph, id)?.to,
  };
}

/** A node of a graph that ran inside a graph node, whose document is not the open one: `refund/check-limit` → `Check limit`. */
function innerName(id: string): string {
  const own = id.split('/').at(-1) ?? id;
  return own === id ? id : `${own.charAt(0).toUpperCase()}${own.slice(1).replaceAll('-', ' ')}`;
}

/** How many graphs something is inside of. */
export const depthOf = (node: string): number => node.split('/').length - 1;

const nameless: Naming = {
  state: {},
  node: (id) => id,
  kind: () => undefined,
  handoff: (id) => id,
  trigger: () => undefined,
  target: () => undefined,
};

export const NamingContext = createContext<Naming>(nameless);
export const useNaming = (): Naming => useContext(NamingContext);
