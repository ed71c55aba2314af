/** A person: the run pauses here, durably, until somebody answers; in a takeover until they hand back. */
import { isObject, nodeName, type Json } from '@baton/shared/graph';
import type { HumanNode } from '@baton/shared/nodes';
import { answerForm } from '../people/answers.ts';
import { render } from '../expressions.ts';
import { askPerson, summaryFor } from '../people/ask.ts';
import type { Visit } from '../visit.ts';
import type { Outcome } from './runner.ts';

export async function runHuman(node: HumanNode, visit: Visit): Promise<Outcome> {
  const question = questionOf(node, visit);
  const turn = visit.packet.turn ?? 0;
  const answer = askPerson(visit, fieldsOf(node, visit, question), turn);
  if (node.answer === 'takeover') return takenOver(node, visit, answer, turn);
  visit.say<'user'>({ role: 'user', name: visit.id, text: inWords(node, question, answer) });
  return done(node, visit, answer, spoken(answer), false);
}

function done(node: HumanNode, visit: Visit, answer: Json, text: string, speaks: boolean): Outcome {
  if (node.into) visit.write({ [node.into]: answer });
  return { done: { output: answer, text, confidence: null, asked: [], values: { answer }, speaks } };
}

function questionOf(node: HumanNode, visit: Visit): string {
  const text =
    node.ask === undefined
      ? ''
      : render(node.ask, visit.graph, node, visit.templateValues(), { at: 'template', what: 'its question' });
  return text.trim() || visit.context.brief || visit.context.reason;
}

function fieldsOf(node: HumanNode, visit: Visit, question: string) {
  const { assignee, timeoutSeconds } = node;
  const until = timeoutSeconds && new Date(Date.now() + timeoutSeconds * 1000).toISOString();
  return {
    ask: `${visit.id}-${visit.packet.visit}`,
    question,
    ...answerForm(node.answer),
    summary: summaryFor(visit),
    ...(assignee === undefined ? {} : { assignee }),
    ...(until === undefined || until === 0 ? {} : { until }),
  };
}

/** One word of a takeover: the person speaks to the user, the user answers, or the person hands back. */
function takenOver(node: HumanNode, visit: Visit, answer: Json, turn: number): Outcome {
  const { say, user, done: over, note } = isObject(answer) ? answer : {};
  if (over === true) return handBack(node, visit, typeof note === 'string' ? note.trim() : '');
  if (typeof say === 'string') visit.say<'assistant'>({ role: 'assistant', node: visit.id, text: say });
  if (typeof user === 'string') visit.say<'user'>({ role: 'user', text: user });
  return { next: visit.next('takeover', { turn: turn + 1 }) };
}

/** What the person leaves behind: a note, else the last words that were said to the user. */
function handBack(node: HumanNode, visit: Visit, note: string): Outcome {
  const own = visit.view().findLast((message) => message.role === 'assistant' && message.node === visit.id);
  if (note) visit.say<'user'>({ role: 'user', name: visit.id, text: `[${nodeName(node)}] ${note}` });
  const text = note || own?.text || '';
  return done(node, visit, { done: true, ...(note ? { note } : {}) }, text, own !== undefined);
}

/** The answer as a message of the thread: `[Supervisor] Approved. …`. */
function inWords(node: HumanNode, question: string, answer: Json): string {
  const asked = question ? ` (asked: "${question}")` : '';
  return `[${nodeName(node)}]${asked} ${spoken(answer)}`;
}

function spoken(answer: Json): string {
  if (typeof answer === 'string') return answer;
  if (isObject(answer) && typeof answer['approved'] === 'boolean') {
    const comment =
      typeof answer['comment'] === 'string' && answer['comment'].trim() ? ` ${answer['comment'].trim()}` : '';
    return `${answer['approved'] ? 'Approved.' : 'Refused.'}${comment}`;
  }
  return JSON.stringify(answer);
}
