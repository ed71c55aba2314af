import type { WebhookCreated } from '@baton/shared/api';
import { expect, it } from 'vitest';
import { deskGraph, read, startTestApp } from '../app.fixture.ts';
import { hideKnown } from './hide-known.ts';
import { Redactor } from './redact.ts';
import { Vault } from './vault.ts';

it('after a restart hides the secrets of providers, tools, webhooks and the environment as before', async () => {
  await using app = await startTestApp({ env: { BATON_ADMIN_TOKEN: 'token-of-the-operator' } });
  await app.ask('POST', '/api/graphs', deskGraph);
  const { secret } = await read<WebhookCreated>(app.ask('PUT', '/api/graphs/desk/webhook', {}));
  const provider = { kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:1/v1', apiKey: 'sk-of-the-provider' };
  expect((await app.ask('PUT', '/api/settings/providers/local', provider)).ok).toBe(true);
  expect((await app.ask('PUT', '/api/settings/secrets/SHOP', { value: 'key-of-the-shop' })).ok).toBe(true);

  const redactor = new Redactor();
  const { store, secrets, env } = app.deps;
  await hideKnown({ store, secrets, env, redactor, vault: new Vault(store.secrets, secrets, redactor) });
  for (const value of [secret, provider.apiKey, 'key-of-the-shop', 'token-of-the-operator'])
    expect(redactor.text(`It is ${value}.`)).toBe('It is [secret].');
});
