/**
 * Servers for models on this machine, found by asking the ports on which they usually listen. Nobody is asked by
 * itself: an admin does it.
 */
import type { FoundServer } from '@baton/shared/api';
import { listModels } from './providers.ts';
import type { Egress } from './security/egress/egress.ts';
import type { StoredProvider } from './store/store.ts';

interface Usual {
  name: string;
  title: string;
  port: number;
}

/** Their documentation names these ports, and an API like OpenAI's under /v1 at each of them. */
export const usual: readonly Usual[] = [
  { name: 'ollama', title: 'Ollama', port: 11_434 },
  { name: 'lm-studio', title: 'LM Studio', port: 1234 },
  { name: 'vllm', title: 'vLLM', port: 8000 },
  { name: 'llama-cpp', title: 'llama.cpp', port: 8080 },
];
const patienceMs = 1500;

export async function findServers(
  providers: readonly StoredProvider[],
  egress: Egress,
  ports: readonly Usual[] = usual,
): Promise<FoundServer[]> {
  const found = await Promise.all(ports.map((one) => ask(one, providers, egress)));
  return found.filter((one) => one !== undefined);
}

async function ask(
  { name, title, port }: Usual,
  providers: readonly StoredProvider[],
  egress: Egress,
): Promise<FoundServer | undefined> {
  const baseUrl = `http://127.0.0.1:${port}/v1`;
  const listed = await listModels({ kind: 'openai-compatible', baseUrl }, egress, patienceMs);
  if (!listed.ok && !listed.wantsKey) return undefined;
  const provider = providers.find((one) => isAt(one.baseUrl, port))?.name;
  const taken = new Set(providers.map((one) => one.name));
  const free = taken.has(name) ? `${name}-${port}` : name;
  const models = listed.ok ? listed.models : [];
  return {
    name: free,
    title,
    baseUrl,
    models,
    wantsKey: !listed.ok,
    ...(provider === undefined ? {} : { provider }),
  };
}

function isAt(baseUrl: string | undefined, port: number): boolean {
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return false;
  const url = new URL(baseUrl);
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname) && Number(url.port) === port;
}
