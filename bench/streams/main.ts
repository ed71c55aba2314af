/**
 * How much one server holds at once: clients that watch runs in which nothing happens, and beside them runs at work with
 * a client each. Nothing may be lost, and the memory has to stay bounded.
 *
 *   npm run bench:streams             5000 idle streams and 200 runs at work
 *   npm run bench:streams -- 500 20   fewer of both
 */
import { setInterval as every } from 'node:timers/promises';
import type { RunStarted } from '@baton/shared/api';
import type { Graph } from '@baton/shared/graph';
import { startServer, type Server } from './server.ts';
import { openStream, type Stream } from './stream.ts';

const [idle = 5000, working = 200] = process.argv.slice(2).map(Number);
const watchersOfEach = 100;
const wordsOfEach = 400;

const waits: Graph = {
  format: 'baton/1',
  id: 'waits',
  entry: 'boss',
  nodes: [{ id: 'boss', kind: 'human', ask: 'Go on?', answer: 'approval' }],
};
const talks: Graph = {
  format: 'baton/1',
  id: 'talks',
  entry: 'talker',
  nodes: [{ id: 'talker', kind: 'agent', script: [{ say: 'word '.repeat(wordsOfEach).trim() }] }],
};

async function post(url: string, body: object): Promise<RunStarted> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as RunStarted;
}

const start = (url: string, graph: Graph, wait: boolean) => post(`${url}/api/runs`, { graph, input: 'Go', wait });

async function openIdle(url: string): Promise<{ runs: string[]; streams: Stream[] }> {
  const runs: string[] = [];
  const streams: Stream[] = [];
  while (streams.length < idle) {
    const { run } = await start(url, waits, true);
    runs.push(run);
    const some = Math.min(watchersOfEach, idle - streams.length);
    const opened = await Promise.all(Array.from({ length: some }, () => openStream(url, run)));
    await Promise.all(opened.map((stream) => stream.had('run.paused')));
    streams.push(...opened);
  }
  return { runs, streams };
}

/** The most memory, and the slowest answer to somebody else, until the work is done. */
async function watch(server: Server, work: Promise<unknown>): Promise<{ most: number; slowest: number }> {
  const done = new AbortController();
  const found = { most: 0, slowest: 0 };
  void work.finally(() => done.abort());
  try {
    for await (const _ of every(250, undefined, { signal: done.signal })) {
      const began = performance.now();
      found.most = Math.max(found.most, await server.memory());
      found.slowest = Math.max(found.slowest, performance.now() - began);
    }
  } catch (error) {
    if (!done.signal.aborted) throw error;
  }
  return found;
}

async function work(url: string) {
  const runs = await Promise.all(Array.from({ length: working }, () => start(url, talks, false)));
  const streams = await Promise.all(runs.map(({ run }) => openStream(url, run)));
  return Promise.all(streams.map(({ ended }) => ended));
}

const tell = (what: string, value: string) => console.log(`${what.padEnd(52)} ${value}`);
const mb = (value: number) => `${value.toFixed(0)} MB`;

const server = await startServer();
try {
  const { url } = server;
  tell('memory of the server after its start', mb(await server.memory()));
  const { runs, streams } = await openIdle(url);
  tell(`with ${streams.length} idle streams of ${runs.length} runs`, mb(await server.memory()));

  const began = performance.now();
  const working = work(url);
  const [ends, { most, slowest }] = await Promise.all([working, watch(server, working)]);
  const seconds = (performance.now() - began) / 1000;
  const words = ends.reduce((sum, end) => sum + end.words, 0);
  tell(`and ${ends.length} runs at work with a stream each, at most`, mb(most));
  tell('they took', `${seconds.toFixed(1)} s for ${words} pieces of text, ${(words / seconds).toFixed(0)} a second`);
  tell('slowest answer of /metrics meanwhile', `${slowest.toFixed(0)} ms`);

  for (const run of runs) await post(`${url}/api/runs/${run}/answer`, { node: 'boss', answer: { approved: true } });
  const waited = await Promise.all(streams.map(({ ended }) => ended));
  const problems = [...ends, ...waited].flatMap(({ problem }) => problem ?? []);
  tell('streams that missed nothing and saw the end', `${ends.length + waited.length - problems.length}`);
  tell('memory when all have gone', mb(await server.memory()));
  if (problems.length > 0) {
    console.error(problems.slice(0, 10).join('\n'));
    process.exitCode = 1;
  }
} finally {
  await server.stop();
}
