/** Tells the redactor every secret that a server knows when it starts. Those that come later are told as they come. */
import type { Deps } from '../deps.ts';
import { webhookSecretName } from '../webhooks/callbacks.ts';

const secretVariables = ['OPENAI_API_KEY', 'BATON_ADMIN_PASSWORD', 'BATON_ADMIN_TOKEN', 'BATON_SECRET_KEY'] as const;

export async function hideKnown({
  store,
  secrets,
  vault,
  redactor,
  env,
}: Pick<Deps, 'store' | 'secrets' | 'vault' | 'redactor' | 'env'>): Promise<void> {
  await vault.open();
  for (const name of secretVariables) redactor.hide(env[name]);
  for (const { name, sealedKey } of await store.providers.list())
    redactor.hide(sealedKey && secrets.open(`provider:${name}`, sealedKey));
  for (const { id, sealedSecret } of await store.webhooks.list())
    redactor.hide(secrets.open(webhookSecretName(id), sealedSecret));
}
