import type { CheckAnswer, GraphAnswer, GraphList, ProblemDetails } from '@baton/shared/api';
import { describe, expect, it } from 'vitest';
import { deskGraph, read, startTestApp, type TestApp } from '../app.fixture.ts';

const changed = (name: string) => ({ ...deskGraph, name });
const put = (app: TestApp, body: object, headers: Record<string, string>) =>
  app.ask('PUT', '/api/graphs/desk', body, headers);

describe('graphs', () => {
  it('are stored, listed with what a card draws, read and deleted', async () => {
    await using app = await startTestApp();
    const created = await app.ask('POST', '/api/graphs', deskGraph);
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe('/api/graphs/desk');
    const { graph, revision } = await read<GraphAnswer>(created);
    expect(JSON.stringify(graph)).toBe(JSON.stringify(deskGraph));
    expect(created.headers.get('etag')).toBe(`"${revision}"`);
    expect(await read<GraphAnswer>(app.ask('GET', '/api/graphs/desk'))).toEqual({ graph, revision });
    const { graphs } = await read<GraphList>(app.ask('GET', '/api/graphs'));
    expect(graphs).toMatchObject([
      { id: 'desk', name: 'Desk', revision, nodes: [{ id: 'triage', kind: 'agent' }, {}, {}] },
    ]);
    const nodes = deskGraph.nodes?.map((node) => ({ ...node, name: `The ${node.id}` })) ?? [];
    await put(app, { ...deskGraph, nodes }, { 'if-match': `"${revision}"` });
    const named = await read<GraphList>(app.ask('GET', '/api/graphs'));
    expect(named.graphs[0]?.nodes[0]).toEqual({ id: 'triage', kind: 'agent', name: 'The triage' });
    expect((await app.ask('DELETE', '/api/graphs/desk')).status).toBe(204);
    expect((await app.ask('GET', '/api/graphs/desk')).status).toBe(404);
    expect((await app.ask('DELETE', '/api/graphs/desk')).status).toBe(404);
  });

  it('are not stored over another of the same id', async () => {
    await using app = await startTestApp();
    await app.ask('POST', '/api/graphs', deskGraph);
    const again = await app.ask('POST', '/api/graphs', changed('Other'));
    expect(again.status).toBe(409);
    expect((await read<ProblemDetails>(again)).errors).toMatchObject([{ path: '/id' }]);
  });

  it('are replaced by who knows the revision; a stale one is 412 and overwrites nothing', async () => {
    await using app = await startTestApp();
    const { revision } = await read<GraphAnswer>(app.ask('POST', '/api/graphs', deskGraph));
    const mine = await put(app, changed('Mine'), { 'if-match': `"${revision}"` });
    expect(mine.status).toBe(200);
    for (const stale of [`"${revision}"`, revision, 'W/"nothing"', '""']) {
      const theirs = await put(app, changed('Theirs'), { 'if-match': stale });
      expect(theirs.status).toBe(412);
    }
    expect((await put(app, changed('Theirs'), {})).status).toBe(428);
    expect((await app.ask('DELETE', '/api/graphs/desk', undefined, { 'if-match': `"${revision}"` })).status).toBe(412);
    expect((await read<GraphAnswer>(app.ask('GET', '/api/graphs/desk'))).graph.name).toBe('Mine');
    expect((await put(app, changed('Whatever'), { 'if-match': '*' })).status).toBe(200);
  });

  it('are stored by PUT where there is none, and not by one who thinks that there is', async () => {
    await using app = await startTestApp();
    expect((await put(app, deskGraph, { 'if-match': '*' })).status).toBe(412);
    expect((await put(app, deskGraph, {})).status).toBe(201);
  });

  it('keep their id', async () => {
    await using app = await startTestApp();
    const response = await put(app, { ...deskGraph, id: 'other' }, {});
    expect(response.status).toBe(400);
    expect((await read<ProblemDetails>(response)).errors).toMatchObject([{ path: '/id' }]);
  });

  it('may have problems when they are stored, and the schema has to hold', async () => {
    await using app = await startTestApp();
    expect((await app.ask('POST', '/api/graphs', { ...deskGraph, entry: 'nobody' })).status).toBe(201);
    expect((await put(app, { ...deskGraph, entry: 'no-one' }, { 'if-match': '*' })).status).toBe(200);
    expect((await put(app, { ...deskGraph, nodez: [] }, { 'if-match': '*' })).status).toBe(400);
    const refused = await app.ask('POST', '/api/graphs', { ...deskGraph, id: 'other', nodez: [] });
    expect(refused.status).toBe(400);
    expect((await read<ProblemDetails>(refused)).errors).toEqual([
      { path: '/nodez', message: 'unknown key "nodez"; did you mean "nodes"?' },
    ]);
  });
});

describe('checking', () => {
  const check = async (app: TestApp, document: unknown) => {
    const response = await app.ask('POST', '/api/graphs/check', document);
    expect(response.status).toBe(200);
    return (await read<CheckAnswer>(response)).problems.map(({ severity, path }) => `${severity} ${path}`);
  };

  it('says what is wrong with a document, whatever it is, and stores nothing', async () => {
    await using app = await startTestApp();
    expect(await check(app, deskGraph)).toEqual([]);
    expect(await check(app, { ...deskGraph, entry: 'nobody' })).toContain('error /entry');
    expect(await check(app, { ...deskGraph, nodez: [] })).toEqual(['error /nodez']);
    for (const nonsense of ['[]', '"graph"', '7', 'null']) expect(await check(app, nonsense)).toEqual(['error ']);
    expect((await read<GraphList>(app.ask('GET', '/api/graphs'))).graphs).toEqual([]);
  });

  it('answers for a schema that is broken, and does not look at more than a graph may have', async () => {
    await using app = await startTestApp();
    const s = { type: 'string', pattern: '(', default: 'x' };
    expect(await check(app, { ...deskGraph, state: { s } })).toEqual(['error /state/s/pattern']);
    const handoffs = Array.from({ length: 20_001 }, () => 0);
    expect(await check(app, { ...deskGraph, handoffs })).toEqual(['error /handoffs']);
  });

  it('says which models this server does not have', async () => {
    await using app = await startTestApp();
    const nodes = [{ id: 'triage', kind: 'agent', model: 'nowhere:x' }, ...deskGraph.nodes!.slice(1)];
    expect(await check(app, { ...deskGraph, nodes })).toEqual(['error /nodes/0/model']);
    expect(await check(app, { ...deskGraph, defaults: { model: 'openai:x' } })).toEqual(['error /defaults/model']);
  });
});
