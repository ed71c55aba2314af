/** A run as a conversation: who said what, who handed over to whom, who was asked, what came back. In the order in which it happened, but for what is open. */
import type { AskView, HopView, ReturnView, RunView, VisitView } from '@baton/shared/events';
import { depthOf } from './naming.ts';

export type Item = { seq: number; node: string } & (
  | { kind: 'visit'; visit: VisitView }
  | { kind: 'hop'; hop: HopView; order: number | undefined }
  | { kind: 'return'; back: ReturnView }
  | { kind: 'ask'; ask: AskView }
);

export function itemsOf(view: RunView): Item[] {
  const asking = new Set(view.asks.filter((ask) => isOwn(ask)).map(({ node, visit }) => `${node} ${visit}`));
  const items: Item[] = [
    // A person's visit is the question and its answer; a node that is done and said nothing has nothing to show.
    ...view.visits
      .filter((visit) => !asking.has(`${visit.node} ${visit.visit}`))
      .flatMap((visit) => partsOf(visit, view))
      .filter(({ visit }) => saysSomething(visit, view))
      .map(({ seq, visit }) => ({ kind: 'visit' as const, seq, node: visit.node, visit })),
    ...view.hops.map((hop) => ({ kind: 'hop' as const, seq: hop.seq, node: hop.from, hop, order: orderOf(view, hop) })),
    ...view.returns.map((back) => ({ kind: 'return' as const, seq: back.seq, node: back.node, back })),
    ...view.asks.map((ask) => ({ kind: 'ask' as const, seq: ask.seq, node: ask.node, ask })),
  ];
  return items.toSorted((a, b) => Number(isOpen(a)) - Number(isOpen(b)) || a.seq - b.seq);
}

/** What other branches say meanwhile stands above an open question: whoever answers looks at the end. */
const isOpen = (item: Item): boolean => item.kind === 'ask' && item.ask.open;

/** What a node said before it consulted somebody or a person had to allow something, and what it said after each answer. */
function partsOf(visit: VisitView, view: RunView): { seq: number; visit: VisitView }[] {
  const waits = [...view.returns, ...view.asks.filter((ask) => ask.branch === visit.branch)]
    .filter((wait) => wait.node === visit.node && wait.visit === visit.visit)
    .toSorted((a, b) => a.seq - b.seq);
  const parts: { seq: number; visit: VisitView }[] = [];
  let [seq, told, heard] = [visit.seq, 0, 0];
  for (const { seq: next, before } of waits) {
    const text = before.models > heard ? before.text : '';
    parts.push({ seq, visit: { ...visit, status: 'finished', text, tools: visit.tools.slice(told, before.tools) } });
    // Just after the question or the answer, which has a number of its own.
    [seq, told, heard] = [next + 0.5, before.tools, before.models];
  }
  // What was allowed goes on with the words that stand above it already.
  const again = visit.models.length === heard && visit.text === waits.at(-1)?.before.text;
  return [...parts, { seq, visit: { ...visit, tools: visit.tools.slice(told), text: again ? '' : visit.text } }];
}

/** The node itself is the person who is asked, and not only what has to be allowed of it. */
export const isOwn = ({ handoff, tool }: AskView): boolean => handoff === undefined && tool === undefined;

const saysSomething = (visit: VisitView, view: RunView): boolean =>
  (visit.text !== '' && !isPassedOn(visit, view)) ||
  visit.tools.length > 0 ||
  visit.status === 'running' ||
  visit.error !== undefined ||
  ranGraph(visit, view);

/** What a router was told is its message to conditions, and nothing that it has said. */
function isPassedOn({ text, context, models }: VisitView, { messages }: RunView): boolean {
  const told = context.history.map((id) => messages[id]).findLast((message) => message && message.role !== 'tool');
  return text === told?.text && !models.some((call) => messages[call.message]?.text === text);
}

/** It ran another graph, whose nodes stand below it. */
export const ranGraph = ({ node }: VisitView, view: RunView): boolean =>
  view.visits.some((other) => other.node.startsWith(`${node}/`));

/** The handoffs of the open graph, which are numbered; those inside of its graph nodes are not. */
export const outerHops = (view: RunView): HopView[] => view.hops.filter(({ from }) => depthOf(from) === 0);

function orderOf(view: RunView, hop: HopView): number | undefined {
  const index = outerHops(view).indexOf(hop);
  return index < 0 ? undefined : index + 1;
}
