/**
 * Kill -9, again and again, while runs with people, tools, branches, consultations, approvals and inner graphs are at
 * work and each has a client that watches it and comes back. Every run that was acknowledged ends; nothing that was finished is done twice; nobody misses an
 * event or sees one twice. The small one is a test like any other; `npm run crash` is the large one.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { RunStarted } from '@baton/shared/api';
import { reduceAll, type StoredEvent } from '@baton/shared/events';
import { describe, expect, it } from 'vitest';
import { framesOf, storedOf } from './app.fixture.ts';
import { crashCases, inner, type CrashCase } from './crash.fixture.ts';
import { freePort, Home, printed, type Program } from './process.fixture.ts';

/** About what a start takes, so that a kill comes anywhere in it. */
const longestStartMs = 1000;
const [runs = 12, kills = 4] = (process.env['BATON_CRASH'] ?? '').split(',').filter(Boolean).map(Number);

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

  /** Resolves when it has answered, or has been killed on the way. @throws what it said, where it has ended by itself. */
  async start(): Promise<void> {
    const program = this.#home.start('main.ts', ['--port', String(this.#port)]);
    this.#program = program;
    try {
      await printed(program, /Baton is at/);
    } catch (error) {
      if (this.#program === program) throw error;
    }
    if (this.#program === program) this.#up.resolve();
  }

  async kill(): Promise<void> {
    const { resolve } = this.#up;
    this.#up = Promise.withResolvers();
    // Killed before it was up: who waits for that one waits for the next.
    resolve();
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

/** A machine that cannot keep up is asked again, too: what was answered with 408 was not taken. */
async function post(url: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (response.status === 408) throw new TypeError('The request did not get through in time.');
  return response;
}

interface Client {
  run: string;
  of: CrashCase;
  seen: StoredEvent[];
}

/** Starts a run and watches it to its end, through any number of deaths; answers what it is asked. */
async function client(server: MortalServer, of: CrashCase, count: Count): Promise<Client> {
  const { graph } = of;
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
  return { run, of, seen };
}

/** One that was stored without our having heard of it is refused as given already, which is as good. */
async function answer(server: MortalServer, run: string, ask: string): Promise<void> {
  const status = await server.ask(async (url) => {
    return (await post(`${url}/api/runs/${run}/answer`, { ask, answer: { approved: true } })).status;
  });
  expect([202, 409]).toContain(status);
}

/** A node that finished is never begun again, and a handoff of one visit, consultations too, is taken once. */
function doneTwice(events: readonly StoredEvent[]): string[] {
  const done = new Set<string>();
  const again: string[] = [];
  for (const event of events) {
    if (event.type === 'node.started' || event.type === 'node.finished') {
      const place = `${event.node} ${event.visit} ${event.branch ?? ''}`;
      if (done.has(place)) again.push(place);
      if (event.type === 'node.finished') done.add(place);
    }
    if (event.type === 'handoff.taken') {
      const place = `${event.handoff} of ${event.from} ${event.visit} ${event.branch ?? ''}`;
      if (done.has(place)) again.push(place);
      done.add(place);
    }
  }
  return again;
}

const caseOf = (index: number): CrashCase => crashCases[index % crashCases.length]!;

describe(`${runs} runs and ${kills} kills`, () => {
  it(
    'end with every run finished, once, and every client told of all of it',
    { timeout: (kills + 5) * 60_000 },
    async () => {
      using home = new Home();
      const server = new MortalServer(home, await freePort());
      await server.start();
      expect((await post(`${server.url}/api/graphs`, inner)).status).toBe(201);
      const count = new Count();
      const clients = Array.from({ length: runs }, (_, index) => client(server, caseOf(index), count));
      void Promise.allSettled(clients).then(() => count.end());
      const broken = Promise.withResolvers<never>();
      const killed = async (): Promise<void> => {
        for (let kill = 0; kill < kills; kill++) {
          await count.next(Math.floor(Math.random() * ((runs * 30) / kills)));
          await server.kill();
          let started = server.start().catch(broken.reject);
          if (kill % 5 === 2) {
            // Now and then it dies on its way up.
            await wait(Math.random() * longestStartMs);
            await server.kill();
            started = server.start().catch(broken.reject);
          }
          await started;
        }
      };
      await Promise.race([killed(), broken.promise]);
      const ends = await Promise.race([Promise.all(clients), broken.promise]);

      const wrong: object[] = [];
      let attempts = 0;
      for (const { run, of, seen } of ends) {
        const log = await server.ask(async (url) => storedOf(await fetch(`${url}/api/runs/${run}/events`)));
        const gaps = seen.flatMap(({ seq }, index) => (seq === index + 1 ? [] : [seq]));
        const twice = doneTwice(log);
        const asks = log.filter(({ type }) => type === 'human.asked').length;
        const { status, output, error } = reduceAll(log);
        attempts += log.filter((event) => event.type === 'node.started' && event.attempt > 1).length;
        expect(seen).toEqual(log);
        const whole = status === 'finished' && output === of.output && asks === of.asks;
        if (!whole || gaps.length > 0 || twice.length > 0)
          wrong.push({ run, graph: of.graph.id, status, output, error: error?.message, asks, gaps, twice });
      }
      expect(wrong).toEqual([]);
      expect(ends).toHaveLength(runs);
      console.info(`${runs} runs finished through ${kills} kills; ${attempts} steps were begun again`);
      await server.kill();
    },
  );
});
