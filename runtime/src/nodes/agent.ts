/**
 * An agent: a model with instructions and tools. Each model call and each round of tools is one step, saved before
 * the next begins, until the model answers or hands off.
 */
import type { Message } from '@baton/shared/events';
import { defaultMaxSteps, modelOf, nodeName } from '@baton/shared/graph';
import { expressionLimits } from '@baton/shared/expressions';
import type { AgentNode } from '@baton/shared/nodes';
import { limitError, times } from '../errors.ts';
import { render, tooLong } from '../expressions.ts';
import { closing, closingWords, inWords } from '../remaining.ts';
import type { Visit } from '../visit.ts';
import { finish, sayInstead } from './agent-answer.ts';
import { runTools, toolsOf } from './agent-tools.ts';
import { askModel, type Asked } from './ask-model.ts';
import { tripped } from './guardrails.ts';
import { offers, problemOf, type Offer } from './offers.ts';
import type { AskedHandoff } from './done.ts';
import type { Outcome } from './runner.ts';

type Assistant = Extract<Message, { role: 'assistant' }>;

export async function runAgent(node: AgentNode, visit: Visit): Promise<Outcome> {
  const { phase, asks } = visit.packet;
  if (phase === 'enter' || phase === 'work') {
    const instead = await tripped(node, visit, 'input', visit.values({ message: visit.view().at(-1)?.text ?? '' }));
    if (instead !== undefined) return sayInstead(node, visit, instead);
  }
  if (phase !== 'tools') return think(node, visit);
  const message = visit.view().findLast((one): one is Assistant => one.id === asks && one.role === 'assistant');
  if (!message) return think(node, visit);
  const outcome = await runTools(node, visit, message);
  if (outcome) return outcome;
  const requests = handoffRequests(visit, message, offers(visit));
  return requests.length > 0 ? handOff(message, requests) : { next: visit.next('model') };
}

async function think(node: AgentNode, visit: Visit): Promise<Outcome> {
  const maxSteps = node.maxSteps ?? defaultMaxSteps;
  if (visit.countStep() > maxSteps)
    throw limitError(
      'maxSteps',
      `${nodeName(node)} has called its model ${times(maxSteps)} in this visit, as often as its maxSteps allows.`,
    );
  const closes = closing(visit.context, visit.run);
  const offered = closes === undefined ? offers(visit) : [];
  const tools = closes === undefined ? await toolsOf(node, visit) : [];
  const asked = await askModel(visit, {
    purpose: 'answer',
    model: modelOf(visit.graph, node),
    instructions: instructions(node, visit, closes),
    messages: visit.view(),
    tools: [...tools, ...offered.map((offer) => offer.tool)],
    answer: node.output,
    logprobs: node.confidence === 'logprobs',
    options: node.modelOptions,
    shows: true,
    closes,
  });
  const { message } = asked;
  visit.remember(message);
  visit.see([...visit.view().map((one) => one.id), message.id]);
  if (!message.calls) return finish(node, visit, asked);
  const names = tools.map((tool) => tool.name);
  const wrong = answerWrongCalls(names, visit, asked, offered);
  const right = message.calls.filter((call) => !wrong.has(call.id));
  if (right.some((call) => names.includes(call.tool))) return { next: visit.next('tools', { asks: message.id }) };
  const requests = handoffRequests(visit, message, offered);
  return requests.length > 0 ? handOff(message, requests) : { next: visit.next('model') };
}

const instructed = { at: 'template', what: 'its instructions' } as const;

/** The node's instructions, and after them what the sender wrote for it. */
function instructions(node: AgentNode, visit: Visit, closes: string | undefined): string {
  const own = render(node.instructions ?? '', visit.graph, node, visit.templateValues(), instructed);
  const results = visit.context.results.map(({ node: from, output }) => `Result of ${from}: ${JSON.stringify(output)}`);
  const opening = own.trim() || [`You are ${nodeName(node)}.`, node.description].filter(Boolean).join(' ');
  const scarce = closes === undefined ? inWords(visit.context.remaining ?? {}) : closingWords(closes);
  const whole = [opening, visit.context.brief, ...results, scarce].filter((part) => part.trim() !== '').join('\n\n');
  const { text: most } = expressionLimits;
  if (whole.length > most) throw tooLong(node, 'all that it is instructed with', most);
  return whole;
}

/** Calls of nothing that was offered, or with arguments that do not fit, are answered with what is valid. */
function answerWrongCalls(
  tools: readonly string[],
  visit: Visit,
  { message, calls: written }: Asked,
  offered: readonly Offer[],
): Set<string> {
  const wrong = new Set<string>();
  for (const [index, call] of (message.calls ?? []).entries()) {
    const problem = problemOf(call, written[index], offered, tools);
    if (problem === undefined) continue;
    wrong.add(call.id);
    visit.say<'tool'>({ role: 'tool', call: call.id, tool: call.tool, text: problem, error: true });
  }
  return wrong;
}

/** The handoffs that a message asks for and that have no answer yet. */
function handoffRequests(visit: Visit, message: Assistant, offered: readonly Offer[]): AskedHandoff[] {
  const answered = new Set(visit.view().flatMap((one) => (one.role === 'tool' ? [one.call] : [])));
  return (message.calls ?? []).flatMap((call) => {
    const offer = answered.has(call.id) ? undefined : offered.find((one) => one.tool.name === call.tool);
    const handoff = offer?.handoffFor(call.args);
    return handoff ? [{ call: { id: call.id, tool: call.tool }, handoff: handoff.id, args: call.args }] : [];
  });
}

/** Which of them are taken is decided with all other handoffs of the node; there every call is answered. */
function handOff(message: Assistant, asked: AskedHandoff[]): Outcome {
  return { done: { output: null, text: message.text, confidence: null, asked, speaks: message.text !== '' } };
}
