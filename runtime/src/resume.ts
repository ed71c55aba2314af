/** What a run that stopped was waiting for, and what has come of it since: people's answers and time, as the log has them. */
import { TASKS, type CheckpointTuple } from '@langchain/langgraph-checkpoint';
import type { AskView, RunView } from '@baton/shared/events';
import { isObject } from '@baton/shared/graph';
import type { Packet } from './packet.ts';
import type { Reply } from './people/ask.ts';
import type { RunStore } from './store/store.ts';

/** A question as LangGraph keeps it: the id of its interrupt, and what it waits for. */
export interface Pending {
  interrupt: string;
  ask: string;
  turn: number;
}

interface Snapshot {
  tasks: readonly { id: string; interrupts: readonly { id?: string | undefined; value?: unknown }[] }[];
  config: { configurable?: Record<string, unknown> };
}

function checkpointOf({ configurable = {} }: Snapshot['config']): string {
  const { checkpoint_id: id } = configurable;
  return typeof id === 'string' ? id : '';
}

/** How far the tasks of a step that is not over have come: LangGraph lists them all, with interrupts that were answered. */
export interface Standing {
  pending: Pending[];
  /** Whether tasks were cut off at their work, and are to begin again. */
  cutOff: boolean;
}

export async function standingOf({ tasks, config }: Snapshot, store: RunStore, run: string): Promise<Standing> {
  if (tasks.length === 0) return { pending: [], cutOff: false };
  const writes = await store.writes(run, '', checkpointOf(config));
  // Special channels, such as interrupts and answers, have negative indices.
  const done = new Set(writes.filter((write) => write.index >= 0).map((write) => write.task));
  const open = tasks.filter((task) => !done.has(task.id));
  const pending = open
    .flatMap((task) => task.interrupts)
    .flatMap(({ id, value }) => {
      if (id === undefined || !isObject(value) || typeof value['ask'] !== 'string') return [];
      return [{ interrupt: id, ask: value['ask'], turn: Number(value['turn'] ?? 0) }];
    });
  return { pending, cutOff: open.some((task) => task.interrupts.length === 0) };
}

export const askOf = (view: RunView, { ask }: Pending): AskView | undefined => view.asks.find((one) => one.ask === ask);

/** @returns the packets that were on their way when the run stopped: of this step, and of what has finished in it for the next. */
export function sentPackets(saved: CheckpointTuple | undefined): Packet[] {
  const now = saved?.checkpoint.channel_values[TASKS];
  const next = saved?.pendingWrites?.flatMap(([, channel, value]) => (channel === TASKS ? [value] : [])) ?? [];
  return [...(Array.isArray(now) ? (now as unknown[]) : []), ...next].map((sent) => (sent as { args: Packet }).args);
}

/** @returns what each interrupt goes on with: the answer that was given, or that it is too late for one. */
export function repliesTo(
  view: RunView,
  pending: readonly Pending[],
  now = Date.now(),
): { [interrupt: string]: Reply } {
  const entries = pending.flatMap((one): [string, Reply][] => {
    const asked = askOf(view, one);
    const answer = asked?.answers[one.turn];
    if (answer !== undefined) return [[one.interrupt, { answer }]];
    const late = asked?.until !== undefined && Date.parse(asked.until) <= now;
    return late ? [[one.interrupt, { late: true }]] : [];
  });
  return Object.fromEntries(entries);
}
