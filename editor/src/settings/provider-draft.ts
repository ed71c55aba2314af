/** What the provider form holds, and what of it is sent. */
import type { ModelPrices, ProviderRequest } from '@baton/shared/api';

export interface ProviderDraft {
  name: string;
  kind: ProviderRequest['kind'];
  baseUrl: string;
  apiKey: string;
  /** As typed: separated by commas. */
  models: string;
  prices: readonly PriceRow[];
}

/** A model's price as it is typed; what is empty costs nothing, but cached tokens cost what all of the input does. */
export interface PriceRow {
  model: string;
  input?: number | undefined;
  output?: number | undefined;
  cached?: number | undefined;
}

export const rowsOf = (prices: ModelPrices): PriceRow[] =>
  Object.entries(prices).map(([model, price]) => ({ model, ...price }));

function pricesOf(rows: readonly PriceRow[]): ModelPrices {
  const named = rows.filter(({ model }) => model.trim() !== '');
  return Object.fromEntries(
    named.map(({ model, input = 0, output = 0, cached }) => [
      model.trim(),
      { input, output, ...(cached !== undefined && { cached }) },
    ]),
  );
}

/**
 * A field that is empty is left out, so that the server keeps its key; and so are models that nobody changed, so that it
 * asks for them anew.
 * @param known the models that the form began with.
 */
export function requestOf(
  { kind, baseUrl, apiKey, models, prices }: ProviderDraft,
  known: readonly string[] = [],
): ProviderRequest {
  const listed = modelsIn({ models });
  return {
    kind,
    ...(baseUrl.trim() && { baseUrl: baseUrl.trim() }),
    ...(apiKey.trim() && { apiKey: apiKey.trim() }),
    ...(listed.length > 0 && listed.join() !== known.join() && { models: listed }),
    prices: pricesOf(prices),
  };
}

/** The models that are typed. */
export const modelsIn = ({ models }: Pick<ProviderDraft, 'models'>): string[] =>
  models
    .split(',')
    .map((model) => model.trim())
    .filter(Boolean);

/** The name stands before the colon of a model, so it keeps to the format's rule for models. */
export function nameProblem(name: string, taken: readonly string[]): string | undefined {
  if (!/^[a-z][a-z0-9-]*$/.test(name))
    return 'A name is lower-case letters, digits and dashes, and starts with a letter.';
  return taken.includes(name) || name === 'script' ? `There already is a provider “${name}”.` : undefined;
}
