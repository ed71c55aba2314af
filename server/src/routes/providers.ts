/** Settings: the providers of models. A key goes in and never comes out. */
import { providerRequest, type ProviderAnswer, type ProviderList, type ProviderTest } from '@baton/shared/api';
import type { Provider } from '@baton/runtime';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { Refused } from '../problem.ts';
import { listModels } from '../providers.ts';
import { providerOfEnvironment } from '../runs/models.ts';
import type { StoredProvider } from '../store/store.ts';
import { providerListSchema, providerSchema, providerTestSchema } from './answers.ts';
import { body, nothing, params, route } from './route.ts';

const settingBytes = 64 * 1024;
const nameParams = params({ name: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/) });
const testMs = 10_000;
/** Saving is not held up for longer by a provider that does not answer. */
const saveMs = 3000;
/** How many models a test tells by name. */
const mostNamed = 5;
/** Gateways such as OpenRouter do so. */
const forAnyone = 'It tells them without a key too, so whether the key is right shows in the first run.';

const script: ProviderAnswer = { name: 'script', kind: 'script', hasKey: false, models: [], prices: {} };
const unknown = (name: string) => new Refused(404, `There is no provider "${name}".`);
const sealName = (name: string) => `provider:${name}`;

export function providerRoutes({ store, secrets, redactor, egress, env }: Deps) {
  const opened = ({ name, kind, baseUrl, sealedKey }: StoredProvider): Provider => ({
    kind,
    baseUrl,
    apiKey: sealedKey && secrets.open(sealName(name), sealedKey),
  });
  const shown = (stored: StoredProvider): ProviderAnswer => ({
    name: stored.name,
    kind: stored.kind,
    ...(stored.baseUrl === undefined ? {} : { baseUrl: stored.baseUrl }),
    // A key that cannot be opened any more is as good as none.
    hasKey: opened(stored).apiKey !== undefined,
    // A server may call a model by the key that it was sent; those that were listed before are looked through too.
    models: redactor.json(stored.models),
    prices: stored.prices,
  });
  const ofEnvironment = (): ProviderAnswer | undefined => {
    const provider = providerOfEnvironment(env);
    if (!provider) return undefined;
    const { kind, baseUrl, apiKey } = provider;
    const hasKey = apiKey !== undefined;
    return { name: 'openai', kind, ...(baseUrl ? { baseUrl } : {}), hasKey, models: [], prices: {} };
  };

  /** Whether the list of models comes without the key too. */
  const tellsAnyone = async (provider: Provider): Promise<boolean> =>
    (await listModels({ ...provider, apiKey: undefined }, egress, testMs)).ok;

  return [
    route({
      method: 'get',
      path: '/api/settings/providers',
      auth: 'caller',
      scope: 'read',
      rate: 'read',
      summary: 'The providers of models, without their keys',
      params: nothing,
      query: nothing,
      body: nothing,
      answers: { 200: { what: 'All of them', schema: providerListSchema } },
      async handle({ c }) {
        const stored = (await store.providers.list()).map(shown);
        const environment = ofEnvironment();
        const extra = environment && !stored.some(({ name }) => name === environment.name) ? [environment] : [];
        const answer: ProviderList = { providers: [script, ...extra, ...stored] };
        return c.json(answer);
      },
    }),

    route({
      method: 'put',
      path: '/api/settings/providers/:name',
      auth: 'caller',
      scope: 'admin',
      rate: 'outgoing',
      summary: 'Set a provider up. A key that is left out stays while the server that it is for stays',
      params: nameParams,
      query: nothing,
      body: body(providerRequest, settingBytes),
      answers: { 200: { what: 'Stored', schema: providerSchema } },
      async handle({ c, params: { name }, body: { kind, baseUrl, apiKey, models, prices } }) {
        if (name === 'script') throw new Refused(409, '"script" is built in. Give this provider another name.');
        if (kind === 'openai-compatible' && baseUrl === undefined) {
          throw new Refused(400, 'A compatible server needs its address.', [
            { path: '/baseUrl', message: 'is required, such as "http://127.0.0.1:11434/v1"' },
          ]);
        }
        redactor.hide(apiKey);
        const before = await store.providers.get(name);
        const sealedKey = apiKey === undefined ? keptKey(before, baseUrl) : secrets.seal(sealName(name), apiKey);
        const stored: StoredProvider = {
          name,
          kind,
          baseUrl,
          sealedKey,
          models: models ?? [],
          prices: prices ?? before?.prices ?? {},
        };
        if (models === undefined) {
          const listed = await listModels(opened(stored), egress, saveMs);
          stored.models = listed.ok ? redactor.json(listed.models) : (before?.models ?? []);
        }
        await store.providers.put(stored);
        return c.json(shown(stored));
      },
    }),

    route({
      method: 'delete',
      path: '/api/settings/providers/:name',
      auth: 'caller',
      scope: 'admin',
      rate: 'write',
      summary: 'Forget a provider and its key',
      params: nameParams,
      query: nothing,
      body: nothing,
      answers: { 204: { what: 'Forgotten' } },
      async handle({ c, params: { name } }) {
        if (!(await store.providers.remove(name))) throw unknown(name);
        return c.body(null, 204);
      },
    }),

    route({
      method: 'post',
      path: '/api/settings/providers/:name/test',
      auth: 'caller',
      scope: 'admin',
      rate: 'outgoing',
      summary: 'Ask a provider which models it has, to see whether its address and key are right',
      params: nameParams,
      query: nothing,
      body: nothing,
      answers: { 200: { what: 'What came of it', schema: providerTestSchema } },
      async handle({ c, params: { name } }) {
        const stored = await store.providers.get(name);
        const provider = stored ? opened(stored) : name === 'openai' ? providerOfEnvironment(env) : undefined;
        if (!provider) throw unknown(name);
        const begun = performance.now();
        const listed = redactor.json(await listModels(provider, egress, testMs));
        const ms = Math.round(performance.now() - begun);
        if (listed.ok && stored?.models.length === 0) await store.providers.put({ ...stored, models: listed.models });
        const message = listed.ok ? found(listed.models) : listed.message;
        const forAll = listed.ok && provider.apiKey !== undefined && (await tellsAnyone(provider));
        const answer: ProviderTest = { ok: listed.ok, message: forAll ? `${message} ${forAnyone}` : message, ms };
        return c.json(answer);
      },
    }),
  ];
}

/** A key goes only to the server that it was entered for. */
function keptKey(before: StoredProvider | undefined, baseUrl: string | undefined): Uint8Array | undefined {
  const origin = (url: string | undefined): string => (url === undefined ? '' : new URL(url).origin);
  return before && origin(before.baseUrl) === origin(baseUrl) ? before.sealedKey : undefined;
}

function found(models: string[]): string {
  if (models.length === 0) return 'It answers, and has no models yet.';
  const some = models.slice(0, mostNamed).join(', ');
  const more = models.length > mostNamed ? ` and ${models.length - mostNamed} more` : '';
  return `It answers, and has ${models.length} model${models.length === 1 ? '' : 's'}: ${some}${more}.`;
}
