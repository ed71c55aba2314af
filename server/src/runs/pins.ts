/**
 * The other graphs that a run can reach, through graph nodes and graph tools, as they are when it is made: the newest
 * published version, the draft where there is none, or the version that the node names. A run keeps them, so that what
 * is published meanwhile does not change it halfway.
 */
import { nodesOf, pointer, type Graph, type Problem } from '@baton/shared/graph';
import type { PinnedGraphs, Store } from '../store/store.ts';
import { problemsHere, type Here } from './check.ts';

/** More than anybody draws, few enough to be stored with every run. */
const maxGraphs = 50;

interface Reference {
  graph: string;
  version: number | undefined;
  /** Where the document asks for it. */
  path: string;
}

/** What a run, and its nodes and tools, ask for by this name. */
const keyOf = ({ graph, version }: Reference): string => (version === undefined ? graph : `${graph}@${version}`);

/** Without a version, the one that a run is to have. */
export type FindGraph = (id: string, version: number | undefined) => Promise<Graph | undefined>;

export const storedGraphs =
  ({ graphs, versions }: Pick<Store, 'graphs' | 'versions'>): FindGraph =>
  async (id, version) => {
    const published = await versions.get(id, version ?? 'published');
    return published?.graph ?? (version === undefined ? (await graphs.get(id))?.graph : undefined);
  };

/** @returns problems by their pointers into `graph`: of an inner graph's the way to it begins there. */
export async function pinGraphs(
  find: FindGraph,
  graph: Graph,
  here: Here,
): Promise<{ pins: PinnedGraphs; problems: Problem[] }> {
  const pins = new Map<string, Graph>();
  const problems: Problem[] = [];
  const fail = (code: string, path: string, message: string) =>
    problems.push({ severity: 'error', code, path, message });

  const seen = new Set<string>();
  const open = referencesOf(graph);
  for (const reference of open) {
    const key = keyOf(reference);
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > maxGraphs) {
      fail('too-many-graphs', reference.path, `The run can reach more than ${maxGraphs} other graphs.`);
      break;
    }
    const found = await find(reference.graph, reference.version);
    if (!found) {
      const what = reference.version === undefined ? 'no graph' : `no version ${reference.version} of the graph`;
      fail('unknown-graph', reference.path, `There is ${what} "${reference.graph}".`);
      continue;
    }
    pins.set(key, found);
    for (const { severity, message } of problemsHere(found, here))
      if (severity === 'error')
        fail('graph-cannot-run', reference.path, `The graph "${reference.graph}" cannot run: ${message}`);
    // Whatever is missing further in is reached through this node or tool.
    open.push(...referencesOf(found).map((inner) => ({ ...inner, path: reference.path })));
  }
  return { pins, problems };
}

function referencesOf(graph: Graph): Reference[] {
  const nodes = nodesOf(graph).flatMap((node, index) =>
    node.kind === 'graph' ? [{ ...node, path: pointer(['nodes', index, 'graph']) }] : [],
  );
  const tools = (graph.tools ?? []).flatMap((tool, index) =>
    tool.type === 'graph' ? [{ ...tool, path: pointer(['tools', index, 'graph']) }] : [],
  );
  return [...nodes, ...tools].map(({ graph: id, version, path }) => ({ graph: id, version, path }));
}
