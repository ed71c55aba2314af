/**
 * A graph document as a LangGraph StateGraph: one node each, and no edges between them. Every handoff is a
 * `Command` with a `Send`, decided when the node has finished; a `Send` carries the context package, keeps branches
 * apart, and fails loudly where a name is wrong.
 */
import { Send, START, StateGraph, type LangGraphRunnableConfig } from '@langchain/langgraph';
import { nodesOf, type Graph } from '@baton/shared/graph';
import type { ActiveRun } from './active-run.ts';
import { channels, type RunState } from './channels.ts';
import { step } from './control.ts';
import type { Packet } from './packet.ts';
import { Visit } from './visit.ts';

/** What LangGraph hands to a node beside its packet: the run in whose name it is at work. */
export interface RunContext {
  active: ActiveRun;
}

const channelNames = ['state_values', 'node_views', 'node_outputs', 'run_fans'] as const;

/** A sent node gets only its packet; the run's channels are read the way LangGraph's own nodes read them. */
function readChannels(config: LangGraphRunnableConfig): RunState {
  const read: unknown = config.configurable?.['__pregel_read'];
  if (typeof read !== 'function') throw new Error('LangGraph no longer offers __pregel_read to its nodes');
  return read([...channelNames], false) as RunState;
}

function build(graph: Graph) {
  const builder = new StateGraph(channels(graph));
  const nodes = nodesOf(graph);
  const ids = nodes.map((node) => node.id);
  for (const node of nodes) {
    builder.addNode(
      node.id,
      async (input: unknown, config: LangGraphRunnableConfig) => {
        const { active } = config.context as unknown as RunContext;
        const task = String(config.configurable?.['__pregel_task_id'] ?? '');
        const packet = input as Packet;
        const signals = [config.signal, active.setting.signal, active.branchSignal(packet.forks)].filter(
          (one) => one !== undefined,
        );
        return step(
          new Visit(active, node, packet, { task, global: readChannels(config), signal: AbortSignal.any(signals) }),
        );
      },
      { ends: ids },
    );
  }
  builder.addConditionalEdges(
    START,
    ({ first_packet }) => (first_packet ? new Send(first_packet.node, first_packet) : []),
    ids as never,
  );
  return builder;
}

const built = new WeakMap<Graph, ReturnType<typeof build>>();

/** @returns the graph as LangGraph runs it; built once for each document. */
export function compile(graph: Graph): ReturnType<typeof build> {
  const known = built.get(graph) ?? build(graph);
  built.set(graph, known);
  return known;
}
