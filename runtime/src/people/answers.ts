/** What a person may answer, and whether an answer fits the question. */
import type { AskView, EventDraft, RunView } from '@baton/shared/events';
import { validateJson, type Json, type JsonObject, type Misfit } from '@baton/shared/graph';
import type { HumanNode } from '@baton/shared/nodes';

const text: JsonObject = { type: 'string', minLength: 1 };
export const approval: JsonObject = {
  type: 'object',
  properties: { approved: { type: 'boolean' }, comment: { type: 'string' } },
  required: ['approved'],
  additionalProperties: false,
};

/** One word of a takeover: the person's, the user's, or that it is over. */
const takeover: JsonObject = {
  type: 'object',
  properties: { say: text, user: text, done: { const: true }, note: { type: 'string' } },
  additionalProperties: false,
  anyOf: [
    { required: ['say'], maxProperties: 1 },
    { required: ['user'], maxProperties: 1 },
    { required: ['done'], maxProperties: 1 },
    { required: ['done', 'note'], maxProperties: 2 },
  ],
};

/** @returns the kind of form, and the JSON Schema of an answer that fits. */
export function answerForm(answer: HumanNode['answer']): { answer: string; schema: JsonObject } {
  if (typeof answer === 'object') return { answer: 'form', schema: answer };
  if (answer === 'approval') return { answer, schema: approval };
  return answer === 'takeover' ? { answer, schema: takeover } : { answer: 'text', schema: text };
}

export interface GivenAnswer {
  ask?: string | undefined;
  /** In place of `ask` while only one question of the node is open. */
  node?: string | undefined;
  answer: Json;
  by: string;
}

export type AnswerResult =
  | { ok: true; event: EventDraft<'human.answered'> }
  | { ok: false; reason: 'unknown' | 'closed' | 'invalid'; message: string; errors: Misfit[] };

const refused = (reason: 'unknown' | 'closed' | 'invalid', message: string, errors: Misfit[] = []): AnswerResult => ({
  ok: false,
  reason,
  message,
  errors,
});

/** Checks an answer against the run's questions; the caller writes the event. An answer that does not fit changes nothing. */
export function answerTo(view: RunView, given: GivenAnswer): AnswerResult {
  const found = find(view, given);
  if ('ok' in found) return found;
  const errors = validateJson(found.schema, given.answer);
  if (errors.length > 0)
    return refused('invalid', `This answer does not fit the question: ${errors[0]?.message ?? ''}`, errors);
  const { ask, node, visit, branch } = found;
  const place = { node, visit, ...(branch === undefined ? {} : { branch }) };
  return { ok: true, event: { type: 'human.answered', ...place, ask, answer: given.answer, by: given.by } };
}

function find(view: RunView, { ask, node }: GivenAnswer): AskView | AnswerResult {
  const asked = view.asks.filter((one) => (ask === undefined ? one.node === node : one.ask === ask));
  const open = asked.filter((one) => one.open);
  if (asked.length === 0) return refused('unknown', `This run has asked no question "${ask ?? node ?? ''}".`);
  if (open.length === 0) return refused('closed', 'This question has been answered already, or the run has ended.');
  if (open.length > 1)
    return refused(
      'unknown',
      `${open.length} questions of "${node ?? ''}" are open; say which by "ask": ${open.map((one) => one.ask).join(', ')}.`,
    );
  return open[0] as AskView;
}
