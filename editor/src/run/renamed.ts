/**
 * Ids that the graph changed while a run is on the screen. The run goes on saying what it said; cards, lines and names find
 * it under what the graph calls its nodes and handoffs now.
 */
import type { NewNames } from '@baton/shared/graph';

/** By the id that the run says, the id of now. */
export interface Renamed {
  nodes: NewNames;
  handoffs: NewNames;
}

export const nothingRenamed: Renamed = { nodes: new Map(), handoffs: new Map() };

export const nowOf = (names: NewNames, then: string): string => names.get(then) ?? then;

/** @returns what the run says for an id of now; undefined for one that it says of another node. */
export function thenOf(names: NewNames, now: string): string | undefined {
  for (const [then, next] of names) if (next === now) return then;
  return names.has(now) ? undefined : now;
}

/** Names that were changed before, and then some of them again. */
export function followed(names: NewNames, next: NewNames): NewNames {
  const all = new Map([...names].map(([then, now]) => [then, nowOf(next, now)]));
  for (const [old, now] of next) if (![...names.values()].includes(old)) all.set(old, now);
  return all;
}
