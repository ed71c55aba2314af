import type { ProblemDetails, RunList, RunStarted } from '@baton/shared/api';
import { reduceAll, type RunView } from '@baton/shared/events';
import { describe, expect, it } from 'vitest';
import { deskGraph, endlessGraph, framesOf, read, startTestApp, storedOf, type TestApp } from '../app.fixture.ts';

const start = (app: TestApp, input: string, more: object = {}) =>
  read<RunStarted>(app.ask('POST', '/api/runs', { graph: deskGraph, input, wait: true, ...more }));

describe('starting a run', () => {
  it('answers with its id once it is stored', async () => {
    await using app = await startTestApp();
    const response = await app.ask('POST', '/api/runs', { graph: deskGraph, input: 'hello' });
    expect(response.status).toBe(201);
    const { run, thread } = await read<RunStarted>(response);
    expect(response.headers.get('location')).toBe(`/api/runs/${run}`);
    expect(thread).toMatch(/^t_/);
    expect(await app.deps.store.runs.get(run)).toMatchObject({ input: 'hello', thread });
  });

  it('with "wait" answers when it has ended, or waits for a person', async () => {
    await using app = await startTestApp();
    expect((await start(app, 'hello')).view).toMatchObject({ status: 'finished', route: ['triage'] });
    expect((await start(app, 'a refund')).view).toMatchObject({ status: 'paused', route: ['triage', 'boss'] });
  });

  it('with "Accept: text/event-stream" answers with the stream', async () => {
    await using app = await startTestApp();
    const accept = { accept: 'text/event-stream' };
    const response = await app.ask('POST', '/api/runs', { graph: deskGraph, input: 'hello' }, accept);
    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const frames = await Array.fromAsync(framesOf(response));
    const words = frames.flatMap(({ event }) => (event?.type === 'model.delta' ? [event.text] : []));
    expect(words.join('')).toBe('Happy to help you with that.');
    expect(
      frames.every(({ id, event }) => (event?.type === 'model.delta') === (id === undefined && event !== undefined)),
    ).toBe(true);
    expect(frames.at(-1)?.event?.type).toBe('run.finished');
    const paused = await app.ask('POST', '/api/runs', { graph: deskGraph, input: 'a refund', wait: true }, accept);
    expect((await storedOf(paused)).at(-1)?.type).toBe('run.paused');
  });

  it('runs a stored graph as it is at that moment', async () => {
    await using app = await startTestApp();
    await app.ask('POST', '/api/graphs', deskGraph);
    const { view } = await read<RunStarted>(
      app.ask('POST', '/api/runs', { graph: 'desk', input: 'hello', wait: true }),
    );
    expect(view).toMatchObject({ graph: 'desk', version: 'draft', status: 'finished' });
  });

  it('refuses what cannot run before anything is stored, and says where', async () => {
    await using app = await startTestApp();
    const refused = async (body: object) => {
      const response = await app.ask('POST', '/api/runs', { graph: deskGraph, input: 'x', ...body });
      const { status, errors = [], detail } = await read<ProblemDetails>(response);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(detail).not.toBe('');
      return [status, errors[0]?.path];
    };
    const withModel = {
      ...deskGraph,
      nodes: [{ id: 'triage', kind: 'agent', model: 'openai:x' }, ...deskGraph.nodes!.slice(1)],
    };
    const withServer = { ...deskGraph, tools: [{ id: 'files', type: 'mcp', server: 'nobody' }] };
    expect(await refused({ graph: 'unknown' })).toEqual([404, undefined]);
    expect(await refused({ graph: { ...deskGraph, nodez: [] } })).toEqual([400, '/graph/nodez']);
    expect(await refused({ graph: { ...deskGraph, entry: 'nobody' } })).toEqual([422, '/graph/entry']);
    expect(await refused({ graph: withModel })).toEqual([422, '/graph/nodes/0/model']);
    expect(await refused({ graph: withServer })).toEqual([422, '/graph/tools/0/server']);
    expect(await refused({ model: 'nowhere:x' })).toEqual([422, '/model']);
    expect(await refused({ thread: 't_00000000000000000000' })).toEqual([404, undefined]);
    expect(await refused({ breakpoints: ['boss'] })).toEqual([422, '/breakpoints']);
    await app.ask('POST', '/api/graphs', deskGraph);
    expect(await refused({ graph: 'desk', version: 'published' })).toEqual([404, undefined]);
    expect(await refused({ graph: 'desk', version: 3 })).toEqual([404, undefined]);
    expect((await read<RunList>(app.ask('GET', '/api/runs'))).runs).toEqual([]);
  });

  it('refuses with all that stands against a run, also in the graphs that it runs, and runs what is only warned of', async () => {
    await using app = await startTestApp();
    const asked = (graph: object) => app.ask('POST', '/api/runs', { graph, input: 'hello' });
    const pathsIn = async (response: Response) =>
      (await read<ProblemDetails>(response)).errors?.map(({ path }) => path);
    const lost = { id: 'lost', from: 'nobody', to: 'no-one' };
    const broken = { ...deskGraph, entry: 'nobody', handoffs: [...deskGraph.handoffs!, lost] };
    const at = `/graph/handoffs/${deskGraph.handoffs!.length}`;
    expect((await pathsIn(await asked(broken)))?.toSorted()).toEqual(['/graph/entry', `${at}/from`, `${at}/to`]);
    await app.ask('POST', '/api/graphs', { ...deskGraph, id: 'inner', entry: 'nobody' });
    const calling = { ...deskGraph, tools: [{ id: 'more', type: 'graph', graph: 'inner' }] };
    expect(await pathsIn(await asked(calling))).toEqual(['/graph/tools/0/graph']);
    const warned = { ...deskGraph, nodes: [...deskGraph.nodes!, { id: 'lonely', kind: 'agent' }] };
    expect((await asked(warned)).status).toBe(201);
  });

  it('uses another model for every node when asked to', async () => {
    await using app = await startTestApp();
    const nodes = deskGraph.nodes!.map((node) => (node.kind === 'agent' ? { ...node, model: 'openai:x' } : node));
    const { view } = await start(app, 'hello', { graph: { ...deskGraph, nodes }, model: 'script' });
    expect(view?.status).toBe('finished');
  });
});

describe('a thread', () => {
  it('has one unfinished run at a time: another is refused, or waits behind it', async () => {
    await using app = await startTestApp();
    const { run, thread } = await start(app, 'a refund');
    const again = { graph: deskGraph, input: 'hello', thread };
    const refused = await app.ask('POST', '/api/runs', again);
    expect(refused.status).toBe(409);
    expect((await read<ProblemDetails>(refused)).detail).toMatch(
      new RegExp(`${run} .* waits for a person: "Allow it\\?" .*/api/runs/${run}/answer with "ask": "boss`),
    );

    const waiting = await read<RunStarted>(app.ask('POST', '/api/runs', { ...again, queue: true }));
    expect(await read<RunView>(app.ask('GET', `/api/runs/${waiting.run}`))).toMatchObject({
      status: 'queued',
      input: 'hello',
      thread,
    });
    await app.ask('POST', `/api/runs/${run}/answer`, { node: 'boss', answer: { approved: true } });
    const events = await storedOf(await app.ask('GET', `/api/runs/${waiting.run}/events`));
    expect(events.at(-1)?.type).toBe('run.finished');
    const first = await read<RunView>(app.ask('GET', `/api/runs/${run}`));
    expect(first.status).toBe('finished');
    expect(Date.parse(first.endedAt!)).toBeLessThanOrEqual(Date.parse(events[0]!.at));
  });
});

describe('limits', () => {
  it('end a run that wants to say more than an event may hold, and say so', async () => {
    await using app = await startTestApp();
    const nodes = [{ id: 'triage', kind: 'agent', script: [{ output: 'o'.repeat(2_500_000) }] }];
    const { view } = await start(app, 'hello', { graph: { format: 'baton/1', id: 'long', entry: 'triage', nodes } });
    expect(view?.status).toBe('failed');
    expect(view?.error?.message).toMatch(/of node "triage" would be 2\.5 MB, and an event of a run may be 2 MB/);
  });

  it('let fifty runs wait in a thread, and not one more', async () => {
    await using app = await startTestApp();
    const { thread } = await start(app, 'a refund');
    const more = async () =>
      (await app.ask('POST', '/api/runs', { graph: deskGraph, input: 'hello', thread, queue: true })).status;
    const statuses = [];
    for (let index = 0; index < 51; index++) statuses.push(await more());
    expect(statuses.filter((status) => status === 201)).toHaveLength(50);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('an answer', () => {
  it('that fits is stored, and the run goes on to its end', async () => {
    await using app = await startTestApp();
    const { run } = await start(app, 'a refund');
    const response = await app.ask('POST', `/api/runs/${run}/answer`, {
      node: 'boss',
      answer: { approved: true },
      by: 'Ada',
    });
    expect(response.status).toBe(202);
    const events = await storedOf(await app.ask('GET', `/api/runs/${run}/events`));
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'human.answered', by: 'Ada', answer: { approved: true } }),
    );
    expect(events.at(-1)).toMatchObject({ type: 'run.finished', route: ['triage', 'boss', 'done'] });
    expect(await read<RunView>(app.ask('GET', `/api/runs/${run}`))).toEqual(reduceAll(events));
  });

  it('that does not fit changes nothing', async () => {
    await using app = await startTestApp();
    const { run, view } = await start(app, 'a refund');
    const ask = view!.asks[0]!.ask;
    const answer = async (body: object) => {
      const response = await app.ask('POST', `/api/runs/${run}/answer`, body);
      return [response.status, (await read<ProblemDetails>(response)).errors?.[0]?.path];
    };
    expect(await answer({ ask, answer: 'yes' })).toEqual([422, '/answer']);
    expect(await answer({ ask, answer: { approved: 'yes' } })).toEqual([422, '/answer/approved']);
    expect(await answer({ ask: 'nobody-1', answer: 'x' })).toEqual([404, undefined]);
    expect(await answer({ node: 'nobody', answer: 'x' })).toEqual([404, undefined]);
    expect(await answer({ answer: 'x' })).toEqual([400, '']);
    expect(await read<RunView>(app.ask('GET', `/api/runs/${run}`))).toEqual(view);
  });

  it('is taken once: the second and the one after the end are refused', async () => {
    await using app = await startTestApp();
    const { run } = await start(app, 'a refund');
    const bodies = [true, false, true].map((approved) => ({ node: 'boss', answer: { approved } }));
    const statuses = await Promise.all(
      bodies.map(async (body) => (await app.ask('POST', `/api/runs/${run}/answer`, body)).status),
    );
    expect(statuses.toSorted((a, b) => a - b)).toEqual([202, 409, 409]);
    const events = await storedOf(await app.ask('GET', `/api/runs/${run}/events`));
    expect(events.filter((event) => event.type === 'human.answered')).toHaveLength(1);
    expect((await app.ask('POST', `/api/runs/${run}/answer`, bodies[0])).status).toBe(409);
  });
});

describe('cancelling', () => {
  it('ends a run in the middle of its work', async () => {
    await using app = await startTestApp();
    const response = await app.ask(
      'POST',
      '/api/runs',
      { graph: endlessGraph, input: 'x' },
      { accept: 'text/event-stream' },
    );
    const types: string[] = [];
    for await (const { event } of framesOf(response)) {
      if (event) types.push(event.type);
      if (event?.type === 'node.started')
        expect((await app.ask('POST', `/api/runs/${event.run}/cancel`)).status).toBe(202);
    }
    expect(types.at(-1)).toBe('run.cancelled');
  });

  it('ends a run that waits for a person, and one that waits for its turn; neither twice', async () => {
    await using app = await startTestApp();
    const first = await start(app, 'a refund');
    const more = { graph: deskGraph, input: 'hello', thread: first.thread, queue: true };
    const second = await read<RunStarted>(app.ask('POST', '/api/runs', more));
    for (const { run } of [second, first]) {
      expect((await app.ask('POST', `/api/runs/${run}/cancel`, {})).status).toBe(202);
      const events = await storedOf(await app.ask('GET', `/api/runs/${run}/events`));
      expect(events.at(-1)?.type).toBe('run.cancelled');
      expect((await app.ask('POST', `/api/runs/${run}/cancel`, {})).status).toBe(409);
    }
    const after = await start(app, 'hello', { thread: first.thread });
    expect(after.view?.status).toBe('finished');
  });
});

describe('the history', () => {
  it('lists runs newest first, by graph, thread and status, page by page', async () => {
    await using app = await startTestApp();
    const runs = [];
    for (const input of ['one', 'a refund', 'three']) runs.unshift((await start(app, input)).run);
    const list = async (query: string) => read<RunList>(app.ask('GET', `/api/runs${query}`));
    expect((await list('')).runs.map(({ run }) => run)).toEqual(runs);
    expect((await list('?status=paused')).runs.map(({ run }) => run)).toEqual([runs[1]]);
    expect((await list('?graph=other')).runs).toEqual([]);
    const page = await list('?limit=2');
    expect(page.runs.map(({ run }) => run)).toEqual(runs.slice(0, 2));
    expect(await list(`?limit=2&cursor=${page.next}`)).toEqual({ runs: [expect.objectContaining({ run: runs[2] })] });
  });
});
