/** A person: the run pauses here, durably, until somebody answers. */
import { interrupt } from '@langchain/langgraph';
import { isObject, nodeName, type Json } from '@baton/shared/graph';
import type { HumanNode } from '@baton/shared/nodes';
import { answerForm } from '../answers.ts';
import { render } from '../expressions.ts';
import type { Visit } from '../visit.ts';
import type { Outcome } from './runner.ts';

const askId = (node: string, visit: number): string => `${node}-${visit}`;

export async function runHuman(node: HumanNode, visit: Visit): Promise<Outcome> {
  const question = questionOf(node, visit);
  const answer = (await waitForAnswer(node, visit, question)) as Json;
  const text = inWords(node, question, answer);
  visit.say<'user'>({ role: 'user', name: node.id, text });
  if (node.into) visit.write({ [node.into]: answer });
  return {
    done: { output: answer, text: spoken(answer), confidence: null, asked: [], values: { answer }, speaks: false },
  };
}

function questionOf(node: HumanNode, visit: Visit): string {
  const text = node.ask === undefined ? '' : render(node.ask, visit.graph, node, visit.templateValues(), 'template');
  return text.trim() || visit.context.brief || visit.context.reason;
}

/** LangGraph starts the node again from its first line when the answer is there, so the question is told once only. */
async function waitForAnswer(node: HumanNode, visit: Visit, question: string): Promise<unknown> {
  const ask = askId(node.id, visit.packet.visit);
  if (!visit.run.ledger.asked.has(ask)) {
    const { answer, schema } = answerForm(node.answer);
    const { assignee } = node;
    visit.hold({
      type: 'human.asked',
      ...visit.place,
      ask,
      question,
      schema,
      answer,
      summary: summaryOf(visit),
      ...(assignee === undefined ? {} : { assignee }),
    });
  }
  return interrupt({ ask });
}

/** What the person needs to know without reading the whole conversation: the brief, or a summary that was passed on. */
function summaryOf(visit: Visit): string {
  if (visit.context.brief) return visit.context.brief;
  const summary = visit.view().findLast((message) => message.role === 'user' && message.name === 'summary');
  return summary?.text ?? '';
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
