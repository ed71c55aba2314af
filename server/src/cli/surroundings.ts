/** What a run on the command line works with: the providers and secrets of a data folder, and those of the environment. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Models, ToolServices } from '@baton/runtime';
import { loadModels } from '../runs/models.ts';
import { readMcpServers } from '../runs/mcp-servers.ts';
import { openTools } from '../runs/tools.ts';
import { Egress } from '../security/egress/egress.ts';
import { Redactor } from '../security/redact.ts';
import { findSecrets } from '../security/secrets.ts';
import { Vault, type ResolveSecret } from '../security/vault.ts';
import type { Environment } from '../settings.ts';
import { openSettings } from '../store/index.ts';

export interface Surroundings extends AsyncDisposable {
  models: Models;
  tools: ToolServices;
  /** Ids of the MCP servers that the folder configures. */
  mcpServers: ReadonlySet<string>;
  redactor: Redactor;
}

/**
 * Changes nothing in the folder, and may run beside a server that uses it.
 * @throws BadSecretKey, BadMcpFile
 */
export async function openSurroundings(folder: string, env: Environment, allow: string[]): Promise<Surroundings> {
  const file = join(folder, 'baton.db');
  const settings = existsSync(file) ? openSettings(file) : undefined;
  try {
    const secrets = settings && findSecrets(folder, env['BATON_SECRET_KEY']);
    const redactor = new Redactor();
    const vault = settings && secrets && new Vault(settings.secrets, secrets, redactor);
    await vault?.open();
    const egress = new Egress({ allow });
    const models = await loadModels({ providers: settings?.providers, secrets, env, egress }, 0);
    const mcpServers = readMcpServers(folder, egress, redactor);
    const tools = openTools({ egress, secretOf: secretOf(env, vault?.resolve, redactor), redactor, mcpServers });
    const close = async () => {
      await tools.close();
      await egress.close();
      await settings?.close();
    };
    return {
      models,
      tools: tools.services,
      mcpServers: new Set(mcpServers.keys()),
      redactor,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await settings?.close();
    throw error;
  }
}

/** `BATON_SECRET_SHOP_TOKEN` goes before what the folder has. The key that opens the folder is no secret of a graph. */
function secretOf(env: Environment, resolve: ResolveSecret | undefined, redactor: Redactor): ResolveSecret {
  return async (name) => {
    const value = name === 'KEY' ? undefined : env[`BATON_SECRET_${name}`];
    if (value === undefined) return resolve?.(name);
    redactor.hide(value);
    return { value };
  };
}
