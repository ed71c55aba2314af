/** The models that runs may use: the providers of the settings with their keys opened, and OpenAI's from the environment. */
import { createModels, type Models, type Provider } from '@baton/runtime';
import type { Egress } from '../security/egress/egress.ts';
import type { Secrets } from '../security/secrets.ts';
import type { Providers } from '../store/store.ts';

export interface ProviderSource {
  egress: Egress;
  providers: Pick<Providers, 'list'> | undefined;
  secrets: Secrets | undefined;
  env: { [name: string]: string | undefined };
}

/** `OPENAI_API_KEY` and `OPENAI_BASE_URL`, as OpenAI's own clients read them. */
export function providerOfEnvironment(env: ProviderSource['env']): Provider | undefined {
  const apiKey = env['OPENAI_API_KEY'];
  const baseUrl = env['OPENAI_BASE_URL'];
  if (!apiKey && !baseUrl) return undefined;
  return {
    kind: baseUrl ? 'openai-compatible' : 'openai',
    ...(apiKey ? { apiKey } : {}),
    ...(baseUrl ? { baseUrl } : {}),
  };
}

/** A model may think for long before it says anything, and then say much. */
const modelLimits = { maxBytes: 64 * 1024 * 1024, headersMs: 15 * 60_000 };

/** The addresses that an administrator has set. */
const namedBy = (providers: readonly Provider[]): string[] =>
  providers.flatMap(({ baseUrl }) => (baseUrl !== undefined && URL.canParse(baseUrl) ? [baseUrl] : []));

/** @param scriptWordMs the pace at which the script model speaks. */
export async function loadModels(
  { providers, secrets, env, egress }: ProviderSource,
  scriptWordMs: number,
): Promise<Models> {
  const fromEnvironment = providerOfEnvironment(env);
  const found = new Map<string, Provider>(fromEnvironment ? [['openai', fromEnvironment]] : []);
  for (const { name, kind, baseUrl, sealedKey } of (await providers?.list()) ?? []) {
    const apiKey = sealedKey && secrets?.open(`provider:${name}`, sealedKey);
    found.set(name, { kind, ...(baseUrl ? { baseUrl } : {}), ...(apiKey ? { apiKey } : {}) });
  }
  const fetch = egress.door({ named: namedBy([...found.values()]), limits: modelLimits });
  return createModels({ providers: Object.fromEntries(found), fetch, scriptWordMs });
}
