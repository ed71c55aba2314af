/**
 * The embedded `script` model: a chat model like any other, which plays a node's `script` instead of asking a
 * network. Where no step's condition holds it plays the node from the graph itself (see simulate.ts).
 */
import { BaseChatModel, type BaseChatModelCallOptions } from '@langchain/core/language_models/chat_models';
import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import { AIMessage, AIMessageChunk, type BaseMessage, type StandardMessageStructure } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import {
  capabilityTool,
  handoffsFrom,
  nodeName,
  transferToolOf,
  triggerOf,
  type Json,
  type JsonObject,
  type JsonSchema,
} from '@baton/shared/graph';
import type { OfferedTool } from '@baton/shared/events';
import type { ScriptStep } from '@baton/shared/nodes';
import { isStandIn } from '@baton/shared/context';
import { NodeError } from '../errors.ts';
import { holds, render } from '../expressions.ts';
import { pause } from '../pause.ts';
import type { Asking } from './model.ts';
import { nearestByWords, simulatedArgs, simulatedValue } from './simulate.ts';

interface ScriptOptions extends BaseChatModelCallOptions {
  tools?: { function: OfferedTool }[];
  response_format?: { json_schema: { schema: JsonSchema } };
}

/** What a step comes to, before it is cut into chunks. */
interface Play {
  text: string;
  calls: { name: string; args: JsonObject }[];
  output?: Json;
  confidence?: number;
  step?: number;
}

const textOf = (message: BaseMessage | undefined): string =>
  typeof message?.content === 'string' ? message.content : '';

export class ScriptModel extends BaseChatModel<ScriptOptions> {
  readonly #asking: Asking;
  readonly #wordMs: number;

  constructor(asking: Asking, wordMs: number) {
    super({});
    this.#asking = asking;
    this.#wordMs = wordMs;
  }

  override _llmType(): string {
    return 'script';
  }

  override bindTools(tools: unknown[], options: Partial<ScriptOptions> = {}) {
    return this.withConfig({ ...options, tools: tools as NonNullable<ScriptOptions['tools']> });
  }

  override async _generate(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<ChatResult> {
    const play = await this.#play(messages, options);
    const tool_calls = play.calls.map((call, index) => ({ ...call, id: `call_${index}`, type: 'tool_call' as const }));
    const message = new AIMessage({ content: play.text, tool_calls, response_metadata: metadata(play) });
    return { generations: [{ text: play.text, message }] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    manager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const play = await this.#play(messages, options);
    for (const word of play.text.match(/\S+\s*|\s+/g) ?? []) {
      if (this.#wordMs > 0) await pause(this.#wordMs, options.signal);
      yield new ChatGenerationChunk({ text: word, message: new AIMessageChunk({ content: word }) });
      await manager?.handleLLMNewToken(word);
    }
    const size = (texts: string[]): number => texts.reduce((sum, text) => sum + Math.ceil(text.length / 4), 0);
    const input_tokens = size(messages.map(textOf));
    const output_tokens = size([play.text, ...play.calls.map((call) => JSON.stringify(call.args))]);
    const message = new AIMessageChunk<StandardMessageStructure>({
      content: '',
      tool_call_chunks: play.calls.map(({ name, args }, index) => ({
        type: 'tool_call_chunk' as const,
        index,
        id: `call_${index}`,
        name,
        args: JSON.stringify(args),
      })),
      response_metadata: metadata(play),
      usage_metadata: { input_tokens, output_tokens, total_tokens: input_tokens + output_tokens },
    });
    yield new ChatGenerationChunk({ text: '', message });
  }

  async #play(messages: BaseMessage[], options: ScriptOptions): Promise<Play> {
    const { purpose } = this.#asking;
    // Without a model a summary is what was said: the last message is the conversation as text.
    if (purpose === 'summary') return { text: textOf(messages.at(-1)), calls: [] };
    if (purpose === 'guardrail') return { text: JSON.stringify({ trips: false, reason: '' }), calls: [] };
    // Where nothing was said to the node, what opens its conversation in the user's place.
    const opening = textOf(messages.findLast(({ id }) => !isStandIn(id)));
    const values = { ...this.#asking.values, message: this.#asking.message ?? opening };
    const found = this.#step(values);
    if (!found) return this.#simulate(messages, options, values);
    const { step, index } = found;
    if (step.delayMs) await pause(step.delayMs, options.signal);
    if (step.fail) {
      const { kind = 'model', message = 'the script says that this call fails', passing = false } = step.fail;
      throw new NodeError(kind, message, { passing });
    }
    return { ...this.#scripted(step, values), step: index };
  }

  #step(values: Asking['values']): { step: ScriptStep; index: number } | undefined {
    const { node, graph, played, place: at } = this.#asking;
    const steps = node.kind === 'agent' || node.kind === 'router' ? (node.script ?? []) : [];
    for (const [index, step] of steps.entries()) {
      const place = `${at}/${index}`;
      if (step.once && played.has(place)) continue;
      if (step.if !== undefined && !holds(step.if, graph, node, values, 'script').value) continue;
      played.add(place);
      return { step, index };
    }
    return undefined;
  }

  #scripted(step: ScriptStep, values: Asking['values']): Play {
    const { graph, node, purpose, told } = this.#asking;
    const said =
      step.say === undefined
        ? ''
        : render(step.say, graph, node, { ...values, ...told }, { at: 'script', what: 'what its script says' });
    const targets = step.handoff === undefined ? [] : [step.handoff].flat();
    const calls = [
      ...(step.calls ?? []).map(({ tool, args = {} }) => ({ name: tool, args })),
      ...(step.needs === undefined ? [] : [step.needs].flat()).map((capability) => ({
        name: capabilityTool,
        args: { capability, ...step.args },
      })),
      ...targets.map((to) => ({ name: this.#transferTo(to), args: step.args ?? {} })),
    ];
    const { output, confidence } = step;
    const rest = { ...(output === undefined ? {} : { output }), ...(confidence === undefined ? {} : { confidence }) };
    if (purpose === 'classify')
      return { text: JSON.stringify({ label: output ?? said, confidence: confidence ?? 1 }), calls: [], ...rest };
    return { text: said || (output === undefined ? '' : JSON.stringify(output)), calls, ...rest };
  }

  #transferTo(to: string): string {
    const { graph, node } = this.#asking;
    const handoff = handoffsFrom(graph, node.id).find(
      (candidate) => candidate.to === to && triggerOf(candidate).on === 'model',
    );
    return handoff ? transferToolOf(handoff) : `transfer_to_${to}`;
  }

  #simulate(messages: BaseMessage[], options: ScriptOptions, values: Asking['values']): Play {
    const { node } = this.#asking;
    const input = typeof values['input'] === 'string' ? values['input'] : '';
    if (node.kind === 'router' && node.classify) {
      const { labels } = node.classify;
      const label =
        nearestByWords(input, labels, (one) => [one.name, one.description, ...(one.examples ?? [])].join(' ')) ??
        labels[0];
      return { text: JSON.stringify({ label: label?.name ?? '', confidence: 0.5 }), calls: [] };
    }
    const schema = options.response_format?.json_schema.schema;
    if (schema) return { text: JSON.stringify(simulatedValue(schema, input)), calls: [] };
    const offered = (options.tools ?? []).map((tool) => tool.function);
    const tool =
      messages.at(-1)?.type === 'tool'
        ? undefined
        : nearestByWords(input, offered, (one) => `${one.name.replaceAll(/[_-]/g, ' ')} ${one.description}`);
    if (tool) return { text: '', calls: [{ name: tool.name, args: simulatedArgs(tool, input) }] };
    return { text: `(simulated) ${nodeName(node)} would answer here.`, calls: [] };
  }
}

/** What a chat message has no place for. */
function metadata({ text: _text, calls: _calls, ...rest }: Play): { script: object } {
  return { script: rest };
}
