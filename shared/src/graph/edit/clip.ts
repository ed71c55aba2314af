/**
 * A part of a graph to carry elsewhere. It is a graph document itself, with what its nodes use, so that it can be pasted
 * into another window, into a chat, or stored as a file; and a whole graph document can be pasted the same way.
 */
import type { Node } from '../../nodes/index.ts';
import { handoffsOf, nodeName, nodesOf } from '../defaults.ts';
import { parseGraphText, type Parsed } from '../parse.ts';
import type { Graph, Note } from '../schema.ts';
import type { Position } from '../ids.ts';
import { freeId } from './fresh.ts';
import { moveNodes, updateNode } from './nodes.ts';
import { moveNotes, notesOf } from './notes.ts';
import { patched } from './patch.ts';
import { renameNode } from './rename.ts';

export interface Part {
  nodes: readonly string[];
  notes: readonly string[];
}

/** The nodes, the handoffs among them, and what they need: tools and state. */
export function clipOf(graph: Graph, part: Part): Graph {
  const [nodeIds, noteIds] = [new Set(part.nodes), new Set(part.notes)];
  const nodes = nodesOf(graph).filter(({ id }) => nodeIds.has(id));
  const handoffs = handoffsOf(graph)
    .filter(({ from, to }) => nodeIds.has(from) && nodeIds.has(to))
    .map((handoff) => withoutResultsOf(handoff, nodeIds));
  const notes = notesOf(graph).filter(({ id }) => noteIds.has(id));
  const used = JSON.stringify([nodes, handoffs]);
  const tools = (graph.tools ?? []).filter(({ id }) => used.includes(JSON.stringify(id)));
  const state = Object.entries(graph.state ?? {}).filter(([key]) => new RegExp(`\\b${key}\\b`).test(used));
  return {
    format: graph.format,
    id: graph.id,
    ...(graph.name !== undefined && { name: graph.name }),
    entry: nodeIds.has(graph.entry) ? graph.entry : (nodes[0]?.id ?? graph.entry),
    ...(state.length > 0 && { state: Object.fromEntries(state) }),
    ...(tools.length > 0 && { tools }),
    nodes,
    ...(handoffs.length > 0 && { handoffs }),
    ...(notes.length > 0 && { notes }),
  };
}

function withoutResultsOf(
  handoff: NonNullable<Graph['handoffs']>[number],
  kept: ReadonlySet<string>,
): NonNullable<Graph['handoffs']>[number] {
  const results = handoff.context?.results;
  if (!handoff.context || !results || results.every((id) => kept.has(id))) return handoff;
  return patched(handoff, { context: patched(handoff.context, { results: results.filter((id) => kept.has(id)) }) });
}

/** @returns the graph in a text: a document, also one that stands in a fenced block of a chat; or what is wrong with it; undefined where there is none. */
export function clipFrom(text: string): Parsed | undefined {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start < 0 || end < start) return undefined;
  const parsed = parseGraphText(text.slice(start, end + 1));
  if (!parsed.ok) return isMeantAsGraph(text) ? parsed : undefined;
  return nodesOf(parsed.graph).length + notesOf(parsed.graph).length > 0 ? parsed : undefined;
}

const isMeantAsGraph = (text: string): boolean => /"(?:format|nodes|handoffs)"\s*:/.test(text);

export interface Pasted extends Part {
  graph: Graph;
}

/** @param by how far everything is moved. Ids and names that are taken become free ones; what is selected then is what was pasted. */
export function paste(graph: Graph, clip: Graph, by: Position): Pasted {
  const moved = moveNotes(moveNodes(clip, shifted(nodesOf(clip), by)), shifted(notesOf(clip), by));
  const free = withFreeNodes(moved, graph);
  const handoffIds = new Set(handoffsOf(graph).map(({ id }) => id));
  const handoffs = handoffsOf(free).map((handoff) => {
    const id = freeId(handoff.id, handoffIds);
    handoffIds.add(id);
    return patched(handoff, { id });
  });
  const noteIds = new Set(notesOf(graph).map(({ id }) => id));
  const notes = notesOf(free).map((note): Note => {
    const id = freeId(note.id, noteIds);
    noteIds.add(id);
    return patched(note, { id });
  });
  const nodes = nodesOf(free);
  const tools = (clip.tools ?? []).filter(({ id }) => !graph.tools?.some((tool) => tool.id === id));
  const state = Object.entries(clip.state ?? {}).filter(([key]) => !Object.hasOwn(graph.state ?? {}, key));
  const entry = nodesOf(graph).length === 0 ? free.entry : graph.entry;
  return {
    graph: patched(graph, {
      entry,
      ...(state.length > 0 && { state: { ...graph.state, ...Object.fromEntries(state) } }),
      ...(tools.length > 0 && { tools: [...(graph.tools ?? []), ...tools] }),
      ...(nodes.length > 0 && { nodes: [...nodesOf(graph), ...nodes] }),
      ...(handoffs.length > 0 && { handoffs: [...handoffsOf(graph), ...handoffs] }),
      ...(notes.length > 0 && { notes: [...notesOf(graph), ...notes] }),
    }),
    nodes: nodes.map(({ id }) => id),
    notes: notes.map(({ id }) => id),
  };
}

const shifted = (
  list: readonly { id: string; position?: Position | undefined }[],
  by: Position,
): ReadonlyMap<string, Position> =>
  new Map(
    list.flatMap(({ id, position }) =>
      position ? [[id, { x: position.x + by.x, y: position.y + by.y }] as const] : [],
    ),
  );

/** The clip with ids and names that the graph does not have. */
function withFreeNodes(clip: Graph, graph: Graph): Graph {
  const taken = new Set(nodesOf(graph).map(({ id }) => id));
  const names = new Set(nodesOf(graph).map(nodeName));
  let free = clip;
  for (const { id } of nodesOf(clip)) {
    const own = nodesOf(free).map((node) => node.id);
    const next = taken.has(id) ? freeId(id, [...taken, ...own]) : id;
    free = renameNode(free, id, next);
    const node = nodesOf(free).find((entry) => entry.id === next);
    if (node?.name !== undefined && names.has(node.name)) {
      free = updateNode(free, next, { name: freeName(node.name, names) });
    }
    names.add(nodeNameIn(free, next));
  }
  return free;
}

const nodeNameIn = (graph: Graph, id: string): string => {
  const node: Node | undefined = nodesOf(graph).find((entry) => entry.id === id);
  return node ? nodeName(node) : id;
};

/** "Billing" → "Billing 2", "Billing 2" → "Billing 3". */
function freeName(name: string, taken: ReadonlySet<string>): string {
  const base = name.replace(/ \d+$/, '');
  for (let count = 2; ; count++) if (!taken.has(`${base} ${count}`)) return `${base} ${count}`;
}
