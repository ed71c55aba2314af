/**
 * Puts a graph's own scripts behind the wire: the `script` model answers, but in OpenAI's protocol. So a template runs
 * through the real client, the real stream and the real message rules, and takes the route that it takes by script.
 *
 * Which node asks is told by the model's name: run the graph that `modelsByNode` makes. A script's conditions see what
 * can be seen from here: the user's last message, the last message, how often a node was asked in this turn, and the
 * state that this server's own answers have filled. So one reply function plays one conversation at a time.
 */
import {
  findNode,
  handoffsFrom,
  historyOf,
  isObject,
  nodesOf,
  type Graph,
  type Json,
  type JsonObject,
} from '@baton/shared/graph';
import type { AgentNode, Node, RouterNode } from '@baton/shared/nodes';
import { NodeError } from '../../errors.ts';
import { ask, type Answer as ModelAnswer } from '../../models/call.ts';
import type { Purpose } from '../../models/model.ts';
import { ScriptModel } from '../../models/script.ts';
import { isStandInText, spokenMessages } from './spoken.ts';
import { textOf, type ChatRequest } from './protocol.ts';
import type { Answer, ReplyFunction } from './reply.ts';

type ModelledNode = AgentNode | RouterNode;
const isModelled = (node: Node): node is ModelledNode => node.kind === 'agent' || node.kind === 'router';

/** @returns the graph with a model of its own for every node that asks one: `provider:node-id`. */
export function modelsByNode(graph: Graph, provider: string): Graph {
  const nodes = nodesOf(graph).map((node) => (isModelled(node) ? { ...node, model: `${provider}:${node.id}` } : node));
  return { ...graph, nodes };
}

/** @returns a reply function for `startOpenAIServer` that plays the scripts of the graph. */
export function scriptedReplies(graph: Graph): ReplyFunction {
  const conversation = new Conversation();
  return async (request) => {
    const node = findNode(graph, request.model);
    if (!node || !isModelled(node)) return { status: 404, message: `No node "${request.model}" asks a model.` };
    const purpose = purposeOf(request, graph, node);
    if (purpose === 'confidence') return conversation.rate(node, request);

    if (node.id === graph.entry && !request.messages.some(({ role }) => role === 'assistant')) conversation.begin();
    const values = conversation.enter(node, request);
    const { played } = conversation;
    const told = { state: {}, input: values['input'] };
    const asking = { purpose, graph, node, place: node.id, values, told, played, options: {}, logprobs: false };
    const model = new ScriptModel(asking, 0);
    try {
      const answer = await ask(model, {
        messages: spokenMessages(request.messages),
        tools: (request.tools ?? []).map(({ function: { name, description = '', parameters = {} } }) => ({
          name,
          description,
          parameters,
        })),
        signal: new AbortController().signal,
        onText: () => undefined,
      });
      conversation.leave(node, answer);
      return onTheWire(node, answer);
    } catch (error) {
      if (!(error instanceof NodeError)) throw error;
      return { status: error.passing ? 503 : 400, message: error.message };
    }
  };
}

/** What is known of the conversation from its requests and its answers. */
class Conversation {
  /** Steps with `once` that were played. */
  readonly played = new Set<string>();
  /** How sure each answer was: a provider is asked for it in a request of its own. */
  readonly #answers: { node: string; text: string; confidence: number }[] = [];
  readonly #visits = new Map<string, number>();
  #state: JsonObject = {};
  #input = '';

  begin(): void {
    this.#state = {};
    this.#visits.clear();
    this.played.clear();
  }

  enter(node: ModelledNode, request: ChatRequest): { [name: string]: unknown } {
    const input = inputOf(request);
    if (input !== undefined && input !== this.#input) {
      this.#visits.clear();
      this.#input = input;
    }
    const goesOn = request.messages.at(-1)?.role === 'tool';
    const visits = (this.#visits.get(node.id) ?? 0) + (goesOn ? 0 : 1);
    this.#visits.set(node.id, visits);
    return { state: this.#state, input: this.#input, visits, hops: 0 };
  }

  leave(node: ModelledNode, { text, script }: ModelAnswer): void {
    if (script?.confidence !== undefined) {
      this.#answers.push({ node: node.id, text: wireText(node, text, script.output), confidence: script.confidence });
    }
    const output = node.kind === 'router' ? labelOf(text) : script?.output;
    if (node.kind === 'router') {
      if (node.classify?.into && output !== undefined) this.#state = { ...this.#state, [node.classify.into]: output };
    } else if (isObject(output)) {
      const into = Object.entries(output).filter(([key]) => node.into?.includes(key));
      this.#state = { ...this.#state, ...Object.fromEntries(into) };
    }
  }

  rate(node: ModelledNode, request: ChatRequest): Answer {
    const last = request.messages.findLast(({ role }) => role === 'assistant');
    // Two agents that spoke one after the other are one message to a model.
    const rated = this.#answers.findLast(
      ({ node: speaker, text }) => speaker === node.id && last && textOf(last).endsWith(text),
    );
    return rated ? { json: { confidence: rated.confidence } } : { text: 'I cannot say.' };
  }
}

/** Beside an agent's turn a node's model is asked for a label, for how sure it is, or for a summary. */
function purposeOf(request: ChatRequest, graph: Graph, node: ModelledNode): Purpose {
  if (node.kind === 'router') return 'classify';
  const format = request.response_format;
  const asked = format?.type === 'json_schema' ? Object.keys(format.json_schema.schema?.['properties'] ?? {}) : [];
  if (asked.join() === 'confidence') return 'confidence';
  const system = request.messages[0]?.role === 'system' ? textOf(request.messages[0]) : '';
  const summaries = handoffsFrom(graph, node.id).flatMap((handoff) => {
    const history = historyOf(handoff.context);
    return typeof history === 'object' && 'summary' in history ? [history.summary.trim()] : [];
  });
  return summaries.some((words) => system.startsWith(words || 'Summarise this conversation')) ? 'summary' : 'answer';
}

/** What the user said last. */
function inputOf(request: ChatRequest): string | undefined {
  const spoken = request.messages.filter(({ role }) => role === 'user').map((message) => textOf(message));
  return spoken.findLast((text) => !isStandInText(text));
}

const labelOf = (text: string): Json | undefined => (JSON.parse(text) as { label?: Json }).label;

/** A structured answer is its JSON and nothing else. */
const wireText = (node: ModelledNode, text: string, output: Json | undefined): string =>
  node.kind === 'agent' && node.output && output !== undefined ? JSON.stringify(output) : text;

function onTheWire(node: ModelledNode, { text, calls, script }: ModelAnswer): Answer {
  return {
    text: wireText(node, text, script?.output),
    ...(calls.length > 0 ? { toolCalls: calls.map(({ tool, args }) => ({ name: tool, arguments: args ?? {} })) } : {}),
  };
}
