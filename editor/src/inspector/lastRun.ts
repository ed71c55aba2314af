/** The last run's values at each place of the graph, read from its log as the runtime had them when it decided. */
import type { StoredEvent } from '@baton/shared/events';
import { applyChanges } from '@baton/shared/events';
import type { ScopePlace, Values } from '@baton/shared/expressions';
import { findNode, type Graph, type JsonObject, nodeName } from '@baton/shared/graph';
import { nothingRenamed, type Renamed, thenOf } from '../run/renamed.ts';
import type { Seen } from '../triggers/lastRun.ts';

/** What is known of one visit of a node. */
interface Visited {
  visit: number;
  /** Before it worked. */
  before: Values;
  /** What its own texts saw. */
  told: Values;
  /** After it worked; undefined when it never finished. */
  after?: Values;
}

/** @returns the newest visit of a node in a log; undefined where the run did not come to it. */
function visitOf(log: readonly StoredEvent[], node: string): Visited | undefined {
  let state: JsonObject = {};
  let input = '';
  let hops = 0;
  let found: Visited | undefined;
  const texts = new Map<string, string>();
  let done: Values = {};
  for (const event of log) {
    if (event.type === 'run.started') {
      ({ state, input } = event);
      texts.set(event.inputMessage.id, event.inputMessage.text);
    }
    if (event.type === 'state.changed') state = applyChanges(state, event.changes);
    if (event.type === 'model.finished') texts.set(event.message.id, event.message.text);
    if (event.type === 'handoff.taken') hops++;
    if (!('node' in event) || event.node !== node) continue;
    if (event.type === 'node.started') {
      const before = { state, input, visits: event.visit, hops };
      const message = texts.get(event.context.history.at(-1) ?? '') ?? '';
      found = { visit: event.visit, before, told: { ...before, state: event.context.state, message } };
      done = {};
    }
    if (event.type === 'human.answered') done = { ...done, answer: event.answer };
    if (event.type === 'node.failed') done = { ...done, error: event.error };
    if (event.type === 'node.finished') {
      const { output, message, confidence } = event;
      done = { ...done, output, message, ...(confidence !== null && { confidence }) };
    }
    const settled =
      event.type === 'node.finished' || event.type === 'node.failed' || event.type === 'handoff.considered';
    if (found && settled) found = { ...found, after: { ...found.before, state, ...done } };
  }
  return found;
}

export function seenAt(
  log: readonly StoredEvent[],
  graph: Graph,
  place: ScopePlace,
  renamed: Renamed = nothingRenamed,
): Seen | undefined {
  const id = place.node ?? place.handoff?.from;
  const node = id === undefined ? undefined : findNode(graph, id);
  const then = node && thenOf(renamed.nodes, node.id);
  const found = then === undefined ? undefined : visitOf(log, then);
  if (!node || !found) return undefined;
  const handoff = place.handoff && thenOf(renamed.handoffs, place.handoff.id);
  const values = valuesAt(found, place, log, handoff);
  return values && { values, words: found.visit === 1 ? nodeName(node) : `${nodeName(node)}, visit ${found.visit}` };
}

function valuesAt(
  { before, told, after }: Visited,
  place: ScopePlace,
  log: readonly StoredEvent[],
  handoff: string | undefined,
): Values | undefined {
  if (place.at === 'entry') return before;
  if (place.at === 'template' || place.at === 'script') return told;
  if (place.at === 'exit' || place.at === 'guardrail') return after;
  if (place.at !== 'package' || !after) return undefined;
  const taken = log.findLast((event) => event.type === 'handoff.taken' && event.handoff === handoff);
  return { ...after, ...(taken?.type === 'handoff.taken' && { args: taken.context.args }) };
}
