import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { startOpenAIServer } from '@baton/runtime/testing';
import { reduceAll, type StoredEvent } from '@baton/shared/events';
import type { Graph, Handoff } from '@baton/shared/graph';
import { templates } from '@baton/shared/templates';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskGraph, endlessGraph, startTestApp, storedOf } from '../app.fixture.ts';
import { Secrets } from '../security/secrets.ts';
import { openStore } from '../store/index.ts';
import { runCommand } from './commands.ts';
import type { Io } from './io.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'baton-cli-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return path;
};

/** @param typed what a person types at the terminal, a line each; without it there is no terminal. */
async function baton(args: string[], more: Partial<Io> & { typed?: string[] } = {}) {
  const { typed, ...io } = more;
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const said = { stdout: '', stderr: '' };
  stdout.on('data', (text: Buffer) => (said.stdout += text.toString()));
  stderr.on('data', (text: Buffer) => (said.stderr += text.toString()));
  stdin.end(typed?.map((line) => `${line}\n`).join(''));
  const code = await runCommand(args, {
    stdin,
    stdout,
    stderr,
    env: { BATON_DATA: join(folder, 'none') },
    terminal: false,
    colour: false,
    signal: new AbortController().signal,
    ...io,
    ...(typed ? { terminal: true } : {}),
  });
  return { code, ...said };
}

const eventsIn = (stdout: string): StoredEvent[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as StoredEvent);

const withoutColours = (text: string): string =>
  [0, 1, 2, 31, 32, 33, 36].reduce((rest, code) => rest.replaceAll(`\u001b[${code}m`, ''), text);

describe('baton', () => {
  it('sends a terminal no control characters of a graph or a model, but its own colours', async () => {
    const evil = '\u001b]52;c;ZXZpbA==\u0007\u001b[1A\u001b[2K\u009b2J\u202etxt';
    const node = { id: 'a', kind: 'agent', name: `A${evil}`, script: [{ say: `Hi${evil}\r\nthere` }] };
    const graph = {
      format: 'baton/1',
      id: 'evil',
      entry: 'a',
      nodes: [node],
      handoffs: [{ id: 'x', from: 'a', to: evil }],
    };
    const checked = await baton(['check', file('evil.json', graph)], { colour: true });
    const ran = await baton(['run', file('evil-run.json', { ...graph, handoffs: [] }), 'hi'], { colour: true });
    expect(ran.stdout).toContain('there');
    for (const text of [checked.stdout, checked.stderr, ran.stdout, ran.stderr])
      expect(JSON.stringify(withoutColours(text))).not.toMatch(/\\u00|\u009b|\u202e/);
    expect(ran.stdout).toContain('\u001b[1m');
  });

  it('says what it can do', async () => {
    expect(await baton(['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('check GRAPH.json') });
    expect(await baton([])).toMatchObject({ code: 2, stdout: '' });
    expect(await baton(['frobnicate'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no command "frobnicate"'),
    });
    for (const command of ['check', 'run']) expect((await baton([command, '--help'])).code).toBe(0);
  });

  it.each([
    [['check']],
    [['check', 'a', 'b']],
    [['check', '--nonsense', 'a']],
    [['run']],
    [['run', 'a']],
    [['run', 'a', 'b', 'c']],
    [['run', 'a', 'b', '--model']],
  ])('refuses %j as wrong usage', async (args) => {
    const { code, stdout, stderr } = await baton(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('GRAPH.json');
  });
});

describe('baton check', () => {
  it('says that all is well', async () => {
    expect(await baton(['check', file('desk.json', deskGraph)])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('no problems'),
    });
  });

  it('lists problems with their paths, and fails for an error', async () => {
    const { code, stdout } = await baton(['check', file('entry.json', { ...deskGraph, entry: 'nobody' })]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^error +\/entry +no-entry\n/m);
    expect(stdout).toMatch(/\d+ errors?/);
    const json = await baton(['check', '--json', join(folder, 'entry.json')]);
    expect(JSON.parse(json.stdout)).toMatchObject({ problems: [{ severity: 'error', path: '/entry' }] });
    expect(json.code).toBe(1);
  });

  it('with --json tells the same of a document that is no graph', async () => {
    const path = file('strange.json', { ...deskGraph, nodez: [] });
    const { code, stdout, stderr } = await baton(['check', '--json', path]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ problems: [{ severity: 'error', path: '/nodez' }] });
  });

  it('knows which patterns can be used', async () => {
    const [first] = deskGraph.handoffs ?? [];
    if (!first) throw new Error('the desk has a handoff');
    const handoffs = [{ ...first, context: { redact: [{ pattern: '(?<=card )[0-9]+' }] } }];
    const { code, stdout } = await baton(['check', file('pattern.json', { ...deskGraph, handoffs })]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^error +\/handoffs\/0\/context\/redact\/0\/pattern +bad-pattern\n.* no looking ahead/m);
  });

  it('passes with warnings', async () => {
    const graph: Graph = { ...deskGraph, nodes: [...deskGraph.nodes!, { id: 'lonely', kind: 'agent' }] };
    const { code, stdout } = await baton(['check', file('warning.json', graph)]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^warning/m);
  });

  it.each([
    ['nowhere.json', undefined, 'There is no file'],
    ['', undefined, 'is a folder'],
    ['cut.json', '{\n  "format": "baton/1",\n  "id": ', 'cut.json:3:9: this is not JSON'],
    ['comma.json', '{\n  "format": "baton/1",\n}', 'comma.json:3:1: this is not JSON'],
    ['list.json', '[]', 'a graph is a JSON object'],
    ['key.json', { ...deskGraph, nodez: [] }, '/nodez: unknown key "nodez"; did you mean "nodes"?'],
    ['deep.json', '['.repeat(100), 'nests deeper'],
  ])('says of %s what is wrong and where', async (name, content, words) => {
    const path = content === undefined ? join(folder, name) : file(name, content);
    const { code, stdout, stderr } = await baton(['check', path]);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(words);
  });
});

describe('baton run', () => {
  it('prints the route as it happens, and ends with it', async () => {
    const { code, stdout, stderr } = await baton(['run', file('desk.json', deskGraph), 'hello']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('● triage\n    Happy to help you with that.\n');
    expect(stdout).toContain('✓ Done.\n  triage (');
    expect(stdout).not.toContain('\u001b');
    expect((await baton(['run', join(folder, 'desk.json'), 'hello'], { colour: true })).stdout).toContain('\u001b[');
  });

  it('with --json prints the events of the log, one a line, that reduce to the run', async () => {
    const { code, stdout } = await baton(['run', file('desk.json', deskGraph), 'hello', '--json']);
    expect(code).toBe(0);
    const events = eventsIn(stdout);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(reduceAll(events)).toMatchObject({ status: 'finished', output: 'Happy to help you with that.' });
  });

  it('ends with 0 where a person is waited for and nobody is there', async () => {
    const path = file('desk.json', deskGraph);
    const text = await baton(['run', path, 'a refund']);
    expect(text.code).toBe(0);
    expect(text.stdout).toContain('? Allow it?');
    expect(text.stdout).toContain('The run is paused: boss waits for a person.');
    const json = await baton(['run', path, 'a refund', '--json']);
    expect(json.code).toBe(0);
    expect(eventsIn(json.stdout).at(-1)?.type).toBe('run.paused');
  });

  it('asks the person at the terminal until the answer fits, and goes on', async () => {
    const { code, stdout } = await baton(['run', file('desk.json', deskGraph), 'a refund'], {
      typed: ['perhaps', 'yes', 'go on'],
    });
    expect(code).toBe(0);
    expect(stdout).toContain('Type yes or no.');
    expect(stdout).toContain('It is done.');
    expect(stdout).toContain('triage → boss → done');
  });

  it('asks for a form field by field, and again when it does not fit', async () => {
    const answer = {
      type: 'object',
      properties: {
        amount: { type: 'number', maximum: 100, title: 'How much' },
        sure: { type: 'boolean' },
        size: { enum: ['s', 'm'] },
        note: { type: 'string' },
      },
      required: ['amount', 'sure', 'size'],
    };
    const nodes = deskGraph.nodes!.map((node) => (node.kind === 'human' ? { ...node, answer } : node));
    const typed = ['lots', '500', 'y', 's', '', '50', 'no', 'm', 'a note'];
    const { code, stdout } = await baton(['run', file('form.json', { ...deskGraph, nodes }), 'a refund'], { typed });
    expect(code).toBe(0);
    expect(stdout).toContain('How much: ');
    expect(stdout).toContain('size (s, m): ');
    expect(stdout).toContain('This is no number.');
    expect(stdout).toContain('does not fit');
    expect(stdout).toContain('It is done.');
  });

  const handing = (more: Partial<Handoff>): Graph => ({
    format: 'baton/1',
    id: 'handing',
    entry: 'front',
    nodes: [
      { id: 'front', kind: 'agent', script: [{ say: 'It is about money.' }] },
      { id: 'refunds', kind: 'agent', script: [{ say: 'Refunded.' }] },
      { id: 'boss', kind: 'agent', script: [{ say: 'I took it.' }] },
    ],
    handoffs: [{ id: 'front-refunds', from: 'front', to: 'refunds', trigger: { on: 'always' }, ...more }],
  });

  it.each([
    [['yes', ''], 'front → refunds'],
    [['no', 'Not today.'], 'front ('],
    [['to boss', ''], 'front → boss'],
    [['what?', '{"approved": tru}', '{"approved": true, "context": {"brief": "Be quick."}}'], 'front → refunds'],
  ])('asks whether a handoff may be taken, and is told %j', async (typed, route) => {
    const path = file('approval.json', handing({ approval: true, context: { brief: 'Pay it back.' } }));
    const { code, stdout } = await baton(['run', path, 'my money'], { typed });
    expect(code).toBe(0);
    expect(stdout).toContain(
      '? May front hand over to refunds?\n    always\n    → refunds with 2 messages (about 15 tokens)\n    Brief: Pay it back.',
    );
    expect(stdout).toContain(`✓ Done.\n  ${route}`);
    expect(stdout.includes('Type yes, no')).toBe(typed[0] === 'what?');
  });

  it('shows the call of a tool that asks first, and makes it when it may', async () => {
    const graph: Graph = {
      ...handing({}),
      handoffs: [],
      tools: [{ id: 'sum', type: 'builtin', builtin: 'calculator', approval: true }],
      nodes: [
        {
          id: 'front',
          kind: 'agent',
          tools: ['sum'],
          script: [{ calls: [{ tool: 'sum', args: { expression: '2 * 21' } }], once: true }, { say: 'Noted.' }],
        },
      ],
    };
    const { stdout } = await baton(['run', file('tool.json', graph), 'x'], { typed: ['yes', ''] });
    expect(stdout).toContain('? May front call sum?\n    sum({"expression":"2 * 21"})');
    expect(stdout).toContain('sum ✓');
    expect(stdout).toContain('Noted.');
  });

  it('lets a person take the conversation over, and give it back', async () => {
    const graph: Graph = {
      ...handing({}),
      nodes: [
        { id: 'front', kind: 'agent', script: [{ say: 'A person will help.' }] },
        { id: 'refunds', kind: 'human', answer: 'takeover', ask: 'Please help.' },
        { id: 'boss', kind: 'agent', script: [{ say: 'Glad that it worked.' }] },
      ],
      handoffs: [
        { id: 'a', from: 'front', to: 'refunds', trigger: { on: 'always' } },
        { id: 'b', from: 'refunds', to: 'boss', trigger: { on: 'always' } },
      ],
    };
    const typed = ['Which order?', 'user: 1001', 'I see.', '', 'It was a double charge.'];
    const { code, stdout } = await baton(['run', file('takeover.json', graph), 'help'], { typed });
    expect(code).toBe(0);
    expect(stdout.match(/You to the user/g)).toHaveLength(1);
    expect(stdout).toContain('Glad that it worked.');
    expect(stdout).toContain('front → refunds → boss');
  });

  it('goes on without an answer when the time for it is over', async () => {
    const graph: Graph = {
      ...handing({}),
      nodes: [
        { id: 'front', kind: 'human', ask: 'Quick?', answer: 'text', timeoutSeconds: 0.05 },
        { id: 'refunds', kind: 'agent', script: [{ say: 'Nobody was there.' }] },
      ],
      handoffs: [{ id: 'late', from: 'front', to: 'refunds', trigger: { on: 'error' } }],
    };
    const { stdout } = await baton(['run', file('late.json', graph), 'x'], {
      terminal: true,
      stdin: new PassThrough(),
    });
    expect(stdout).toContain('front was not answered in time.');
    expect(stdout).toContain('Nobody was there.');
  });

  it('reads the graphs that it runs inside itself from beside its file', async () => {
    const graph: Graph = {
      ...handing({}),
      nodes: [{ id: 'front', kind: 'graph', graph: 'inner' }],
      handoffs: [],
    };
    const path = file('outer.json', graph);
    const missing = await baton(['run', path, 'x']);
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no graph "inner".') });
    file('inner.json', { ...handing({}), id: 'inner', entry: 'boss' });
    const { code, stdout } = await baton(['run', path, 'x']);
    expect(code).toBe(0);
    expect(stdout).toContain('● front/boss\n    I took it.');
  });

  it('pauses when the person leaves', async () => {
    const { code, stdout } = await baton(['run', file('desk.json', deskGraph), 'a refund'], { typed: [] });
    expect(code).toBe(0);
    expect(stdout).toContain('The run is paused');
  });

  it('fails with what is wrong with the graph or the model, before it begins', async () => {
    const wrong = async (...args: string[]) => {
      const { code, stdout, stderr } = await baton(['run', ...args]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      return stderr;
    };
    expect(await wrong(file('entry.json', { ...deskGraph, entry: 'nobody' }), 'x')).toContain('/entry: ');
    expect(await wrong(file('desk.json', deskGraph), 'x', '--model', 'openai:x')).toContain(
      '--model: no provider is called "openai"',
    );
    const nodes = deskGraph.nodes!.map((node) => (node.kind === 'agent' ? { ...node, model: 'openai:x' } : node));
    expect(await wrong(file('model.json', { ...deskGraph, nodes }), 'x')).toContain('/nodes/0/model: ');
  });

  it('fails when the run does, and when it is cancelled', async () => {
    const nodes = [{ id: 'triage', kind: 'agent', script: [{ fail: { message: 'It broke.' } }] }];
    const failed = await baton(['run', file('fail.json', { ...deskGraph, nodes, handoffs: [] }), 'x']);
    expect(failed).toMatchObject({ code: 1, stdout: expect.stringContaining('✗ Failed: It broke.') });
    const stop = new AbortController();
    const running = baton(['run', file('endless.json', endlessGraph), 'x'], { signal: stop.signal });
    stop.abort();
    expect(await running).toMatchObject({ code: 1, stdout: expect.stringContaining('✗ Cancelled.') });
  });

  it('uses the providers of the data folder, and of the environment', async () => {
    const provider = await startOpenAIServer({ reply: () => ({ text: 'From afar.' }) });
    const { baseUrl, apiKey } = provider;
    const args = [
      'run',
      file('desk.json', { ...deskGraph, handoffs: [], nodes: [{ id: 'triage', kind: 'agent' }] }),
      'x',
      '--model',
    ];
    const key = Buffer.alloc(32, 7);
    const sealedKey = new Secrets(key).seal('provider:local', apiKey);
    const store = await openStore(join(folder, 'baton.db'));
    await store.providers.put({ name: 'local', kind: 'openai-compatible', baseUrl, sealedKey, models: [], prices: {} });

    const env = { BATON_DATA: folder, BATON_SECRET_KEY: key.toString('base64') };
    const settings = await baton([...args, 'local:m'], { env });
    expect(settings).toMatchObject({ code: 0, stdout: expect.stringContaining('From afar.') });
    const environment = await baton([...args, 'openai:m'], {
      env: { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, BATON_DATA: join(folder, 'none') },
    });
    expect(environment).toMatchObject({ code: 0, stdout: expect.stringContaining('From afar.') });
    await store.close();
    await provider.close();
  });
});

describe('the same message', () => {
  const desk = templates().find(({ graph }) => graph.id === 'customer-service')!.graph;
  it.each([
    ['I was charged twice for order 1001', ['triage', 'billing'], 'finished'],
    ['I want my money back, all 900 euros', ['triage', 'returns', 'supervisor'], 'paused'],
  ])('"%s" takes the same route over HTTP and on the command line', async (message, route, status) => {
    await using app = await startTestApp();
    const response = await app.ask(
      'POST',
      '/api/runs',
      { graph: desk, input: message, wait: true },
      { accept: 'text/event-stream' },
    );
    const overHttp = reduceAll(await storedOf(response));
    const { stdout } = await baton(['run', file('customer-service.json', desk), message, '--json']);
    const onCommandLine = reduceAll(eventsIn(stdout));
    expect(overHttp).toMatchObject({ route, status });
    expect(onCommandLine).toMatchObject({ route, status });
    expect(onCommandLine.hops.map(({ handoff }) => handoff)).toEqual(overHttp.hops.map(({ handoff }) => handoff));
    expect(readFileSync(join(folder, 'customer-service.json'), 'utf8')).toContain('"baton/1"');
  });
});
