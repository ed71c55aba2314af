/** A run as a conversation: who said what, who handed over to whom, who was asked, in the order in which it happened. */
import type { AskView, HopView, RunView, VisitView } from '@baton/shared/events';

export type Item =
  | { kind: 'visit'; seq: number; visit: VisitView }
  | { kind: 'hop'; seq: number; hop: HopView; order: number }
  | { kind: 'ask'; seq: number; ask: AskView };

export function itemsOf(view: RunView): Item[] {
  const asking = new Set(
    view.asks.map(({ node, visit, handoff }) => (handoff === undefined ? `${node} ${visit}` : '')),
  );
  const items: Item[] = [
    // A person's visit is the question and its answer; a node that is done and said nothing has nothing to show.
    ...view.visits
      .filter((visit) => !asking.has(`${visit.node} ${visit.visit}`) && saysSomething(visit))
      .map((visit) => ({ kind: 'visit' as const, seq: visit.seq, visit })),
    ...view.hops.map((hop, index) => ({ kind: 'hop' as const, seq: hop.seq, hop, order: index + 1 })),
    ...view.asks.map((ask) => ({ kind: 'ask' as const, seq: ask.seq, ask })),
  ];
  return items.toSorted((a, b) => a.seq - b.seq);
}

const saysSomething = ({ text, tools, status, error }: VisitView): boolean =>
  text !== '' || tools.length > 0 || status === 'running' || error !== undefined;
