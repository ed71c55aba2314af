/** What a tool node returns is no message: it gets on by the state, by `results`, or where a handoff reads it. */
import { handoffsOf, nodeName } from '../graph/defaults.ts';
import type { Handoff } from '../graph/handoff.ts';
import { pointer } from '../graph/problem.ts';
import { fixed, problem, type Check, type Placed } from './check.ts';

export const untold: Check = ({ graph, nodes, byId, handoffsFrom }) => {
  const passedOn = new Set(handoffsOf(graph).flatMap(({ context }) => context?.results ?? []));
  return nodes.flatMap((node, index) => {
    if (node.kind !== 'tool' || node.into !== undefined || passedOn.has(node.id)) return [];
    const onward = handoffsFrom(node.id).filter(({ entry }) => entry.trigger?.on !== 'error');
    const first = onward.find(({ entry }) => speaksAt(byId.get(entry.to)?.kind));
    if (!first || onward.some(({ entry }) => looksAtIt(entry))) return [];
    const message = `What ${nodeName(node)} returns is told to nobody; pass it on with "results", or write it into the state with "into".`;
    return [problem('hint', 'untold-result', ['nodes', index], message, passOn(first, node.id))];
  });
};

const speaksAt = (kind: string | undefined): boolean => kind === 'agent' || kind === 'human';

const looksAtIt = ({ trigger, enabled, context }: Handoff): boolean =>
  /\b(?:output|message)\b/.test(JSON.stringify([trigger ?? null, enabled ?? null, context?.brief ?? null]));

function passOn({ entry: { context }, index }: Placed<Handoff>, id: string) {
  const path = ['handoffs', index, 'context'];
  const results = [...(context?.results ?? []), id];
  return context
    ? fixed('Pass it on', { op: 'add', path: pointer([...path, 'results']), value: results })
    : fixed('Pass it on', { op: 'add', path: pointer(path), value: { results } });
}
