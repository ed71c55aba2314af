/** OpenAI and every server that speaks its Chat Completions API, through @langchain/openai. */
import { ChatOpenAI } from '@langchain/openai';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { modelOptionNames, type Json, type JsonObject } from '@baton/shared/graph';
import type { Fetch } from '../tools/services.ts';
import type { Asking } from './model.ts';
import type { Prices } from './prices.ts';

export interface Provider {
  kind: 'openai' | 'openai-compatible';
  baseUrl?: string | undefined;
  apiKey?: string | undefined;
  /** By model, in US dollars per million tokens. */
  prices?: Prices | undefined;
}

/** What the client takes only with each single call, under the API's own names. */
const perCall: { [name: string]: string } = { seed: 'seed', reasoningEffort: 'reasoning_effort' };

function fieldsOf(options: JsonObject): { modelKwargs: JsonObject } & JsonObject {
  const given = modelOptionNames.flatMap((name) =>
    options[name] === undefined ? [] : [[name, options[name]] as [string, Json]],
  );
  const isPerCall = ([name]: [string, Json]): boolean => Object.hasOwn(perCall, name);
  const modelKwargs = given.filter(isPerCall).map(([name, value]) => [perCall[name] ?? name, value]);
  return {
    ...Object.fromEntries(given.filter((one) => !isPerCall(one))),
    modelKwargs: Object.fromEntries(modelKwargs) as JsonObject,
  };
}

export function openAIModel(
  provider: Provider,
  name: string,
  { options, logprobs }: Asking,
  fetch: Fetch,
): BaseChatModel {
  return new ChatOpenAI({
    ...fieldsOf(options),
    model: name,
    ...(logprobs ? { logprobs } : {}),
    // A local server asks for no key, and the client insists on one.
    apiKey: provider.apiKey ?? 'none',
    // Retries are the node's: each try is an event, and `Retry-After` is kept.
    maxRetries: 0,
    streamUsage: true,
    useResponsesApi: false,
    configuration: {
      ...(provider.baseUrl ? { baseURL: provider.baseUrl } : {}),
      fetch,
      maxRetries: 0,
      // It would print what a model said to the console, past the log and its redaction.
      logLevel: 'off',
    },
  });
}
