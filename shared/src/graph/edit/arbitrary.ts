/** Random valid graphs and random edits of them, for tests that say what holds for every one. */
import * as fc from 'fast-check';
import { nodeKinds, type Node, type NodeKind } from '../../nodes/index.ts';
import { triggerKinds, type Trigger, type TriggerKind } from '../../triggers/index.ts';
import { handoffsOf, nodesOf } from '../defaults.ts';
import type { Handoff } from '../handoff.ts';
import type { Graph } from '../schema.ts';
import { bridgeNodes } from './bridge.ts';
import { clipOf, paste } from './clip.ts';
import { switchHandoffs } from './enable.ts';
import { insertNode } from './insert.ts';
import { addNote, moveNotes, notesOf, removeNotes, updateNote } from './notes.ts';
import { setLimit, setStateValue, updateGraph } from './graph.ts';
import { freshHandoff, freshNode } from './fresh.ts';
import { addHandoff, removeHandoffs, reorderHandoff, updateHandoff } from './handoffs.ts';
import { addNode, moveNodes, removeNodes, updateNode } from './nodes.ts';
import { renameNode } from './rename.ts';

export interface Edit {
  name: string;
  apply(graph: Graph): Graph;
}

const kinds = Object.keys(nodeKinds) as NodeKind[];
const triggers = Object.values(triggerKinds).map((info): Trigger => info.fresh);
const nodeId = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/);
const text = fc.string({ maxLength: 20 });
/** Objects as JSON.parse makes them. */
const plain = { noNullPrototype: true } as const;
const position = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) }, plain);

const node = (id: string): fc.Arbitrary<Node> =>
  fc
    .record({
      kind: fc.constantFrom(...kinds),
      name: text,
      description: fc.option(text),
      position: fc.option(position),
    })
    .map(
      ({ kind, name, description, position: at }) =>
        ({
          id,
          kind,
          ...nodeKinds[kind].fresh,
          name,
          ...(description !== null && { description }),
          ...(at && { position: at }),
        }) as Node,
    );

export const graphs: fc.Arbitrary<Graph> = fc.uniqueArray(nodeId, { minLength: 1, maxLength: 6 }).chain((ids) =>
  fc
    .record({
      nodes: fc.tuple(...ids.map(node)),
      ends: fc.uniqueArray(
        fc.record({
          id: nodeId,
          from: fc.constantFrom(...ids),
          to: fc.constantFrom(...ids),
          trigger: fc.constantFrom(...triggers),
        }),
        {
          maxLength: 8,
          selector: (handoff) => handoff.id,
        },
      ),
      results: fc.subarray(ids),
      name: text,
    })
    .map(({ nodes, ends, results, name }): Graph => {
      const handoffs: Handoff[] = ends.map((handoff, index) => ({
        ...handoff,
        ...(index === 0 && { context: { results } }),
      }));
      return { format: 'baton/1', id: 'graph', name, entry: ids[0] ?? 'none', nodes, handoffs };
    }),
);

/** Picks an entry of a list by a number from 0 to 1, so that an edit means something in whatever graph it meets. */
const pick = <Entry>(list: readonly Entry[], at: number): Entry | undefined => list[Math.floor(at * list.length)];
const share = fc.double({ min: 0, max: 0.999, noNaN: true });

const edit = <Args>(
  name: string,
  args: fc.Arbitrary<Args>,
  apply: (graph: Graph, args: Args) => Graph,
): fc.Arbitrary<Edit> =>
  args.map((given) => ({ name: `${name} ${JSON.stringify(given)}`, apply: (graph) => apply(graph, given) }));

const idAt = (graph: Graph, at: number): string => pick(nodesOf(graph), at)?.id ?? 'none';
const handoffAt = (graph: Graph, at: number): string => pick(handoffsOf(graph), at)?.id ?? 'none';
const noteAt = (graph: Graph, at: number): string => pick(notesOf(graph), at)?.id ?? 'none';

export const edits: fc.Arbitrary<Edit> = fc.oneof(
  edit('add node', fc.constantFrom(...kinds), (graph, kind) =>
    addNode(graph, freshNode(graph, { kind }, { x: 0, y: 0 })),
  ),
  edit('name node', fc.tuple(share, text), (graph, [at, name]) => updateNode(graph, idAt(graph, at), { name })),
  edit('take name away', share, (graph, at) => updateNode(graph, idAt(graph, at), { name: undefined })),
  edit('move node', fc.tuple(share, position), (graph, [at, to]) => moveNodes(graph, new Map([[idAt(graph, at), to]]))),
  edit('remove node', share, (graph, at) => removeNodes(graph, [idAt(graph, at)])),
  edit('rename node', fc.tuple(share, nodeId), (graph, [at, next]) => renameNode(graph, idAt(graph, at), next)),
  edit('add handoff', fc.tuple(share, share), (graph, [from, to]) =>
    nodesOf(graph).length === 0 ? graph : addHandoff(graph, freshHandoff(graph, idAt(graph, from), idAt(graph, to))),
  ),
  edit(
    'change trigger',
    fc.tuple(share, fc.constantFrom(...(Object.keys(triggerKinds) as TriggerKind[]))),
    (graph, [at, on]) => updateHandoff(graph, handoffAt(graph, at), { trigger: triggerKinds[on].fresh }),
  ),
  edit('reorder handoff', fc.tuple(share, fc.nat(9)), (graph, [at, index]) =>
    reorderHandoff(graph, handoffAt(graph, at), index),
  ),
  edit('remove handoff', share, (graph, at) => removeHandoffs(graph, [handoffAt(graph, at)])),
  edit('bridge node', share, (graph, at) => bridgeNodes(graph, [idAt(graph, at)])),
  edit('insert node', fc.tuple(share, fc.constantFrom(...kinds)), (graph, [at, kind]) =>
    insertNode(graph, handoffAt(graph, at), freshNode(graph, { kind })),
  ),
  edit('reconnect', fc.tuple(share, share), (graph, [at, to]) =>
    nodesOf(graph).length === 0 ? graph : updateHandoff(graph, handoffAt(graph, at), { to: idAt(graph, to) }),
  ),
  edit('switch', fc.tuple(share, fc.boolean()), (graph, [at, on]) => switchHandoffs(graph, [handoffAt(graph, at)], on)),
  edit(
    'copy and paste',
    fc.tuple(share, share, position),
    (graph, [one, other, by]) =>
      paste(graph, clipOf(graph, { nodes: [idAt(graph, one), idAt(graph, other)], notes: [noteAt(graph, one)] }), by)
        .graph,
  ),
  edit(
    'add note',
    fc.tuple(text, position),
    (graph, [words, at]) => addNote(graph, { text: words, position: at }).graph,
  ),
  edit('write note', fc.tuple(share, text), (graph, [at, words]) =>
    updateNote(graph, noteAt(graph, at), { text: words }),
  ),
  edit('size note', fc.tuple(share, fc.integer({ min: 1, max: 900 })), (graph, [at, width]) =>
    updateNote(graph, noteAt(graph, at), { size: { width, height: 200 } }),
  ),
  edit('move note', fc.tuple(share, position), (graph, [at, to]) =>
    moveNotes(graph, new Map([[noteAt(graph, at), to]])),
  ),
  edit('remove note', share, (graph, at) => removeNotes(graph, [noteAt(graph, at)])),
  edit('describe graph', text, (graph, description) => updateGraph(graph, { description })),
  edit('limit', fc.integer({ min: 1, max: 50 }), (graph, limit) => setLimit(graph, 'handoffs', limit)),
  edit('state', fc.stringMatching(/^[a-z]{1,4}$/), (graph, key) => setStateValue(graph, key, { type: 'string' })),
);
