/** An agent's answer: read against its output schema, with its confidence, and into the state. */
import type { Message } from '@baton/shared/events';
import { isObject, modelOf, nodeName, triggerOf, validateJson, type Json, type JsonObject } from '@baton/shared/graph';
import type { AgentNode } from '@baton/shared/nodes';
import { NodeError, times } from '../errors.ts';
import type { Visit } from '../visit.ts';
import { askModel, type Asked } from './ask-model.ts';
import { tripped } from './guardrails.ts';
import type { Outcome } from './runner.ts';

/** Who answers so often in a row with what does not fit will not do better. */
const mostTries = 3;

export async function finish(node: AgentNode, visit: Visit, asked: Asked): Promise<Outcome> {
  const { text, script } = asked.answer;
  const read = readOutput(node, text, script?.output);
  if ('problem' in read) {
    if (corrections(visit.view()) + 1 >= mostTries)
      throw new NodeError('model', `${nodeName(node)} was asked ${times(mostTries)}, and its answer ${read.problem}.`);
    visit.say<'user'>({ role: 'user', name: 'baton', text: `Your answer ${read.problem}. ${read.again}` });
    return { next: visit.next('model') };
  }
  const { output } = read;
  const instead = await tripped(node, visit, 'output', visit.values({ output, message: text }));
  if (instead !== undefined) {
    visit.see(
      visit
        .view()
        .map((one) => one.id)
        .filter((id) => id !== asked.message.id),
    );
    return sayInstead(node, visit, instead);
  }
  visit.write(intoState(node, output));
  const confidence = await confidenceOf(node, visit, asked);
  return { done: { output, text, confidence, asked: [], speaks: true } };
}

/** A guardrail's words stand in for the answer. */
export function sayInstead(node: AgentNode, visit: Visit, text: string): Outcome {
  visit.say<'assistant'>({ role: 'assistant', node: visit.id, text });
  return { done: { output: text, text, confidence: null, asked: [], speaks: true } };
}

/** Models like to wrap JSON in a code fence. */
const unfenced = (text: string): string => /^\s*```(?:json)?\s*\n([\s\S]*?)\n\s*```\s*$/.exec(text)?.[1] ?? text;

/** How often in a row the last answers of a conversation were not what was wanted. */
function corrections(messages: readonly Message[]): number {
  const corrected = (index: number) => {
    const message = messages.at(index);
    return message?.role === 'user' && message.name === 'baton';
  };
  let count = 0;
  // The answers stand between them.
  while (corrected(-2 - 2 * count)) count++;
  return count;
}

interface Misfit {
  /** After "Your answer". */
  problem: string;
  /** What the model is to do about it. */
  again: string;
}

function readOutput(node: AgentNode, text: string, scripted: Json | undefined): { output: Json } | Misfit {
  if (!node.output) return { output: scripted ?? text };
  let value: unknown = scripted;
  try {
    value ??= JSON.parse(unfenced(text));
  } catch {
    const again = `Answer again with one JSON object that fits this schema, and nothing else: ${JSON.stringify(node.output)}`;
    return { problem: 'is not JSON', again };
  }
  const misfits = validateJson(node.output, value);
  if (misfits.length === 0) return { output: value as Json };
  const reasons = misfits.map((one) => `${one.path || '/'} ${one.message}`).join('; ');
  return { problem: `does not fit the schema: ${reasons}`, again: 'Answer again.' };
}

function intoState(node: AgentNode, output: Json): JsonObject {
  if (!node.into || !isObject(output)) return {};
  const entries = node.into
    .filter((key) => Object.hasOwn(output, key))
    .map((key) => [key, output[key] as Json] as const);
  return Object.fromEntries(entries);
}

/** Asked for only where something depends on it: the node says how, or one of its handoffs looks at it. */
async function confidenceOf(node: AgentNode, visit: Visit, { answer, message, closes }: Asked): Promise<number | null> {
  if (answer.script) return answer.script.confidence ?? null;
  const wanted =
    node.confidence ?? (visit.handoffs.some((handoff) => triggerOf(handoff).on === 'confidence') ? 'self' : undefined);
  if (wanted === undefined) return null;
  if (wanted === 'logprobs') return answer.certainty ?? null;
  // After the answer that closes a run nothing more can be asked.
  if (closes) return null;
  const { answer: judged } = await askModel(visit, {
    purpose: 'confidence',
    model: modelOf(visit.graph, node),
    instructions: wanted === 'judge' ? judge : self,
    messages: [...visit.view(), { id: `${message.id}~rate`, role: 'user', name: 'baton', text: rate }],
    tools: [],
    answer: ratingSchema,
    shows: false,
  });
  return readRating(judged.text);
}

const self =
  'You have just answered a user. Say how sure you are that your last answer is right, complete and what was asked for.';
const judge =
  'You judge the work of another assistant. Say how likely it is that its last answer is right, complete and what was asked for.';
const rate =
  'How sure are you of the last answer? Answer with a JSON object: "confidence", a number from 0 (a guess) to 1 (certain).';
const ratingSchema: JsonObject = {
  type: 'object',
  properties: { confidence: { type: 'number', minimum: 0, maximum: 1 } },
  required: ['confidence'],
  additionalProperties: false,
};

/** @returns null where the model did not give a number from 0 to 1: unknown is not the same as unsure. */
function readRating(text: string): number | null {
  try {
    const value: unknown = JSON.parse(unfenced(text));
    const number = isObject(value) ? value['confidence'] : value;
    return typeof number === 'number' && number >= 0 && number <= 1 ? number : null;
  } catch {
    return null;
  }
}
