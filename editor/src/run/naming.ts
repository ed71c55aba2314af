/**
 * Nodes and handoffs of a run by the names that their graph has for them: the open one, and those that ran inside of it.
 * What is gone since keeps its id.
 */
import {
  findHandoff,
  findNode,
  type Graph,
  type JsonObject,
  type NewNames,
  nodeName,
  triggerOf,
} from '@baton/shared/graph';
import type { NodeKind } from '@baton/shared/nodes';
import { triggerWords } from '@baton/shared/triggers';
import { createContext, useContext } from 'react';
import type { Called, FindGraph } from './innerGraphs.ts';
import { nothingRenamed, nowOf, type Renamed } from './renamed.ts';

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

/** @param renamed ids that the open graph has changed since the run. */
export function namingOf(graph: Graph, inner: FindGraph = () => undefined, renamed: Renamed = nothingRenamed): Naming {
  const found = placedIn(graph, inner);
  const placed = (place: string): Placed => found(nowIn(renamed.nodes, place));
  const handoff = (place: string) => {
    const { document, id } = placed(place);
    return document && findHandoff(document, document === graph ? nowOf(renamed.handoffs, id) : id);
  };
  const node = (place: string) => {
    const { document, id } = placed(place);
    return document && findNode(document, id);
  };
  const trigger = (place: string): string | undefined => {
    const found = handoff(place);
    return found && triggerWords(triggerOf(found));
  };
  return {
    // A state value is a JSON Schema with a way to merge; the format's type says less of it than it is.
    state: (graph.state ?? {}) as { [key: string]: JsonObject },
    node(place) {
      const found = node(place);
      return found ? nodeName(found) : placed(place).id;
    },
    kind: (place) => node(place)?.kind,
    handoff: (place) => handoff(place)?.label || trigger(place) || placed(place).id,
    trigger,
    target(place) {
      const to = handoff(place)?.to;
      return to === undefined ? undefined : `${placed(place).within}${to}`;
    },
  };
}

/** A place with its outermost node as the graph has it now: that is the open graph's. */
function nowIn(names: NewNames, place: string): string {
  const [outer = '', ...inside] = place.split('/');
  return [nowOf(names, outer), ...inside].join('/');
}

interface Placed {
  document: Graph | undefined;
  /** In that document. */
  id: string;
  /** The place of the document: `` for the open one, else `refund/`. */
  within: string;
}

/** A graph node adds its id to the place, a graph that is called as a tool the node's and the tool's (`writer/refund/check`). */
function placedIn(graph: Graph, inner: FindGraph): (place: string) => Placed {
  return (place) => {
    const parts = place.split('/');
    const id = parts.pop() ?? place;
    const within = parts.map((part) => `${part}/`).join('');
    let document: Graph | undefined = graph;
    while (document && parts.length > 0) {
      const node = findNode(document, parts.shift() ?? '');
      const called: Called | undefined = node?.kind === 'graph' ? node : graphTool(document, parts.shift());
      document = called && inner(called);
    }
    return { document, id, within };
  };
}

function graphTool({ tools = [] }: Graph, id: string | undefined) {
  const tool = tools.find((one) => one.id === id);
  return tool?.type === 'graph' ? tool : undefined;
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
