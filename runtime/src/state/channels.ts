/**
 * The state of a run as LangGraph keeps it from step to step. Messages are not in it: a checkpoint holds only which
 * messages each node has seen (as ranges), so a step costs the same in a long thread as in a short one.
 * Channels have an underscore in their names and node ids cannot, because LangGraph keeps both in one namespace.
 */
import { Annotation } from '@langchain/langgraph';
import type { Graph, Json, JsonObject } from '@baton/shared/graph';
import { mergeFans, type Fans } from '../handoffs/fans.ts';
import type { Consultation, Packet, WaitingPackets } from '../packet.ts';
import type { Graphs } from '../places.ts';
import { mergeState } from './state.ts';

/** What a node without handoffs, or whose handoffs did not fire, has to say to the user. */
export interface EndAnswer {
  node: string;
  output: Json;
  text: string;
  /** Its branch, by which parallel answers are put in the order of the handoffs; empty outside of any. */
  branch: string;
}

/** The state of a graph that is called: by the branch of the call. `values` joins what is there. */
export type InnerStates = { [scope: string]: { graph: string; values: JsonObject } };

function mergeInner(graphs: Graphs, before: InnerStates, added: InnerStates): InnerStates {
  const merged = Object.entries(added).map(([scope, { graph, values }]) => {
    const document = graphs[graph];
    const old = before[scope]?.values ?? {};
    return [scope, { graph, values: document ? mergeState(document, old, values) : old }] as const;
  });
  return { ...before, ...Object.fromEntries(merged) };
}

function mergeWaiting(before: WaitingPackets, added: WaitingPackets): WaitingPackets {
  return Object.fromEntries(Object.entries({ ...before, ...added }).filter(([, one]) => one !== null));
}

const last = <Value>(initial: () => Value) =>
  Annotation<Value>({ reducer: (_before, after) => after, default: initial });
const assigned = <Value>() =>
  Annotation<{ [key: string]: Value }>({ reducer: (before, after) => ({ ...before, ...after }), default: () => ({}) });

export function channels(graph: Graph, graphs: Graphs) {
  return Annotation.Root({
    /** The packet that starts the run. */
    first_packet: last<Packet | null>(() => null),
    state_values: Annotation<JsonObject>({
      reducer: (before, after) => mergeState(graph, before, after),
      default: () => ({}),
    }),
    inner_states: Annotation<InnerStates>({
      reducer: (before, after) => mergeInner(graphs, before, after),
      default: () => ({}),
    }),
    /** By node: what it has seen, as ranges of message ids. */
    node_views: assigned<string[]>(),
    /** By node: its newest output, for `results` in a package. */
    node_outputs: assigned<Json>(),
    end_answers: Annotation<EndAnswer[]>({ reducer: (before, after) => [...before, ...after], default: () => [] }),
    /** Parallel branches: see fans.ts. */
    run_fans: Annotation<Fans>({ reducer: mergeFans, default: () => ({}) }),
    /** By fan: who consults, and what for: see consultation.ts. */
    run_consultations: assigned<Consultation>(),
    /** What waits for people: see people/waiting.ts. */
    waiting_packets: Annotation<WaitingPackets>({ reducer: mergeWaiting, default: () => ({}) }),
    active_node: last<string | null>(() => null),
  });
}

export type Channels = ReturnType<typeof channels>;
export type RunState = Channels['State'];
export type RunUpdate = Channels['Update'];
