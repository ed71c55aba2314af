/** What a law is, and what several of them ask of a log. */
import type { StoredEvent } from '@baton/shared/events';
import type { Documents } from './documents.ts';
import type { Played } from './perform.ts';

/** @returns what breaks it, in words; nothing when it holds. */
export type Law = (played: Played, documents: Documents, earlier: readonly Played[]) => Iterable<string>;

export const place = ({ node, visit }: { node?: string; visit?: number }): string => `${node}#${visit}`;

export const sameVisit = (a: StoredEvent, b: StoredEvent): boolean =>
  'node' in a && 'node' in b && a.node === b.node && a.visit === b.visit;

/** A sender's newest look at its handoffs before one of its events, and what it has done since. */
export function sinceConsidered(log: readonly StoredEvent[], index: number): readonly StoredEvent[] {
  const event = log[index];
  if (!event) return [];
  const before = log.slice(0, index).filter((one) => sameVisit(one, event));
  return before.slice(
    Math.max(
      0,
      before.findLastIndex((one) => one.type === 'handoff.considered'),
    ),
  );
}

/** Whether several branches were open at once: who of them comes first is nobody's promise. */
export const isWide = (log: readonly StoredEvent[]): boolean =>
  log.some((event) => 'branch' in event && /\.([2-9]|\d\d+)(\/|$)/.test(event.branch ?? ''));
