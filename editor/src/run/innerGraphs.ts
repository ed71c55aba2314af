/** The documents of the graphs that ran inside of a run's graph, as graph nodes and graph tools call them: for their names. */
import type { Graph } from '@baton/shared/graph';
import { nodesOf } from '@baton/shared/graph';
import { useCallback, useEffect, useState } from 'react';
import { readGraph, readVersion } from '../api/graphs.ts';

/** How a node or a tool names the graph that it runs. */
export interface Called {
  graph: string;
  version?: number | undefined;
}

/** @returns undefined while a document was not read, and where it is not stored. */
export type FindGraph = (called: Called) => Graph | undefined;

const keyOf = ({ graph, version }: Called): string => (version === undefined ? graph : `${graph}@${version}`);

function calledBy(graph: Graph): Called[] {
  const nodes = nodesOf(graph).flatMap((node) => (node.kind === 'graph' ? [node] : []));
  const tools = (graph.tools ?? []).flatMap((tool) => (tool.type === 'graph' ? [tool] : []));
  return [...nodes, ...tools].map(({ graph: id, version }) => ({ graph: id, version }));
}

/** @param wanted something that happened inside is shown. */
export function useInnerGraphs(graph: Graph, wanted: boolean): FindGraph {
  const [found, setFound] = useState<ReadonlyMap<string, Graph>>(new Map());
  // An edit that calls nothing else is no reason to read them again.
  const called = JSON.stringify(calledBy(graph));
  useEffect(() => {
    if (!wanted) return undefined;
    const abort = new AbortController();
    void readAll(JSON.parse(called) as Called[], abort.signal).then(
      (graphs) => abort.signal.aborted || setFound(graphs),
    );
    return () => abort.abort();
  }, [called, wanted]);
  return useCallback((one) => found.get(keyOf(one)), [found]);
}

/** Also those that are called by them, each once. */
async function readAll(first: readonly Called[], signal: AbortSignal): Promise<Map<string, Graph>> {
  const found = new Map<string, Graph>();
  const asked = new Set<string>();
  let open = first;
  while (open.length > 0) {
    const fresh = open.filter((one) => !asked.has(keyOf(one)));
    for (const one of fresh) asked.add(keyOf(one));
    const read = await Promise.all(
      fresh.map(async (one) => {
        // What is not there keeps its ids.
        const graph = await documentOf(one, signal).catch(() => undefined);
        return graph ? ([keyOf(one), graph] as const) : undefined;
      }),
    );
    const known = read.filter((entry) => entry !== undefined);
    for (const [key, graph] of known) found.set(key, graph);
    open = known.flatMap(([, graph]) => calledBy(graph));
  }
  return found;
}

async function documentOf({ graph, version }: Called, signal: AbortSignal): Promise<Graph> {
  const answer = version === undefined ? readGraph(graph, signal) : readVersion(graph, version, signal);
  return (await answer).graph;
}
