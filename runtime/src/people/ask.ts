/** Asking a person: the question is told once, and the run waits here, durably, until there is an answer or no time left. */
import { interrupt } from '@langchain/langgraph';
import type { AskFields } from '@baton/shared/events';
import { isObject, nodeName, type Json } from '@baton/shared/graph';
import { NodeError } from '../errors.ts';
import type { Visit } from '../visit.ts';

/** What an interrupt waits for. `turn` counts the answers that the question has had before. */
export interface Waiting {
  ask: string;
  turn: number;
}

/** What it goes on with. */
export type Reply = { answer: Json } | { late: true };

/**
 * LangGraph starts the step again from its first line when the answer is there: nothing before this may be done twice.
 * @throws NodeError of kind `timeout` when nobody answered in time.
 */
export function askPerson(visit: Visit, question: AskFields, turn = 0): Json {
  if (!visit.run.ledger.asked.has(question.ask)) visit.hold({ type: 'human.asked', ...visit.place, ...question });
  const waiting: Waiting = { ask: question.ask, turn };
  const reply = interrupt<Waiting, Reply>(waiting);
  if ('answer' in reply) return reply.answer;
  throw new NodeError('timeout', `${nodeName(visit.node)} was not answered in time.`);
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
