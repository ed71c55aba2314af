/**
 * What a run means to one card and to one line on the canvas. Kept by id and changed only where the run has changed
 * something, so that a card can ask for its own and is drawn anew only when that is another one.
 */
import type { NewNames } from '@baton/shared/graph';
import type { HopView, RunView, VisitStatus, VisitView } from '@baton/shared/events';
import { isOwn } from './items.ts';
import { nothingRenamed, nowOf, type Renamed } from './renamed.ts';

export interface NodeProgress {
  status: VisitStatus;
  /** How often it was entered. */
  visits: number;
  /** Its places in the route, from 1. */
  steps: readonly number[];
  /** The last words that it said. */
  words: string;
  /** The tool that it is waiting for. */
  tool: string | undefined;
  error: string | undefined;
}

export interface HandoffProgress {
  /** Places in the order of all handoffs taken, from 1. */
  order: readonly number[];
  /** Sequence number of the event by which it was last taken; undefined while it was only considered. */
  seq: number | undefined;
}

export interface Progress {
  nodes: ReadonlyMap<string, NodeProgress>;
  handoffs: ReadonlyMap<string, HandoffProgress>;
}

export const noProgress: Progress = { nodes: new Map(), handoffs: new Map() };

/** @param before the progress that belongs to the view `then`. @param renamed under which ids the graph has what the run names. */
export function progressed(before: Progress, then: RunView, now: RunView, renamed: Renamed = nothingRenamed): Progress {
  return {
    nodes: nodesProgressed(before.nodes, then, now, renamed.nodes),
    handoffs: handoffsProgressed(before.handoffs, then, now, renamed.handoffs),
  };
}

function nodesProgressed(before: Progress['nodes'], then: RunView, now: RunView, names: NewNames): Progress['nodes'] {
  if (then.visits === now.visits && then.route === now.route) return before;
  const nodes = new Map(before);
  for (const [index, visit] of now.visits.entries()) {
    const known = then.visits[index];
    if (known === visit) continue;
    const id = nowOf(names, visit.node);
    const node = nodes.get(id);
    const visits = (node?.visits ?? 0) + (known ? 0 : 1);
    nodes.set(id, { ...seen(visit, now), visits, steps: node?.steps ?? [] });
    showOutside(nodes, visit, now, names);
  }
  for (const [index, place] of now.route.entries()) {
    const id = nowOf(names, place);
    const node = nodes.get(id);
    if (index < then.route.length || !node) continue;
    nodes.set(id, { ...node, steps: [...node.steps, index + 1] });
  }
  return nodes;
}

/** A graph node does what the nodes inside of it do, for as long as it is at work itself. */
function showOutside(nodes: Map<string, NodeProgress>, visit: VisitView, view: RunView, names: NewNames): void {
  const [first = '', ...inside] = visit.node.split('/');
  const outer = nowOf(names, first);
  const node = nodes.get(outer);
  if (inside.length === 0 || !node || (node.status !== 'running' && node.status !== 'waiting')) return;
  const { status, words, tool } = seen(visit, view);
  nodes.set(outer, { ...node, status: status === 'waiting' ? 'waiting' : 'running', words, tool });
}

function seen(visit: VisitView, { asks }: RunView): Omit<NodeProgress, 'visits' | 'steps'> {
  const { status, text, tools, error } = visit;
  // A person who has answered is not at work, though the run may go on from there only after the other branches' step.
  const answered = asks.some((ask) => ask.node === visit.node && ask.visit === visit.visit && isOwn(ask) && !ask.open);
  return {
    status,
    words: answered ? 'Answered' : lastWords(text),
    tool: tools.findLast((tool) => tool.status === 'running')?.tool,
    error: status === 'failed' ? error?.message : undefined,
  };
}

const mostWords = 90;

/** The end of what was said, on one line and from the beginning of a word. */
function lastWords(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= mostWords) return line;
  const end = line.slice(-mostWords);
  return `…${end.slice(end.indexOf(' ') + 1)}`;
}

function handoffsProgressed(
  before: Progress['handoffs'],
  then: RunView,
  now: RunView,
  names: NewNames,
): Progress['handoffs'] {
  if (then.hops === now.hops && then.visits === now.visits) return before;
  let handoffs = before;
  const set = (place: string, change: (known: HandoffProgress) => HandoffProgress): void => {
    const id = nowOf(names, place);
    const known = handoffs.get(id) ?? { order: [], seq: undefined };
    handoffs = new Map(handoffs).set(id, change(known));
  };
  for (const [index, visit] of now.visits.entries()) {
    if (then.visits[index]?.considered === visit.considered) continue;
    for (const { id } of visit.considered) if (!handoffs.has(nowOf(names, id))) set(id, (known) => known);
  }
  let order = 0;
  for (const [index, hop] of now.hops.entries()) {
    // What happens inside of a graph node is not drawn here, and not counted.
    if (hop.from.includes('/')) continue;
    order++;
    const place = order;
    if (index >= then.hops.length) set(hop.handoff, (known) => ({ order: [...known.order, place], seq: hop.seq }));
  }
  return handoffs;
}

/** The hop that a handoff stands for when it is clicked: the last one. */
export const hopOf = (view: RunView, seq: number | undefined): HopView | undefined =>
  view.hops.find((hop) => hop.seq === seq);
