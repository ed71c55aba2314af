/** The context package: what a receiver gets, and what is left behind. Built once, when the handoff is taken. */
import { baseId, cut, cutToTokens, isUsers, sumTokens, withSpeakers, withTools } from '@baton/shared/context';
import type { ContextPackage, LeftBehind, Message } from '@baton/shared/events';
import {
  capabilityTool,
  findNode,
  handoffsFrom,
  historyOf,
  nodeName,
  transferToolOf,
  triggerOf,
  type Handoff,
  type Json,
  type JsonObject,
} from '@baton/shared/graph';
import { render, type Values } from '../expressions.ts';
import { remaining } from '../remaining.ts';
import type { Way } from '../packet.ts';
import type { Visit } from '../visit.ts';
import { localId } from '../places.ts';
import { redactJson, redactMessage, redactObject, redactor, type Redact } from './redact.ts';
import { summarise } from './summary.ts';

export interface Packed {
  context: ContextPackage;
  left: LeftBehind;
}

/** @param values what templates of the package see beside `from`, `to`, `args` and `item`. */
export async function pack(visit: Visit, handoff: Handoff, way: Way, values: Values): Promise<Packed> {
  const { reason, evidence, args } = way;
  const rules = handoff.context ?? {};
  const seen = visit.view();
  const redact = rules.redact?.length ? redactor(rules.redact) : undefined;
  const passed = await passedOn(visit, handoff, seen, redact);
  for (const message of passed) visit.remember(message);
  const visible = visit.ownState;
  const state = rules.state ? picked(visible, rules.state) : visible;
  const context: ContextPackage = {
    from: visit.id,
    to: visit.placeOf(handoff.to),
    trigger: triggerOf(handoff).on,
    reason,
    evidence,
    args,
    history: passed.map((message) => message.id),
    state,
    results: resultsOf(visit, rules.results ?? []),
    brief: rules.brief === undefined ? '' : brief(visit, handoff, rules.brief, way, values),
    at: new Date().toISOString(),
    hop: visit.run.ledger.handoffs + 1,
    remaining: remaining(visit.run, 1),
  };
  const told = redact ? redacted(context, redact) : context;
  return { context: told, left: leftBehind(seen, passed, visible, state) };
}

/** Outputs as the sender may know them: what was redacted on the way to it is so here, too, but for its own. */
function resultsOf(visit: Visit, nodes: readonly string[]): ContextPackage['results'] {
  const redact = redactor(visit.packet.redacted ?? []);
  return nodes.flatMap((node) => {
    const place = visit.placeOf(node);
    if (!Object.hasOwn(visit.outputs, place)) return [];
    const output = visit.outputs[place] ?? null;
    return [{ node, output: node === visit.node.id ? output : redactJson(output, redact) }];
  });
}

/** All of a package that a receiver, or its model, can come to read. */
function redacted(context: ContextPackage, redact: Redact): ContextPackage {
  return {
    ...context,
    reason: redact(context.reason),
    brief: redact(context.brief),
    args: redactObject(context.args, redact),
    state: redactObject(context.state, redact),
    results: context.results.map((one) => ({ ...one, output: redactJson(one.output, redact) })),
  };
}

async function passedOn(
  visit: Visit,
  handoff: Handoff,
  seen: readonly Message[],
  redact: Redact | undefined,
): Promise<Message[]> {
  const rules = handoff.context ?? {};
  const history = historyOf(rules);
  const shown = withTools(seen, rules.tools ?? 'no-handoffs', (node, call) =>
    transferTools(visit, node).has(call.tool),
  );
  const kept =
    typeof history === 'object' && 'summary' in history
      ? await summarised(visit, shown, history)
      : cut(shown, history, visit.received);
  const clean = kept.map((message) => (redact ? redactMessage(message, rules.redact ?? [], redact) : message));
  const named = withSpeakers(clean, rules.speakers ?? 'as-is', visit.placeOf(handoff.to), (id) => nameOf(visit, id));
  return history === 'none' ? [] : cutToTokens(named, rules.maxTokens);
}

async function summarised(
  visit: Visit,
  messages: readonly Message[],
  history: { summary: string; model?: string | undefined },
): Promise<Message[]> {
  const lastUser = messages.findLast(isUsers);
  const summary = await summarise(visit, messages, history);
  return lastUser ? [summary, lastUser] : [summary];
}

function transferTools(visit: Visit, node: string): ReadonlySet<string> {
  return new Set([capabilityTool, ...handoffsFrom(visit.graph, localId(node)).map(transferToolOf)]);
}

function nameOf(visit: Visit, id: string): string {
  const node = findNode(visit.graph, localId(id));
  return node ? nodeName(node) : id;
}

function picked(state: JsonObject, keys: readonly string[]): JsonObject {
  const entries = [...new Set(keys)]
    .filter((key) => Object.hasOwn(state, key))
    .map((key) => [key, state[key] as Json] as const);
  return Object.fromEntries(entries);
}

function brief(visit: Visit, handoff: Handoff, template: string, { args, item }: Way, values: Values): string {
  const party = (id: string) => ({ id, name: nameOf(visit, id) });
  const own = visit.templateValues();
  // The brief is passed on, so it says no more than the sender could see.
  const told = { state: own['state'], input: own['input'], item: item ?? own['item'] };
  const seen = { ...own, ...values, ...told, args, from: party(handoff.from), to: party(handoff.to) };
  const what = `the brief of its handoff ${handoff.id}`;
  return render(template, visit.graph, visit.node, seen, { at: 'package', what, handoff });
}

function leftBehind(
  seen: readonly Message[],
  passed: readonly Message[],
  visible: JsonObject,
  state: JsonObject,
): LeftBehind {
  const known = new Set(passed.map((message) => baseId(message.id)));
  const left = seen.filter((message) => !known.has(baseId(message.id)));
  return {
    messages: left.map((message) => message.id),
    state: Object.keys(visible).filter((key) => !Object.hasOwn(state, key)),
    tokens: sumTokens(left),
    passedTokens: sumTokens(passed),
  };
}
