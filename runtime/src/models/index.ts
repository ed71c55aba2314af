/** The models that a graph can name: the embedded `script`, and the providers of the server's settings. */
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { nearest } from '@baton/shared/graph';
import type { Models } from './model.ts';
import type { Fetch } from '../tools/services.ts';
import { openAIModel, type Provider } from './openai.ts';
import { costOf, openAIPrices, priceOf } from './prices.ts';
import { ScriptModel } from './script.ts';

interface ProviderSettings {
  providers: { [name: string]: Provider };
  /** The one door for outgoing requests. */
  fetch: Fetch;
}

/** Providers need a way out; the script model needs neither. */
export type ModelSettings = (ProviderSettings | { [Name in keyof ProviderSettings]?: undefined }) & {
  /** How long the script model takes for a word, in ms, so that people can watch it; 0 by default. */
  scriptWordMs?: number;
};

export function createModels({ providers = {}, fetch, scriptWordMs = 0 }: ModelSettings = {}): Models {
  const known = new Map(Object.entries(providers));
  const clients = new Map<string, BaseChatModel>();
  return {
    problem(model) {
      if (model === 'script') return undefined;
      const [name, rest] = split(model);
      if (!rest) return `"${model}" is no model: say "script", or "provider:name" such as "openai:gpt-5-mini"`;
      const provider = known.get(name);
      if (!provider) return unknownProvider(name, [...known.keys()]);
      if (provider.kind === 'openai' && !provider.apiKey)
        return `the provider "${name}" has no key yet; add one in the settings`;
      return undefined;
    },
    chat(model, asking) {
      if (model === 'script') return new ScriptModel(asking, scriptWordMs);
      const [name, rest] = split(model);
      const provider = known.get(name);
      if (!provider || !fetch) throw new Error(unknownProvider(name, [...known.keys()]));
      const key = JSON.stringify([model, asking.options, asking.logprobs]);
      const client = clients.get(key) ?? openAIModel(provider, rest, asking, fetch);
      clients.set(key, client);
      return client;
    },
    cost(model, tokens) {
      const [name, rest] = split(model);
      const provider = known.get(name);
      if (!provider) return 0;
      const listed = provider.kind === 'openai' ? openAIPrices : {};
      return costOf(priceOf(provider.prices ?? {}, rest) ?? priceOf(listed, rest), tokens);
    },
  };
}

function split(model: string): [provider: string, name: string] {
  const colon = model.indexOf(':');
  return colon < 0 ? [model, ''] : [model.slice(0, colon), model.slice(colon + 1)];
}

function unknownProvider(name: string, known: string[]): string {
  const meant = nearest(name, known);
  const names = known.length > 0 ? `known are ${known.join(', ')}` : 'none is set up yet';
  return `no provider is called "${name}"; ${meant ? `did you mean "${meant}"?` : `${names}; add one in the settings, or use "script"`}`;
}
