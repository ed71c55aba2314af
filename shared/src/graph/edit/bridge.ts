/** Takes nodes away and closes the gaps: A → X → B becomes A → B, with A's trigger, since it is A that hands over. */
import { handoffsOf, triggerOf } from '../defaults.ts';
import type { Handoff } from '../handoff.ts';
import type { Graph } from '../schema.ts';
import { freeId, idFrom } from './fresh.ts';
import { removeNodes, withResults } from './nodes.ts';
import { filtered, patched } from './patch.ts';

/** @returns the handoffs as they stand in the order of the list once the gaps are closed; nothing where there is none to close. */
function bridged(graph: Graph, gone: ReadonlySet<string>): readonly Handoff[] | undefined {
  const all = handoffsOf(graph);
  const staying = all.filter(({ from, to }) => !gone.has(from) && !gone.has(to));
  const known = new Set(staying.map(({ from, to }) => `${from} ${to}`));
  const ids = new Set(all.map(({ id }) => id));
  let found = false;
  const handoffs = all.flatMap((handoff): Handoff[] => {
    if (gone.has(handoff.from)) return [];
    if (!gone.has(handoff.to)) return [handoff];
    return receiversBehind(all, handoff.to, gone).flatMap((to): Handoff[] => {
      if (to === handoff.from || known.has(`${handoff.from} ${to}`)) return [];
      known.add(`${handoff.from} ${to}`);
      found = true;
      const id = freeId(idFrom(`${handoff.from}-${to}`, 'handoff'), ids);
      ids.add(id);
      return [redirected(handoff, id, to)];
    });
  });
  return found ? handoffs : undefined;
}

/** Where control would go on to, through any number of nodes that are taken away; not what happens after a failure. */
function receiversBehind(handoffs: readonly Handoff[], first: string, gone: ReadonlySet<string>): string[] {
  const passed = new Set([first]);
  const receivers = new Set<string>();
  for (const node of passed) {
    for (const handoff of handoffs) {
      if (handoff.from !== node || triggerOf(handoff).on === 'error') continue;
      (gone.has(handoff.to) ? passed : receivers).add(handoff.to);
    }
  }
  return [...receivers];
}

/** The tool of a model's handoff is named after its receiver, which is another one now. */
function redirected(handoff: Handoff, id: string, to: string): Handoff {
  const trigger = handoff.trigger?.on === 'model' ? patched(handoff.trigger, { tool: undefined }) : handoff.trigger;
  return patched(handoff, { id, to, trigger });
}

/** Whether taking the nodes away leaves a gap that can be closed. */
export const canBridge = (graph: Graph, ids: Iterable<string>): boolean => bridged(graph, new Set(ids)) !== undefined;

export function bridgeNodes(graph: Graph, ids: Iterable<string>): Graph {
  const gone = new Set(ids);
  const handoffs = bridged(graph, gone);
  const without = removeNodes(graph, gone);
  if (!handoffs || without === graph) return without;
  const next = handoffs.map((handoff) => withResults(handoff, (results) => filtered(results, (id) => !gone.has(id))));
  return patched(without, { handoffs: next });
}
