import type { ProblemDetails, ProviderAnswer, ProviderList, ProviderTest, RunStarted } from '@baton/shared/api';
import { startOpenAIServer, type OpenAIServer } from '@baton/runtime/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { deskGraph, read, startTestApp, type TestApp } from '../app.fixture.ts';

const key = 'sk-canary-0123456789';
let provider: OpenAIServer;
beforeAll(async () => {
  provider = await startOpenAIServer({
    apiKey: key,
    models: ['small', 'large'],
    reply: () => ({ text: 'From afar.' }),
  });
});
afterAll(() => provider.close());

const put = (app: TestApp, body: object, name = 'local') => app.ask('PUT', `/api/settings/providers/${name}`, body);
const list = async (app: TestApp) => (await read<ProviderList>(app.ask('GET', '/api/settings/providers'))).providers;
const test = (app: TestApp, name = 'local') =>
  read<ProviderTest>(app.ask('POST', `/api/settings/providers/${name}/test`, {}));
const compatible = (more: object = {}) => ({ kind: 'openai-compatible', baseUrl: provider.baseUrl, ...more });

describe('providers', () => {
  it('are set up with a key that nobody sees again, and offer the models that they have', async () => {
    await using app = await startTestApp();
    const saved = await put(app, compatible({ apiKey: key }));
    expect(await read<ProviderAnswer>(saved)).toEqual({
      name: 'local',
      kind: 'openai-compatible',
      baseUrl: provider.baseUrl,
      hasKey: true,
      models: ['large', 'small'],
      prices: {},
    });
    expect((await list(app)).map(({ name }) => name)).toEqual(['script', 'local']);
    const graph = { ...deskGraph, nodes: [{ id: 'triage', kind: 'agent', model: 'local:small' }], handoffs: [] };
    const started = await read<RunStarted>(app.ask('POST', '/api/runs', { graph, input: 'hello', wait: true }));
    expect(started.view).toMatchObject({ status: 'finished', output: 'From afar.' });
    expect(await test(app)).toMatchObject({ ok: true, message: expect.stringContaining('2 models') });

    const stored = (await app.deps.store.providers.get('local'))!;
    const everything = [
      JSON.stringify(started),
      JSON.stringify(await list(app)),
      app.logged.join(),
      Buffer.from(stored.sealedKey!).toString('latin1'),
    ];
    expect(everything.join()).not.toContain('canary');
  });

  it('keep their key while the server stays, and lose it with the server that it was for', async () => {
    await using app = await startTestApp();
    await put(app, compatible({ apiKey: key, models: ['small'] }));
    expect(await read(put(app, compatible({ models: ['large'] })))).toMatchObject({ hasKey: true, models: ['large'] });
    const other = compatible({ baseUrl: 'http://127.0.0.1:1/v1', models: [] });
    expect(await read(put(app, other))).toMatchObject({ hasKey: false });
    expect(await read(put(app, compatible()))).toMatchObject({ hasKey: false });
  });

  it('say what is wrong when they are tested', async () => {
    await using app = await startTestApp();
    await put(app, compatible({ apiKey: 'wrong', models: [] }));
    expect(await test(app)).toMatchObject({ ok: false, message: expect.stringContaining('refused the key') });
    await put(app, compatible({ models: [] }), 'keyless');
    expect(await test(app, 'keyless')).toMatchObject({ ok: false, message: expect.stringContaining('asks for a key') });
    await put(app, compatible({ baseUrl: provider.baseUrl.replace('/v1', ''), apiKey: key, models: [] }));
    expect(await test(app)).toMatchObject({ ok: false, message: expect.stringContaining('/v1') });
    await put(app, compatible({ baseUrl: 'http://127.0.0.1:1/v1', models: [] }));
    expect(await test(app)).toMatchObject({ ok: false, message: expect.stringContaining('could not be reached') });
  });

  it('do not tell their key where a server calls its models by it', async () => {
    const echo = await startOpenAIServer({ apiKey: key, models: [`Bearer ${key}`], reply: () => ({ text: '' }) });
    onTestFinished(() => echo.close());
    await using app = await startTestApp();
    const saved = await read<ProviderAnswer>(put(app, compatible({ baseUrl: echo.baseUrl, apiKey: key })));
    expect(saved.models).toEqual(['Bearer [secret]']);
    expect((await test(app)).message).toContain('Bearer [secret]');
    // As one that was set up before has it.
    await app.deps.store.providers.put({ ...(await app.deps.store.providers.get('local'))!, models: [key] });
    expect(JSON.stringify(await list(app))).not.toContain('canary');
  });

  it('say so where the list of models proves nothing about the key', async () => {
    const models = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const open = await startOpenAIServer({ apiKey: null, models, reply: () => ({ text: '' }) });
    onTestFinished(() => open.close());
    await using app = await startTestApp();
    await put(app, compatible({ baseUrl: open.baseUrl, apiKey: 'any key at all' }));
    const { message } = await test(app);
    expect(message).toContain('7 models: a, b, c, d, e and 2 more.');
    expect(message).toContain('whether the key is right shows in the first run');
    await put(app, compatible({ apiKey: key }));
    expect((await test(app)).message).not.toContain('without a key');
  });

  it('need what they cannot do without', async () => {
    await using app = await startTestApp();
    const refused = async (body: object, name?: string) => {
      const response = await put(app, body, name);
      return [response.status, (await read<ProblemDetails>(response)).errors?.[0]?.path];
    };
    expect(await refused({ kind: 'openai-compatible' })).toEqual([400, '/baseUrl']);
    expect(await refused({ kind: 'other' })).toEqual([400, '/kind']);
    expect(await refused(compatible({ baseUrl: 'file:///etc/passwd' }))).toEqual([400, '/baseUrl']);
    expect(await refused(compatible({ apiKey: '' }))).toEqual([400, '/apiKey']);
    expect(await refused(compatible(), 'script')).toEqual([409, undefined]);
    expect(await refused(compatible(), 'Not A Name')).toEqual([404, undefined]);
    expect(await list(app)).toHaveLength(1);
  });

  it('are forgotten', async () => {
    await using app = await startTestApp();
    await put(app, compatible({ apiKey: key }));
    expect((await app.ask('DELETE', '/api/settings/providers/local')).status).toBe(204);
    expect(await list(app)).toHaveLength(1);
    expect((await app.ask('POST', '/api/settings/providers/local/test', {})).status).toBe(404);
  });

  it('may come from the environment, until the settings say otherwise', async () => {
    await using app = await startTestApp({ env: { OPENAI_API_KEY: key, OPENAI_BASE_URL: provider.baseUrl } });
    expect(await list(app)).toMatchObject([
      { name: 'script' },
      { name: 'openai', hasKey: true, baseUrl: provider.baseUrl },
    ]);
    expect(await test(app, 'openai')).toMatchObject({ ok: true });
    await put(app, { kind: 'openai', apiKey: 'other', models: ['x'] }, 'openai');
    expect(await list(app)).toMatchObject([{ name: 'script' }, { name: 'openai', kind: 'openai', models: ['x'] }]);
  });
});
