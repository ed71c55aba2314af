/**
 * One model call of a node: held to the run's limits, tried again where that may help, and told in full by a
 * `model.finished` event, with the messages exactly as they were sent.
 */
import { createHash } from 'node:crypto';
import type { Message, ModelRequest, OfferedTool } from '@baton/shared/events';
import { limitOf, type JsonObject, type JsonSchema } from '@baton/shared/graph';
import { validMessages } from '@baton/shared/context';
import { limitError, modelError, times } from '../errors.ts';
import { ask, wordless, type Answer, type AskedCall } from '../models/call.ts';
import type { Purpose } from '../models/model.ts';
import type { Values } from '../expressions.ts';
import type { StoredDraft } from '../store/store.ts';
import type { Redact } from '../tools/services.ts';
import type { Visit } from '../visit.ts';
import { inTries } from './tries.ts';

export interface ModelQuestion {
  purpose: Purpose;
  /** `script` or `provider:name`. */
  model: string;
  /** The text of the one system message. */
  instructions: string;
  messages: readonly Message[];
  tools: readonly OfferedTool[];
  answer?: JsonSchema | undefined;
  logprobs?: boolean;
  options?: JsonObject | undefined;
  /** More values for a script's conditions. */
  values?: Values;
  /** Whether its words are the node's, shown as they come. */
  shows: boolean;
  /** The limit that is used up, where this call may be made nevertheless: see `closing`. */
  closes?: string | undefined;
}

export interface Asked {
  answer: Answer;
  /** The assistant's message; in the thread only when the node says it. */
  message: Extract<Message, { role: 'assistant' }>;
  /** Its calls as the model wrote them, in the order of `message.calls`. */
  calls: AskedCall[];
  /** Whether it was made beyond a limit. */
  closes: boolean;
}

/** @throws NodeError of kind `limit`, `timeout` or `model`. */
export async function askModel(visit: Visit, question: ModelQuestion): Promise<Asked> {
  const { run } = visit;
  const model = run.setting.model ?? question.model;
  const request = requestOf(visit, question);
  const { redact = (value) => value } = run.setting.tools;
  return inTries(visit, async (signal) => {
    if (question.closes === undefined || run.ledger.closed.has(question.closes)) checkLimits(visit);
    run.ledger.calling++;
    const began = performance.now();
    const since = () => Math.round(performance.now() - began);
    try {
      const answer = await tryOnce(visit, question, model, request.sent, signal)
        .then(clean(redact))
        .catch((error: unknown) => {
          const failure = modelError(error, model);
          throw Object.assign(failure, { message: redact(failure.message), call: { model, ms: since() } });
        });
      const ms = since();
      const { closes, shows } = question;
      const { asked, event } = finished(visit, { model, request: request.told, answer, ms, closes, shows });
      const problem = wordless(answer, model);
      if (!problem) {
        visit.hold(event);
        return asked;
      }
      // It has cost what it has cost, and is told before the next try.
      await visit.emit(event);
      throw problem;
    } catch (error) {
      throw modelError(error, model);
    } finally {
      run.ledger.calling--;
    }
  });
}

function checkLimits(visit: Visit): void {
  const { graph } = visit.run.setting;
  const { modelCalls, calling, tokens, costUsd } = visit.run.ledger;
  const allowed = limitOf(graph, 'modelCalls');
  if (modelCalls + calling >= allowed)
    throw limitError(
      'modelCalls',
      `This run has called models ${times(allowed)}, as often as limits.modelCalls allows.`,
    );
  const mostTokens = limitOf(graph, 'tokens');
  if (tokens.input + tokens.output >= mostTokens)
    throw limitError('tokens', `This run has used the ${mostTokens} tokens that limits.tokens allows.`);
  const mostCost = limitOf(graph, 'costUsd');
  if (costUsd >= mostCost)
    throw limitError('costUsd', `This run has cost the ${mostCost} US dollars that limits.costUsd allows.`);
}

function tryOnce(
  visit: Visit,
  question: ModelQuestion,
  model: string,
  messages: readonly Message[],
  signal: AbortSignal,
): Promise<Answer> {
  const { run, node, graph } = visit;
  const chat = run.setting.models.chat(model, {
    purpose: question.purpose,
    graph,
    node,
    place: visit.id,
    values: visit.values(question.values),
    message: question.messages.findLast(({ text }) => text.trim() !== '')?.text,
    told: told(visit),
    played: run.ledger.played,
    options: question.options ?? {},
    logprobs: question.logprobs ?? false,
  });
  let said = 0;
  return ask(chat, {
    messages,
    tools: question.tools,
    answer: question.answer,
    signal,
    onText: (text) => {
      if (question.shows) run.delta(visit.place, text, said);
      said += text.length;
    },
  });
}

/** Without secrets from the beginning: what the run goes on with is what the thread and a checkpoint have. */
const clean =
  (redact: Redact) =>
  ({ text, calls, script, ...rest }: Answer): Answer => ({
    ...rest,
    text: redact(text),
    calls: calls.map(({ tool, args, written }) => ({ tool, args: redact(args), written: redact(written) })),
    script: redact(script),
  });

function told(visit: Visit): Values {
  const { state, input, item } = visit.templateValues();
  return { state, input, item };
}

function requestOf(visit: Visit, question: ModelQuestion): { sent: Message[]; told: ModelRequest } {
  const openings = { first: visit.context.brief || 'Please begin.', last: turn(visit) };
  const system = systemMessage(question.instructions);
  const sent = [...(system ? [system] : []), ...validMessages(question.messages, openings)];
  const { shown } = visit.run.ledger;
  const told: ModelRequest = {
    messages: sent.map((message) => message.id),
    added: sent.filter((message) => !shown.has(message.id)),
    tools: [...question.tools],
    ...(question.options === undefined ? {} : { options: question.options }),
  };
  return { sent, told };
}

/** Some providers take an answer only to a user's turn: this is the turn when the last word was another agent's. */
function turn({ context }: Visit): string {
  if (context.from === null) return 'Please go on.';
  return `(The conversation has been handed over to you: ${context.reason}. Please go on from here.)`;
}

/** The same instructions are the same message, so that its text is told once in a run. */
function systemMessage(text: string): Message | undefined {
  if (text.trim() === '') return undefined;
  return { id: `s${createHash('sha256').update(text).digest('hex').slice(0, 12)}`, role: 'system', text };
}

interface Call {
  model: string;
  request: ModelRequest;
  answer: Answer;
  ms: number;
  closes: string | undefined;
  shows: boolean;
}

function finished(visit: Visit, call: Call): { asked: Asked; event: StoredDraft } {
  const { answer, model, request, ms, closes, shows } = call;
  const id = visit.run.nextId();
  const calls = answer.calls.map((one, index) => ({
    id: `c_${id}_${index + 1}`,
    tool: one.tool,
    args: one.args ?? {},
  }));
  const message = {
    id,
    role: 'assistant' as const,
    text: answer.text,
    node: visit.id,
    ...(visit.isConsulted ? { aside: true as const } : {}),
    ...(calls.length > 0 ? { calls } : {}),
  };
  const event: StoredDraft = {
    type: 'model.finished',
    ...visit.place,
    model,
    request,
    tokens: answer.tokens,
    costUsd: visit.run.setting.models.cost(model, answer.tokens),
    ms,
    message,
    ...(closes === undefined ? {} : { closes }),
    ...(answer.script?.step === undefined ? {} : { step: answer.script.step }),
    ...(shows ? {} : { silent: true as const }),
  };
  return { asked: { answer, message, calls: answer.calls, closes: closes !== undefined }, event };
}
