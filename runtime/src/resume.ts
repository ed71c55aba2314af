/** What a run that stopped was waiting for, and what people have answered since: the log says both. */
import type { RunView } from '@baton/shared/events';
import type { Json } from '@baton/shared/graph';

const askOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'ask' in value ? value.ask : undefined;

/** LangGraph still lists the interrupt of a node that has finished in a step which had not: the log knows better. */
export function isOpen(view: RunView, value: unknown): boolean {
  const ask = view.asks.find((one) => one.ask === askOf(value));
  const visit = view.visits.find((one) => one.node === ask?.node && one.visit === ask.visit);
  return visit?.status !== 'finished';
}

/** The answers that people have given, by LangGraph's id of the interrupt that waits for each. */
export function answersFor(
  view: RunView,
  pending: readonly { id?: string | undefined; value?: unknown }[],
): { [interrupt: string]: Json } {
  const entries = pending.flatMap(({ id, value }) => {
    const given = view.asks.find((one) => one.ask === askOf(value) && !one.open)?.given;
    return id === undefined || given === undefined ? [] : [[id, given] as const];
  });
  return Object.fromEntries(entries);
}
