/**
 * Handoffs that a person must allow. Their packages are made first, so that the person sees what would be passed on,
 * and may edit it, send it elsewhere, or refuse. A handoff that is refused did not fire.
 */
import { baseId, sumTokens } from '@baton/shared/context';
import type { ContextPackage } from '@baton/shared/events';
import { isObject, needsApproval, nodesOf, type Handoff, type Json, type JsonObject } from '@baton/shared/graph';
import { approval } from '../people/answers.ts';
import { handoffOf, nameOf, packWay } from './hand-over.ts';
import type { Leaving, PackedWay, Packet, Pending, Way } from '../packet.ts';
import { askPerson, readApproval, summaryFor } from '../people/ask.ts';
import type { Visit } from '../visit.ts';

/** @returns the packet of the step in which people are asked. */
export async function askFirst(visit: Visit, ways: readonly Way[], leaving: Leaving): Promise<Packet> {
  const packed: PackedWay[] = [];
  for (const way of ways) {
    const { context, left } = await packWay(visit, way, leaving);
    packed.push({ ...way, to: handoffOf(visit, way).to, context, left });
  }
  return visit.next('decide', { pending: { leaving, ways: packed } });
}

/** Asks about the first way that nobody was asked about yet. */
export function askNext(visit: Visit, { leaving, ways }: Pending): Pending {
  const index = ways.findIndex((way) => way.answer === undefined && needsApproval(handoffOf(visit, way)));
  const way = ways[index];
  if (!way) return { leaving, ways };
  const answer = askPerson(visit, question(visit, way, index));
  return { leaving, ways: ways.with(index, answered(visit, way, answer)) };
}

export const isDecided = (visit: Visit, { ways }: Pending): boolean =>
  ways.every((way) => way.answer !== undefined || !needsApproval(handoffOf(visit, way)));

function question(visit: Visit, way: PackedWay, index: number) {
  const handoff = handoffOf(visit, way);
  const { context, left, to } = way;
  const words = typeof handoff.approval === 'string' ? handoff.approval : '';
  const name = (id: string) => nameOf(visit, id);
  return {
    ask: askId(visit, handoff, index),
    question: words || `May ${name(handoff.from)} hand over to ${name(to)}?`,
    answer: 'approval',
    schema: schemaFor(visit, context),
    summary: summaryFor(visit) || way.reason,
    handoff: visit.placeOf(handoff.id),
    to: visit.placeOf(to),
    context,
    left,
    ...visit.run.untold(context.history),
  };
}

/** A visit may come to ask about a handoff again, after other answers, and that is another question. */
function askId(visit: Visit, handoff: Handoff, index: number): string {
  const { visit: number, steps, rounds = 0, passedOver = [] } = visit.packet;
  return [visit.id, number, handoff.id, steps + rounds + passedOver.length + 1, index + 1].join('-');
}

/** An approval that may also say to whom, and change the package. Messages can be left out, not added. */
function schemaFor(visit: Visit, context: ContextPackage): JsonObject {
  const edits = {
    history: { type: 'array', items: { enum: context.history } },
    state: { type: 'object' },
    args: { type: 'object' },
    brief: { type: 'string' },
  };
  return {
    ...approval,
    properties: {
      approved: { type: 'boolean' },
      comment: { type: 'string' },
      to: { enum: nodesOf(visit.graph).map((node) => node.id) },
      context: { type: 'object', properties: edits, additionalProperties: false },
    },
  };
}

function answered(visit: Visit, way: PackedWay, answer: Json): PackedWay {
  const said = readApproval(answer);
  const given: JsonObject = isObject(answer) ? answer : {};
  const to = typeof given['to'] === 'string' ? given['to'] : way.to;
  const edited = isObject(given['context']) ? edit(visit, way, given['context']) : way;
  const reason = said.comment || way.reason;
  const context = { ...edited.context, to: visit.placeOf(to), reason };
  return { ...edited, to, reason, context, answer: said };
}

function edit(visit: Visit, way: PackedWay, { history, state, args, brief }: JsonObject): PackedWay {
  const kept = Array.isArray(history) ? way.context.history.filter((id) => history.includes(id)) : way.context.history;
  const context: ContextPackage = {
    ...way.context,
    history: kept,
    ...(isObject(state) ? { state } : {}),
    ...(isObject(args) ? { args } : {}),
    ...(typeof brief === 'string' ? { brief } : {}),
  };
  const dropped = way.context.history.filter((id) => !kept.includes(id));
  const left = {
    messages: [...way.left.messages, ...dropped.map(baseId)],
    state: [...way.left.state, ...Object.keys(way.context.state).filter((key) => !Object.hasOwn(context.state, key))],
    tokens: way.left.tokens + sumTokens(visit.run.messages(dropped)),
    passedTokens: sumTokens(visit.run.messages(kept)),
  };
  return { ...way, context, left };
}
