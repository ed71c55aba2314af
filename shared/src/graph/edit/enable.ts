/**
 * Switching handoffs off and on. The format has one word for it, `enabled`: off is an expression that is never true, and
 * what stood there before stands behind it, so that switching on brings it back. A node is off when no handoff leads to
 * it that is on; a run cannot get there.
 */
import { handoffsOf } from '../defaults.ts';
import type { Handoff } from '../handoff.ts';
import type { Graph } from '../schema.ts';
import { withHandoffs } from './handoffs.ts';
import { patched } from './patch.ts';

const off = 'false';
const behind = /^false && \((.+)\)$/s;

export const isOff = ({ enabled }: Pick<Handoff, 'enabled'>): boolean =>
  enabled !== undefined && (enabled.trim() === off || behind.test(enabled));

export function switchHandoffs(graph: Graph, ids: Iterable<string>, on: boolean): Graph {
  const wanted = new Set(ids);
  return withHandoffs(graph, (handoff) =>
    wanted.has(handoff.id) && isOff(handoff) === on ? switched(handoff) : handoff,
  );
}

function switched(handoff: Handoff): Handoff {
  const { enabled } = handoff;
  if (!isOff(handoff)) return patched(handoff, { enabled: enabled === undefined ? off : `false && (${enabled})` });
  return patched(handoff, { enabled: enabled === undefined ? undefined : behind.exec(enabled)?.[1] });
}

/** The handoffs by which control gets to a node from others. */
export const handoffsInto = (graph: Graph, node: string): readonly Handoff[] =>
  handoffsOf(graph).filter(({ from, to }) => to === node && from !== node);

const known = new WeakMap<object, { entry: string; off: ReadonlySet<string> }>();

/** The nodes that no run gets to because everything that leads there is switched off; found once for each list of handoffs. */
export function nodesOff(graph: Graph): ReadonlySet<string> {
  const before = known.get(handoffsOf(graph));
  if (before?.entry === graph.entry) return before.off;
  const off = findOff(graph);
  known.set(handoffsOf(graph), { entry: graph.entry, off });
  return off;
}

function findOff(graph: Graph): ReadonlySet<string> {
  const on = new Set<string>([graph.entry]);
  const into = new Set<string>();
  for (const handoff of handoffsOf(graph)) {
    if (handoff.from === handoff.to) continue;
    into.add(handoff.to);
    if (!isOff(handoff)) on.add(handoff.to);
  }
  return new Set([...into].filter((id) => !on.has(id)));
}
