/**
 * The process in which code of graphs runs: QuickJS in WebAssembly, a fresh one with its own bounded memory for every
 * job. It is started with an empty environment and may read nothing but its own program; sandbox.ts ends it when a job
 * takes too long. One job is one line of JSON on its input, one answer one line on its output.
 */
import variant from '@jitl/quickjs-wasmfile-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  shouldInterruptAfterDeadline,
  type QuickJSContext,
  type QuickJSHandle,
} from 'quickjs-emscripten-core';
import type { Job, JobAnswer } from './job.ts';
import { lineCutter } from './lines.ts';

const pageBytes = 64 * 1024;
const memory = { initial: (16 * 1024 * 1024) / pageBytes, maximum: (64 * 1024 * 1024) / pageBytes };
const stackBytes = 256 * 1024;
/** In characters of JSON. */
const largestResult = 256 * 1024;
const longestWords = 2000;
/** How many steps of promises a job may take. */
const mostSteps = 100_000;

/** What code finds beside the language itself: a console that says nothing. */
const surroundings = `globalThis.console = Object.fromEntries(['debug', 'error', 'info', 'log', 'warn'].map((name) => [name, () => undefined]));`;

/** What the code did wrong, in words. */
class Failure extends Error {}

async function answerTo({ code, args, ms }: Job): Promise<JobAnswer> {
  const wasmMemory = new WebAssembly.Memory(memory);
  const quickjs = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory }));
  const runtime = quickjs.newRuntime();
  runtime.setMaxStackSize(stackBytes);
  runtime.setInterruptHandler(shouldInterruptAfterDeadline(Date.now() + ms));
  try {
    return { ok: true, result: resultOf(runtime.newContext(), code, args) };
  } catch (error) {
    return { ok: false, error: error instanceof Failure ? error.message : 'the code broke the sandbox' };
  }
}

function resultOf(vm: QuickJSContext, code: string, args: string): string {
  vm.unwrapResult(vm.evalCode(surroundings));
  // Taken before the code can put something else in their place.
  const json = vm.getProp(vm.global, 'JSON');
  const [parse, stringify] = [vm.getProp(json, 'parse'), vm.getProp(json, 'stringify')];
  const work = valueOf(vm, vm.evalCode(`(${code}\n)`, 'tool.js'));
  if (vm.typeof(work) !== 'function') throw new Failure('the code is no function; write (args) => result');
  const given = valueOf(vm, vm.callFunction(parse, vm.undefined, vm.newString(args)));
  const result = settled(vm, valueOf(vm, vm.callFunction(work, vm.undefined, given)));
  const text = valueOf(vm, vm.callFunction(stringify, vm.undefined, result));
  if (vm.typeof(text) !== 'string') return 'null';
  const length = vm.getNumber(vm.getProp(text, 'length'));
  if (length > largestResult)
    throw new Failure(`the result is ${length} characters of JSON; at most ${largestResult} are taken`);
  return vm.getString(text);
}

/** What a promise comes to; there is nothing to wait for but the code's own promises. */
function settled(vm: QuickJSContext, value: QuickJSHandle): QuickJSHandle {
  const state = vm.getPromiseState(value);
  if (state.type === 'fulfilled' && state.notAPromise) return value;
  const jobs = vm.runtime.executePendingJobs(mostSteps);
  if (jobs.error) throw new Failure(wordsOf(vm, jobs.error));
  const after = vm.getPromiseState(value);
  if (after.type === 'fulfilled') return after.value;
  if (after.type === 'rejected') throw new Failure(wordsOf(vm, after.error));
  throw new Failure('its promise does not come to an end; there are no timers and nothing to wait for in here');
}

function valueOf(vm: QuickJSContext, result: ReturnType<QuickJSContext['evalCode']>): QuickJSHandle {
  if (result.error) throw new Failure(wordsOf(vm, result.error));
  return result.value;
}

/** `TypeError: x is not a function (line 2)`. */
function wordsOf(vm: QuickJSContext, error: QuickJSHandle): string {
  if (vm.typeof(error) !== 'object') return `it threw ${String(vm.dump(error))}`.slice(0, longestWords);
  const textOf = (name: string): string => {
    const value = vm.getProp(error, name);
    return vm.typeof(value) === 'string' ? vm.getString(value) : '';
  };
  const [name, message, stack] = [textOf('name'), textOf('message'), textOf('stack')];
  if (name === 'InternalError' && message === 'interrupted') return 'it took too long';
  if (message === '') return `${name || 'Error'}, and there was no memory or stack left to say why`;
  const line = /tool\.js:(\d+)/.exec(stack)?.[1];
  return `${name || 'Error'}: ${message}${line === undefined ? '' : ` (line ${line})`}`.slice(0, longestWords);
}

const say = (answer: JobAnswer | { ready: true }): void => void process.stdout.write(`${JSON.stringify(answer)}\n`);

say({ ready: true });
const lines = lineCutter((line) => {
  // One after the other: the next job is sent when this one has been answered.
  void answerTo(JSON.parse(line) as Job).then(say);
});
process.stdin.setEncoding('utf8').on('data', (piece: string) => lines.take(piece));
