/**
 * Where a node stands: in the run's own graph by its id, in a graph that is called by the path that leads there. A
 * graph node adds its id (`refund/check`); a graph that is called as a tool adds the node's and the tool's
 * (`writer/refund/check`).
 */
import { findNode, type Graph } from '@baton/shared/graph';
import type { Node } from '@baton/shared/nodes';

/** The graphs that a run can reach, by `graphKey`. */
export type Graphs = { readonly [key: string]: Graph };

/** The name under which a run pins a graph that one of its nodes or tools calls. */
export const graphKey = ({ graph, version }: { graph: string; version?: number | undefined }): string =>
  version === undefined ? graph : `${graph}@${version}`;

export interface Located {
  graph: Graph;
  node: Node;
  /** The key of its graph; undefined in the run's own. */
  key?: string;
}

export const localId = (place: string): string => place.slice(place.lastIndexOf('/') + 1);

/** @returns the name of a node or handoff beside a node, which may be inside another graph. */
export const beside = (place: string, id: string): string => place.slice(0, place.lastIndexOf('/') + 1) + id;

export const isInner = (place: string): boolean => place.includes('/');

const graphTool = (graph: Graph, id: string | undefined) =>
  (graph.tools ?? []).flatMap((tool) => (tool.id === id && tool.type === 'graph' ? [tool] : []))[0];

/** @returns undefined where the path leads nowhere. */
export function locate(root: Graph, graphs: Graphs, place: string): Located | undefined {
  const parts = place.split('/');
  let at: { graph: Graph; key?: string } = { graph: root };
  for (let index = 0; index < parts.length - 1; index++) {
    const node = findNode(at.graph, parts[index] ?? '');
    const called = node?.kind === 'graph' ? node : graphTool(at.graph, parts[++index]);
    const key = called && graphKey(called);
    const graph = key === undefined ? undefined : graphs[key];
    if (!graph || key === undefined) return undefined;
    at = { graph, key };
  }
  const node = findNode(at.graph, localId(place));
  return node && { ...at, node };
}

/** The name of a node as LangGraph knows it: one for each node of each document, however often that is called. */
export const langGraphName = ({ key, node }: Located): string => (key === undefined ? node.id : `${key}/${node.id}`);
