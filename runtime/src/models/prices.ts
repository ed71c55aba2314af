/**
 * What models cost, in US dollars per million tokens, as OpenAI lists them at https://platform.openai.com/docs/pricing
 * (standard tier). A provider's own `prices` come first; a model that is in neither costs nothing that Baton knows of.
 */
import type { Tokens } from '@baton/shared/events';

export interface Price {
  input: number;
  output: number;
  /** For input that the provider had cached; as `input` where it is not said. */
  cached?: number | undefined;
}

export type Prices = { readonly [model: string]: Price };

export const openAIPrices: Prices = {
  'gpt-5': { input: 1.25, cached: 0.125, output: 10 },
  'gpt-5-mini': { input: 0.25, cached: 0.025, output: 2 },
  'gpt-5-nano': { input: 0.05, cached: 0.005, output: 0.4 },
  'gpt-4.1': { input: 2, cached: 0.5, output: 8 },
  'gpt-4.1-mini': { input: 0.4, cached: 0.1, output: 1.6 },
  'gpt-4.1-nano': { input: 0.1, cached: 0.025, output: 0.4 },
  'gpt-4o': { input: 2.5, cached: 1.25, output: 10 },
  'gpt-4o-mini': { input: 0.15, cached: 0.075, output: 0.6 },
  o3: { input: 2, cached: 0.5, output: 8 },
  'o4-mini': { input: 1.1, cached: 0.275, output: 4.4 },
};

/** A dated name, such as `gpt-5-mini-2025-08-07`, costs what its undated one does. */
export function priceOf(prices: Prices, model: string): Price | undefined {
  const undated = model.replace(/-\d{4}-\d{2}-\d{2}$/, '');
  for (const name of [model, undated]) if (Object.hasOwn(prices, name)) return prices[name];
  return undefined;
}

/** @param tokens `input` counts the cached ones too */
export function costOf(price: Price | undefined, { input, output, cached }: Tokens): number {
  if (!price) return 0;
  const fresh = Math.max(0, input - cached);
  return (fresh * price.input + cached * (price.cached ?? price.input) + output * price.output) / 1_000_000;
}
