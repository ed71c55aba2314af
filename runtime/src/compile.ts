/**
 * A graph document as a LangGraph StateGraph: one node each, and no edges between them. Every handoff is a
 * `Command` with a `Send`, decided when the node has finished; a `Send` carries the context package, keeps branches
 * apart, and fails loudly where a name is wrong.
 */
import { Send, START, StateGraph, type LangGraphRunnableConfig } from '@langchain/langgraph';
import { nodesOf, type Graph } from '@baton/shared/graph';
import type { ActiveRun } from './active-run.ts';
import { channels, type RunState } from './state/channels.ts';
import { step } from './control.ts';
import type { Packet } from './packet.ts';
import { langGraphName, type Graphs, type Located } from './places.ts';
import { Visit } from './visit.ts';

/** What LangGraph hands to a node beside its packet: the run in whose name it is at work. */
export interface RunContext {
  active: ActiveRun;
}

const channelNames = [
  'state_values',
  'inner_states',
  'node_views',
  'node_outputs',
  'run_fans',
  'run_consultations',
  'waiting_packets',
] as const;

/** A sent node gets only its packet; the run's channels are read the way LangGraph's own nodes read them. */
function readChannels(config: LangGraphRunnableConfig): RunState {
  const read: unknown = config.configurable?.['__pregel_read'];
  if (typeof read !== 'function') throw new Error('LangGraph no longer offers __pregel_read to its nodes');
  return read([...channelNames], false) as RunState;
}

function work(place: Pick<Located, 'graph' | 'node'>) {
  return async (input: unknown, config: LangGraphRunnableConfig) => {
    const { active } = config.context as unknown as RunContext;
    const task = String(config.configurable?.['__pregel_task_id'] ?? '');
    const number = Number(config.metadata?.['langgraph_step'] ?? 0);
    const packet = input as Packet;
    const signals = [config.signal, active.setting.signal, active.branchSignal(packet.forks)].filter(
      (one) => one !== undefined,
    );
    const signal = AbortSignal.any(signals);
    return active.slots.use(async () => {
      // What has waited for its turn meanwhile may not be wanted any more.
      active.setting.signal.throwIfAborted();
      return step(new Visit(active, place, packet, { task, number, global: readChannels(config), signal }));
    });
  };
}

/** Every node of a graph, and of those that it can call: one node of LangGraph each, however often that is called. */
function placesOf(graph: Graph, graphs: Graphs): Located[] {
  const own = nodesOf(graph).map((node) => ({ graph, node }));
  const called = Object.entries(graphs).flatMap(([key, inner]) =>
    nodesOf(inner).map((node) => ({ graph: inner, node, key })),
  );
  return [...own, ...called];
}

function build(graph: Graph, graphs: Graphs) {
  const builder = new StateGraph(channels(graph, graphs));
  const places = placesOf(graph, graphs);
  const ends = places.map(langGraphName);
  for (const place of places) builder.addNode(langGraphName(place), work(place), { ends });
  builder.addConditionalEdges(
    START,
    ({ first_packet }) => (first_packet ? new Send(first_packet.node, first_packet) : []),
    ends as never,
  );
  return builder;
}

type Built = ReturnType<typeof build>;
const built = new WeakMap<Graph, { graphs: Graphs; builder: Built }>();

const same = (a: Graphs, b: Graphs): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([key, graph]) => b[key] === graph);

/** @returns the graph as LangGraph runs it; built once for each document and the documents that it calls. */
export function compile(graph: Graph, graphs: Graphs = {}): Built {
  const known = built.get(graph);
  if (known && same(known.graphs, graphs)) return known.builder;
  const builder = build(graph, graphs);
  built.set(graph, { graphs, builder });
  return builder;
}
