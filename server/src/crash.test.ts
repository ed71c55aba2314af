/**
 * Kill -9, again and again, while runs with people, tools and branches are at work and each has a client that watches
 * it and comes back. Every run that was acknowledged ends; nothing that was finished is done twice; nobody misses an
 * event or sees one twice. The small one is a test like any other; `npm run crash` is the large one.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { RunStarted } from '@baton/shared/api';
import type { StoredEvent } from '@baton/shared/events';
import type { Graph } from '@baton/shared/graph';
import { describe, expect, it } from 'vitest';
import { framesOf, storedOf } from './app.fixture.ts';
import { freePort, Home, printed, type Program } from './process.fixture.ts';

const [runs = 20, kills = 6] = (process.env['BATON_CRASH'] ?? '').split(',').filter(Boolean).map(Number);

/** An agent with a tool, a person, and then the end. */
const chain: Graph = {
  format: 'baton/1',
  id: 'chain',
  entry: 'plan',
  tools: [{ id: 'sum', type: 'builtin', builtin: 'calculator' }],
  nodes: [
    {
      id: 'plan',
      kind: 'agent',
      tools: ['sum'],
      script: [{ calls: [{ tool: 'sum', args: { expression: '2+3' } }], once: true }, { say: 'Planned it all.' }],
    },
    { id: 'boss', kind: 'human', ask: 'Good enough?', answer: 'approval' },
    { id: 'count', kind: 'tool', tool: 'sum', args: { expression: "'4+5'" } },
    { id: 'end', kind: 'agent', script: [{ say: 'It is done now.' }] },
  ],
  handoffs: [
    { id: 'pb', from: 'plan', to: 'boss' },
    { id: 'bc', from: 'boss', to: 'count' },
    { id: 'ce', from: 'count', to: 'end' },
  ],
};

/** Branches side by side, one of them with a person in it, and a join. */
const fan: Graph = {
  format: 'baton/1',
  id: 'fan',
  entry: 'split',
  state: { all: { type: 'array' } },
  nodes: [
    { id: 'split', kind: 'router', route: 'all' },
    { id: 'one', kind: 'agent', script: [{ say: 'This is the first.' }] },
    { id: 'two', kind: 'agent', script: [{ say: 'And this the second.' }] },
    { id: 'boss', kind: 'human', ask: 'And a third?', answer: 'approval' },
    { id: 'join', kind: 'join', into: 'all' },
    { id: 'end', kind: 'agent', script: [{ say: 'All together.' }] },
  ],
  handoffs: [
    { id: 'so', from: 'split', to: 'one' },
    { id: 'st', from: 'split', to: 'two' },
    { id: 'sb', from: 'split', to: 'boss' },
    { id: 'oj', from: 'one', to: 'join' },
    { id: 'tj', from: 'two', to: 'join' },
    { id: 'bj', from: 'boss', to: 'join' },
    { id: 'je', from: 'join', to: 'end' },
  ],
};

/** A server that somebody kills; those who talk to it wait until it is there again. */
class MortalServer {
  readonly #home: Home;
  readonly #port: number;
  #program: Program | undefined;
  #up = Promise.withResolvers<void>();

  constructor(home: Home, port: number) {
    this.#home = home;
    this.#port = port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Resolves when it has answered, or has been killed on the way. */
  async start(): Promise<void> {
    const program = this.#home.start('main.ts', ['--port', String(this.#port)]);
    this.#program = program;
    await Promise.race([printed(program, /Baton is at/), program.ended]);
    if (this.#program === program) this.#up.resolve();
  }

  async kill(): Promise<void> {
    this.#up = Promise.withResolvers();
    const program = this.#program;
    this.#program = undefined;
    program?.child.kill('SIGKILL');
    await program?.ended;
  }

  /** Asks until there is an answer. */
  async ask<Answer>(work: (url: string) => Promise<Answer>): Promise<Answer> {
    for (;;) {
      await this.#up.promise;
      try {
        return await work(this.url);
      } catch (error) {
        if (!isCut(error)) throw error;
        await wait(20);
      }
    }
  }
}

/** Counts what all clients have seen, so that a kill comes in the middle of things on a slow machine too. */
class Count {
  #left = 0;
  #reached = Promise.withResolvers<void>();
  #over = false;

  add(): void {
    if (--this.#left <= 0) this.#reached.resolve();
  }

  end(): void {
    this.#over = true;
    this.#reached.resolve();
  }

  /** Resolves after so many more, or when nothing more comes. */
  async next(more: number): Promise<void> {
    this.#left = more;
    this.#reached = Promise.withResolvers();
    if (more > 0 && !this.#over) await this.#reached.promise;
  }
}

/** What `fetch` says when the other side has gone, before its answer or within it. */
const isCut = (error: unknown): boolean => error instanceof TypeError;

const post = (url: string, body: object) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** Starts a run and watches it to its end, through any number of deaths; answers what it is asked. */
async function client(server: MortalServer, graph: Graph, count: Count): Promise<{ run: string; seen: StoredEvent[] }> {
  const { run } = await server.ask(async (url) => {
    const response = await post(`${url}/api/runs`, { graph, input: 'Go' });
    expect(response.status).toBe(201);
    return (await response.json()) as RunStarted;
  });
  const seen: StoredEvent[] = [];
  const answers: Promise<void>[] = [];
  const over = () => /^run\.(finished|failed|cancelled)$/.test(seen.at(-1)?.type ?? '');
  while (!over()) {
    await server.ask(async (url) => {
      const last = String(seen.at(-1)?.seq ?? 0);
      const response = await fetch(`${url}/api/runs/${run}/events`, { headers: { 'last-event-id': last } });
      expect(response.status).toBe(200);
      for await (const { id, event } of framesOf(response)) {
        if (id === undefined || !event) continue;
        seen.push(event as StoredEvent);
        count.add();
        if (event.type === 'human.asked') answers.push(answer(server, run, event.ask));
      }
    });
  }
  await Promise.all(answers);
  return { run, seen };
}

/** One that was stored without our having heard of it is refused as given already, which is as good. */
async function answer(server: MortalServer, run: string, ask: string): Promise<void> {
  const status = await server.ask(async (url) => {
    return (await post(`${url}/api/runs/${run}/answer`, { ask, answer: { approved: true } })).status;
  });
  expect([202, 409]).toContain(status);
}

/** A node that finished is never begun again. */
function doneTwice(events: readonly StoredEvent[]): string[] {
  const finished = new Set<string>();
  return events.flatMap((event) => {
    if (event.type !== 'node.started' && event.type !== 'node.finished') return [];
    const place = `${event.node} ${event.visit} ${event.branch ?? ''}`;
    const again = finished.has(place);
    if (event.type === 'node.finished') finished.add(place);
    return again ? [place] : [];
  });
}

describe(`${runs} runs and ${kills} kills`, () => {
  it(
    'end with every run finished, once, and every client told of all of it',
    { timeout: (kills + 5) * 60_000 },
    async () => {
      using home = new Home();
      const server = new MortalServer(home, await freePort());
      await server.start();
      const count = new Count();
      const clients = Array.from({ length: runs }, (_, index) => client(server, index % 2 === 0 ? chain : fan, count));
      void Promise.allSettled(clients).then(() => count.end());
      for (let kill = 0; kill < kills; kill++) {
        await count.next(Math.floor(Math.random() * ((runs * 30) / kills)));
        await server.kill();
        const started = server.start();
        // Now and then it dies before it is up.
        if (kill % 5 !== 4) await started;
      }
      const ends = await Promise.all(clients);

      const wrong: object[] = [];
      let attempts = 0;
      for (const { run, seen } of ends) {
        const log = await server.ask(async (url) => storedOf(await fetch(`${url}/api/runs/${run}/events`)));
        const gaps = seen.flatMap(({ seq }, index) => (seq === index + 1 ? [] : [seq]));
        const twice = doneTwice(log);
        const asked = log.filter(({ type }) => type === 'human.asked').length;
        const end = log.at(-1)?.type;
        attempts += log.filter((event) => event.type === 'node.started' && event.attempt > 1).length;
        expect(seen).toEqual(log);
        if (gaps.length > 0 || twice.length > 0 || asked !== 1 || end !== 'run.finished')
          wrong.push({ run, gaps, twice, asked, end });
      }
      expect(wrong).toEqual([]);
      expect(ends).toHaveLength(runs);
      console.info(`${runs} runs finished through ${kills} kills; ${attempts} steps were begun again`);
      await server.kill();
    },
  );
});
