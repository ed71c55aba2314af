/** What a model is to the runtime: a chat model of LangChain's, and the frame in which it is asked. */
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { JsonObject, Graph } from '@baton/shared/graph';
import type { Tokens } from '@baton/shared/events';
import type { Node } from '@baton/shared/nodes';
import type { Values } from '../expressions.ts';

/** Why a model is asked: an agent's turn, a router's choice, or something that Baton wants to know. */
export type Purpose = 'answer' | 'classify' | 'summary' | 'confidence' | 'guardrail';

/** What the embedded `script` model needs to know; other providers use the options only. */
export interface Asking {
  purpose: Purpose;
  graph: Graph;
  node: Node;
  /** Where the node stands in the run. */
  place: string;
  /** The values that a script's conditions see: `state`, `input`, `visits`, … */
  values: Values;
  /** The last message that the node has seen, which what is sent may have joined with others; undefined where it saw none. */
  message?: string | undefined;
  /** What its words may tell of `state`, `input` and `item`: no more than was passed on to the node, as in every template of it. */
  told: Values;
  /** Steps of scripts that were played in this run, as `node/index`. */
  played: Set<string>;
  options: JsonObject;
  /** Whether the provider should say how probable each token was. */
  logprobs: boolean;
}

export interface Models {
  /** @returns why a model by this name cannot be asked, and what to do; undefined when it can. */
  problem(model: string): string | undefined;
  /** @param model `script` or `provider:name`. */
  chat(model: string, asking: Asking): BaseChatModel;
  /** What a call costs in US dollars; 0 where the price of the model is not known. */
  cost(model: string, tokens: Tokens): number;
}
