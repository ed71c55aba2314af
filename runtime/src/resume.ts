/** What a run that stopped was about to do, and what it was waiting for: its checkpoint, and its log since. */
import { TASKS, type CheckpointTuple } from '@langchain/langgraph-checkpoint';
import { isObject } from '@baton/shared/graph';
import { answersTaken } from './handoffs/consultation.ts';
import type { Fans } from './handoffs/fans.ts';
import type { Packet, WaitingPacket, WaitingPackets } from './packet.ts';

/** LangGraph's tasks of a step that is not over. */
type Tasks = readonly { interrupts: readonly { value?: unknown }[] }[];

/** @returns the packets that were on their way when the run stopped: of this step, and of what has finished in it for the next. */
export function sentPackets(saved: CheckpointTuple | undefined): Packet[] {
  const now = saved?.checkpoint.channel_values[TASKS];
  const next = saved?.pendingWrites?.flatMap(([, channel, value]) => (channel === TASKS ? [value] : [])) ?? [];
  return [...(Array.isArray(now) ? (now as unknown[]) : []), ...next].map((sent) => (sent as { args: Packet }).args);
}

/** @returns the questions whose packets what has finished in this step has sent on their way again. */
export function wokenIn(saved: CheckpointTuple | undefined): string[] {
  const writes = saved?.pendingWrites ?? [];
  return writes.flatMap(([, channel, value]) => {
    if (channel !== 'waiting_packets' || !isObject(value)) return [];
    return Object.entries(value as WaitingPackets).flatMap(([ask, one]) => (one === null ? [ask] : []));
  });
}

/** @returns the fans from which what has finished in this step has taken the answers. */
export function cameBackIn(saved: CheckpointTuple | undefined): string[] {
  const writes = saved?.pendingWrites ?? [];
  return writes.flatMap(([, channel, value]) => {
    if (channel !== 'run_fans' || !isObject(value)) return [];
    return Object.entries(value as Fans).flatMap(([fan, { fired }]) => (fired.includes(answersTaken) ? [fan] : []));
  });
}

export function waitingIn({ waiting_packets = {} }: { waiting_packets?: WaitingPackets }): [string, WaitingPacket][] {
  return Object.entries(waiting_packets).flatMap(([ask, one]) => (one ? [[ask, one]] : []));
}

/** Baton has let LangGraph wait for people by interrupts once: a checkpoint of then has no packets that wait, but tasks. */
export function interruptedBy(tasks: Tasks): { ask: string; turn: number }[] {
  return tasks
    .flatMap((task) => task.interrupts)
    .flatMap(({ value }) => {
      if (!isObject(value) || typeof value['ask'] !== 'string') return [];
      return [{ ask: value['ask'], turn: Number(value['turn'] ?? 0) }];
    });
}
