import { existsSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { checkGraph } from '@baton/shared/checks';
import type { Graph, JsonObject } from '@baton/shared/graph';
import { callTool, offeredTools } from '../index.ts';
import { runnerCommand } from './command.ts';
import { ProcessSandbox } from './sandbox.ts';

const sandbox = new ProcessSandbox();
afterAll(() => sandbox.close());

const signal = new AbortController().signal;
const run = (code: string, args: JsonObject = {}, timeoutMs = 20_000) => sandbox.run(code, args, { signal, timeoutMs });

describe('code', () => {
  it.each([
    ['({ a, b }) => a + b', 3],
    ['function (args) { return [args.a, { b: args.b }]; }', [1, { b: 2 }]],
    ['async ({ a }) => { await null; return a; }', 1],
    ['({ a }) => { /* a comment at the end */ return a } // so', 1],
    ['() => { console.log("said to nobody"); return "é\\u2028💡" }', 'é\u2028💡'],
    ['() => undefined', null],
    ['() => [NaN, undefined, () => 1]', [null, null, null]],
    ['() => new Date(0)', '1970-01-01T00:00:00.000Z'],
    ['(args) => Object.keys(args)', ['a', 'b']],
  ])('%s is called with its arguments and answers with JSON', async (code, result) => {
    expect(await run(code, { a: 1, b: 2 })).toEqual(result);
  });

  it.each([
    ['() => { throw new TypeError("not so") }', 'the code failed: TypeError: not so (line 1)'],
    ['(args) =>\n args.a.b', /the code failed: TypeError: .*\(line 2\)/],
    ['() => { throw { any: "thing" } }', /the code failed: Error, and there was no/],
    ['() => { throw "a text" }', 'the code failed: it threw a text'],
    ['async () => { throw new Error("later") }', 'the code failed: Error: later (line 1)'],
    ['() => new Promise(() => {})', /does not come to an end/],
    ['(args => ', /SyntaxError/],
    ['42', /is no function/],
    ['() => { const a = {}; a.a = a; return a }', /circular/],
    ['() => "x".repeat(300000)', /the result is 300002 characters/],
  ])('%s fails in words', async (code, words) => {
    await expect(run(code)).rejects.toThrow(words);
  });

  it('begins afresh in every call', async () => {
    expect(await run('() => { globalThis.left = 1; Object.prototype.left = 2; return 0 }')).toBe(0);
    expect(await run('() => [typeof left, ({}).left]')).toEqual(['undefined', null]);
  });
});

describe('code that means harm', () => {
  it.each([
    ['endless loop', '() => { for (;;); }'],
    ['endless loop in a getter of its result', '() => ({ toJSON() { for (;;); } })'],
    ['endless loop in an error', '() => { throw { get message() { for (;;); } } }'],
    ['endless loop in a comparison', '() => Array.from({ length: 100 }, (_, i) => i).sort(() => { for (;;); })'],
    ['endless promises', 'async () => { for (;;) await null }'],
    ['memory, in large pieces', '() => { const a = []; for (;;) a.push("x".repeat(1e6)) }'],
    ['memory, in small pieces', '() => { const a = []; for (;;) a.push({}) }'],
    ['memory, as buffers', '() => { const a = []; for (;;) a.push(new ArrayBuffer(1e7)) }'],
    ['memory, as a text', '() => { let s = "x"; for (;;) s += s }'],
    ['a huge array as text', '() => new Array(1e9) + ""'],
    ['a huge array filled', '() => new Array(4e9).fill(0)'],
    ['a big number', '() => (2n ** 3000000n).toString()'],
    ['a growing big number', '() => { let x = 7n; for (;;) x *= x; }'],
    ['a regular expression that goes back and back', '() => /^(a+)+$/.test("a".repeat(40) + "b")'],
    ['endless recursion', '() => { const f = () => f(); return f() }'],
    ['a deep result', '() => { let a = []; for (let i = 0; i < 1e6; i++) a = [a]; return a }'],
    ['a huge error', '() => { throw "x".repeat(1e7) }'],
  ])('%s ends soon, with words', async (_, code) => {
    const error = await run(code, {}, 500).then(
      () => undefined,
      (reason: unknown) => reason as Error,
    );
    expect(error?.message).toMatch(/^the code (failed: .|took longer than 0\.5 s and was ended)/);
    expect(error!.message.length).toBeLessThan(2500);
    expect(await run('() => "still there"')).toBe('still there');
  });

  it.runIf(existsSync('/proc/self/status'))('stays within its memory, also many times in one process', async () => {
    const before = childrenOf(process.pid);
    const one = new ProcessSandbox({ processes: 1 });
    try {
      await one.run('() => 1', {}, { signal, timeoutMs: 20_000 });
      const [pid] = childrenOf(process.pid).filter((child) => !before.includes(child));
      for (let count = 0; count < 6; count++)
        await one
          .run('() => { const a = []; for (;;) a.push("x".repeat(1e5)) }', {}, { signal, timeoutMs: 20_000 })
          .catch(() => undefined);
      const peak = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
      expect(peak).toBeGreaterThan(1000);
      expect(peak).toBeLessThan(400 * 1024);
    } finally {
      one.close();
    }
  });

  it.each([
    [
      '() => [typeof process, typeof require, typeof fetch, typeof setTimeout, typeof WebAssembly]',
      Array(5).fill('undefined'),
    ],
    ['() => (() => {}).constructor("return typeof process")()', 'undefined'],
    ['() => { JSON.stringify = () => `"taken over"`; JSON.parse = () => ({}); return 1 }', 1],
    ['() => JSON.parse(`{"__proto__": { "admin": true }, "a": { "__proto__": 1 }}`)', { a: {} }],
  ])('finds nothing to reach out with: %s', async (code, result) => {
    const found = await run(code);
    expect(found).toEqual(result);
    expect(({} as JsonObject)['admin']).toBeUndefined();
  });

  it('imports nothing', async () => {
    await expect(run('() => import("node:fs")')).rejects.toThrow(/could not load module/);
  });
});

describe('the process of the sandbox', () => {
  /** Runs a program in place of the runner, with all that the runner is started with. */
  function instead(source: string): ProcessSandbox {
    const { program, args } = runnerCommand();
    const flags = args.slice(0, -1);
    return new ProcessSandbox({
      command: () => ({ program, args: [...flags, '--input-type=module', '--eval', source] }),
    });
  }
  const job = (one: ProcessSandbox) => one.run('() => 1', {}, { signal, timeoutMs: 20_000 });
  const answering = (value: string) => `
    import { createInterface } from 'node:readline';
    console.log('{"ready":true}');
    const text = (async () => { ${value} })().catch((error) => error.code);
    for await (const line of createInterface({ input: process.stdin }))
      console.log(JSON.stringify({ ok: true, result: JSON.stringify((await text) ?? null) }));`;

  it('has an empty environment, and may not read, write, start or load anything', async () => {
    process.env['BATON_CANARY'] = 'in the environment';
    const fs = `const fs = await import('node:fs');`;
    const cases: [string, unknown][] = [
      [`return Object.keys(process.env).filter((name) => name !== 'SYSTEMROOT')`, []],
      [`${fs} return fs.readFileSync('/proc/' + process.ppid + '/environ', 'utf8')`, 'ERR_ACCESS_DENIED'],
      [`${fs} return fs.readFileSync('/proc/self/environ', 'utf8')`, 'ERR_ACCESS_DENIED'],
      [`${fs} return fs.readFileSync('/etc/passwd', 'utf8')`, 'ERR_ACCESS_DENIED'],
      [
        `${fs} return fs.readFileSync(${JSON.stringify(import.meta.dirname + '/../http.ts')}, 'utf8')`,
        'ERR_ACCESS_DENIED',
      ],
      [`${fs} fs.writeFileSync('/tmp/baton-sandbox', 'x')`, 'ERR_ACCESS_DENIED'],
      [`(await import('node:child_process')).spawnSync('sh')`, 'ERR_ACCESS_DENIED'],
      [`new (await import('node:worker_threads')).Worker('1', { eval: true })`, 'ERR_ACCESS_DENIED'],
    ];
    for (const [source, result] of cases) {
      const one = instead(answering(source));
      expect([source, await job(one)]).toEqual([source, result]);
      one.close();
    }
  });

  it('that cannot be started is an error, and nothing runs the code in its place', async () => {
    const missing = new ProcessSandbox({ command: () => ({ program: '/nowhere/node', args: [] }) });
    await expect(job(missing)).rejects.toThrow(/the sandbox for code could not be started: .*ENOENT/);
    await expect(job(instead('throw new Error("broken")'))).rejects.toThrow(/could not be started: .*code 1.*broken/s);
  });

  it('that dies in a job is an error of this job, and the next one gets another', async () => {
    const dying = instead(`console.log('{"ready":true}'); process.stdin.once('data', () => process.exit(7));`);
    await expect(job(dying)).rejects.toThrow(/the code broke its sandbox; it ended with code 7/);
    await expect(job(dying)).rejects.toThrow(/ended with code 7/);
  });

  it('that says too much is ended', async () => {
    const loud = instead(
      `console.log('{"ready":true}'); process.stdin.once('data', () => process.stdout.write('x'.repeat(8e6)));`,
    );
    await expect(job(loud)).rejects.toThrow(/broke its sandbox; it ended with SIGKILL/);
  });

  it('is ended at once when the run is stopped, also for those who wait their turn', async () => {
    const one = new ProcessSandbox({ processes: 1 });
    const stop = new AbortController();
    const limits = { signal: stop.signal, timeoutMs: 60_000 };
    await one.run('() => 1', {}, limits);
    const jobs = [1, 2, 3].map(() => one.run('() => { for (;;); }', {}, limits));
    const ended = Promise.allSettled(jobs);
    stop.abort(new Error('cancelled'));
    for (const result of await ended)
      expect(result).toMatchObject({ status: 'rejected', reason: { message: 'cancelled' } });
    expect(await one.run('() => "next"', {}, { signal, timeoutMs: 20_000 })).toBe('next');
    one.close();
  });

  it('is shared by more jobs than there are processes, and replaced after some', async () => {
    const few = new ProcessSandbox({ processes: 2, jobsEach: 3 });
    const results = await Promise.all(
      Array.from({ length: 12 }, (_, n) => few.run('({ n }) => n * n', { n }, { signal, timeoutMs: 20_000 })),
    );
    expect(results).toEqual(Array.from({ length: 12 }, (_, n) => n * n));
    few.close();
  });

  it('takes no more code and no larger arguments than it says', async () => {
    await expect(run(`() => "${'x'.repeat(256 * 1024)}"`)).rejects.toThrow(/code is longer than/);
    await expect(run('() => 1', { x: 'x'.repeat(1024 * 1024) })).rejects.toThrow(/arguments are longer than/);
  });
});

describe('a tool of the type code', () => {
  const args: JsonObject = { type: 'object', properties: { n: { type: 'number' } }, required: ['n'] };
  const graph: Graph = {
    format: 'baton/1',
    id: 'g',
    entry: 'a',
    nodes: [{ id: 'a', kind: 'tool', tool: 'double' }],
    tools: [
      { id: 'double', type: 'code', code: '({ n }) => n * 2', description: 'Doubles.', args },
      { id: 'endless', type: 'code', code: '() => { for (;;); }', timeoutSeconds: 0.2 },
    ],
  };
  const context = { graph, signal, services: { sandbox }, state: {}, idempotencyKey: 'r:a:1:c' };

  it('is offered as it describes itself, and called with arguments that fit', async () => {
    expect(await offeredTools(['double'], context)).toEqual([
      { name: 'double', description: 'Doubles.', parameters: args },
    ]);
    expect(await callTool('double', { n: 21 }, context)).toBe(42);
    await expect(callTool('double', { n: 'many' }, context)).rejects.toThrow('the arguments do not fit: /n');
  });

  it('is ended after the time that it has', async () => {
    await expect(callTool('endless', {}, context)).rejects.toThrow(/too long|took longer than 0\.2 s/);
  });

  it('is not run where there is no sandbox', async () => {
    await expect(callTool('double', { n: 1 }, { ...context, services: {} })).rejects.toThrow('has no sandbox');
  });
});

function childrenOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
}

// Two parsers read it: what one calls broken before a run, the other must not be able to run.
describe('what the checks say of code', () => {
  const isBroken = (code: string): boolean => {
    const tools: Graph['tools'] = [{ id: 'work', type: 'code', code }];
    const graph: Graph = { format: 'baton/1', id: 'g', entry: 'a', nodes: [{ id: 'a', kind: 'tool', tool: 'work' }] };
    return checkGraph({ ...graph, tools }).some((problem) => problem.code === 'broken-code');
  };

  it.each([
    '(args) => args;',
    '(args) => {',
    'return 1',
    '() => { return 1 +; }',
    '() => { await null }',
    '() => { let a; let a; }',
    '() => { break; }',
    '() => 010n',
    '() => /(/',
    '() => #x in {}',
    '({ a, b }) => a?.b ?? 1_000n.toString()',
    'async function* all() { for await (const one of []) yield one; }',
    '() => { class A { static #x = 1; static { this.#x ||= 2; } static get() { return this.#x; } } return A.get(); }',
    '() => { try { return /(?<year>\\d+)/u.test("1") } catch { return [..."a"].at(-1) } }',
    'function f() { with ({}) { return 1; } }',
    '() => { label: for (;;) { break label; } }',
    '() => { <!-- an old comment\n return 1; }',
  ])('%s is broken where the sandbox cannot read it, and only there', async (code) => {
    const refused = await run(code).then(
      () => false,
      (error: unknown) => String(error).includes('SyntaxError'),
    );
    expect(isBroken(code)).toBe(refused);
  });
});
