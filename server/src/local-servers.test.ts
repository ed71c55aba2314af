import { startOpenAIServer } from '@baton/runtime/testing';
import { expect, it } from 'vitest';
import { findServers } from './local-servers.ts';
import { Egress } from './security/egress/egress.ts';

it('finds the servers that answer, says which are set up already, and takes no name twice', async () => {
  const server = await startOpenAIServer({ reply: () => ({ text: '' }), models: ['qwen3', 'gemma3'], apiKey: null });
  const port = Number(new URL(server.baseUrl).port);
  const egress = new Egress();
  const ports = [
    { name: 'ollama', title: 'Ollama', port },
    { name: 'vllm', title: 'vLLM', port: 1 },
  ];
  const baseUrl = `http://127.0.0.1:${port}/v1`;
  const found = { name: 'ollama', title: 'Ollama', baseUrl, models: ['gemma3', 'qwen3'], wantsKey: false };
  const at = { kind: 'openai-compatible' as const, sealedKey: undefined, models: [], prices: {} };
  const answered = await findServers([], egress, ports);
  expect(answered).toEqual([found]);
  const mine = { ...at, name: 'mine', baseUrl: `http://localhost:${port}/v1` };
  expect(await findServers([mine], egress, ports)).toEqual([{ ...found, provider: 'mine' }]);
  const other = { ...at, name: 'ollama', baseUrl: 'http://127.0.0.1:9/v1' };
  expect(await findServers([other], egress, ports)).toMatchObject([{ name: `ollama-${port}` }]);
  await server.close();
  await egress.close();
});

it('finds a server that wants a key, and says so', async () => {
  const server = await startOpenAIServer({ reply: () => ({ text: '' }), models: ['qwen3'] });
  const port = Number(new URL(server.baseUrl).port);
  const egress = new Egress();
  const found = await findServers([], egress, [{ name: 'vllm', title: 'vLLM', port }]);
  expect(found).toMatchObject([{ name: 'vllm', models: [], wantsKey: true }]);
  await server.close();
  await egress.close();
});
