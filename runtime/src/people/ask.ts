/** Asking a person: the question is told once, and the step ends; the run keeps its packet until there is an answer, or no time left. */
import type { AskFields } from '@baton/shared/events';
import { isObject, nodeName, type Json } from '@baton/shared/graph';
import { NodeError } from '../errors.ts';
import type { Visit } from '../visit.ts';

/** Ends a step in which a person is waited for. It is no failure. */
export class WaitsForPerson extends Error {
  readonly ask: string;
  readonly turn: number;
  constructor(ask: string, turn: number) {
    super(`${ask} waits for a person`);
    this.ask = ask;
    this.turn = turn;
  }
}

/**
 * The step begins again from its first line when the answer is there: nothing before this may be done twice.
 * @param turn counts the answers that the question has had before.
 * @throws WaitsForPerson as long as there is no answer; NodeError of kind `timeout` when nobody answered in time.
 */
export function askPerson(visit: Visit, question: AskFields, turn = 0): Json {
  const { replies } = visit.run;
  const reply = replies.to(question.ask, turn);
  if (reply && 'answer' in reply) return reply.answer;
  if (reply) throw new NodeError('timeout', `${nodeName(visit.node)} was not answered in time.`);
  if (!replies.asked(question.ask)) visit.hold({ type: 'human.asked', ...visit.place, ...question });
  throw new WaitsForPerson(question.ask, turn);
}

/** What the person needs to know without reading the whole conversation: the brief, or a summary that was passed on. */
export function summaryFor(visit: Visit): string {
  if (visit.context.brief) return visit.context.brief;
  const summary = visit.view().findLast((message) => message.role === 'user' && message.name === 'summary');
  return summary?.text ?? '';
}

/** What a person said to an approval. */
export function readApproval(answer: Json | undefined): { approved: boolean; comment: string } {
  if (!isObject(answer)) return { approved: false, comment: '' };
  const comment = typeof answer['comment'] === 'string' ? answer['comment'].trim() : '';
  return { approved: answer['approved'] === true, comment };
}
