import type {
  GraphAnswer,
  ProblemDetails,
  RunStarted,
  VersionAnswer,
  VersionList,
  VersionSummary,
} from '@baton/shared/api';
import { describe, expect, it } from 'vitest';
import { deskGraph, read, startTestApp, type TestApp } from '../app.fixture.ts';

const named = (name: string) => ({ ...deskGraph, name });
const save = async (app: TestApp, graph: object) =>
  (await read<GraphAnswer>(app.ask('PUT', '/api/graphs/desk', graph, { 'if-match': '*' }))).revision;
const publish = (app: TestApp, note: string, headers = {}) =>
  app.ask('POST', '/api/graphs/desk/publish', { note }, headers);
const run = (app: TestApp, body: object) =>
  app.ask('POST', '/api/runs', { graph: 'desk', input: 'hello', wait: true, ...body });

async function withVersions(...names: string[]): Promise<TestApp> {
  const app = await startTestApp();
  await app.ask('POST', '/api/graphs', deskGraph);
  for (const name of names) {
    await save(app, named(name));
    await publish(app, `as ${name}`);
  }
  return app;
}

describe('publishing', () => {
  it('makes the draft the next version, which later drafts do not change', async () => {
    await using app = await withVersions('One');
    await save(app, named('Two'));
    const response = await publish(app, 'Now with a second name.');
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe('/api/graphs/desk/versions/2');
    const { version, note, publishedAt } = await read<VersionSummary>(response);
    expect([version, note]).toEqual([2, 'Now with a second name.']);
    expect(Date.parse(publishedAt)).not.toBeNaN();
    await save(app, named('Three'));
    const { graph } = await read<VersionAnswer>(app.ask('GET', '/api/graphs/desk/versions/2'));
    expect(graph).toEqual(named('Two'));
    const first = await read<VersionAnswer>(app.ask('GET', '/api/graphs/desk/versions/1'));
    expect(first).toMatchObject({ version: 1, note: 'as One', graph: named('One') });
  });

  it('of what the newest version has already answers that version; of what an older one has makes a new one', async () => {
    await using app = await withVersions('One');
    const again = await publish(app, 'Again.');
    expect(again.status).toBe(200);
    expect(await read<VersionSummary>(again)).toMatchObject({ version: 1, note: 'as One' });
    await save(app, named('Two'));
    await publish(app, '');
    await save(app, named('One'));
    expect(await read<VersionSummary>(publish(app, 'Back to the first.'))).toMatchObject({ version: 3 });
  });

  it('is asked of what somebody has seen, when he says so', async () => {
    await using app = await withVersions();
    const seen = await save(app, named('Seen'));
    await save(app, named('By somebody else'));
    expect((await publish(app, '', { 'if-match': `"${seen}"` })).status).toBe(412);
    expect((await read<VersionList>(app.ask('GET', '/api/graphs/desk/versions'))).versions).toEqual([]);
  });

  it('refuses a draft that cannot run, and says where', async () => {
    await using app = await withVersions();
    await save(app, { ...deskGraph, entry: 'nobody' });
    const response = await publish(app, '');
    expect(response.status).toBe(422);
    expect((await read<ProblemDetails>(response)).errors).toMatchObject([{ path: '/entry' }]);
  });

  it('is about graphs and versions that there are', async () => {
    await using app = await withVersions('One');
    const asked = ['/api/graphs/nobody/versions', '/api/graphs/desk/versions/2', '/api/graphs/desk/versions/x'];
    for (const path of asked) expect((await app.ask('GET', path)).status).toBe(404);
    expect((await app.ask('POST', '/api/graphs/nobody/publish', {})).status).toBe(404);
  });

  it('is listed newest first, page by page', async () => {
    await using app = await withVersions('One', 'Two', 'Three');
    const page = await read<VersionList>(app.ask('GET', '/api/graphs/desk/versions?limit=2'));
    expect(page.versions.map(({ version }) => version)).toEqual([3, 2]);
    const rest = await read<VersionList>(app.ask('GET', `/api/graphs/desk/versions?limit=2&cursor=${page.next}`));
    expect(rest).toEqual({ versions: [expect.objectContaining({ version: 1, note: 'as One' })] });
  });

  it('ends with its graph: one of the same id begins anew', async () => {
    await using app = await withVersions('One', 'Two');
    await app.ask('DELETE', '/api/graphs/desk');
    await app.ask('POST', '/api/graphs', deskGraph);
    expect((await run(app, { version: 1 })).status).toBe(404);
    expect(await read<VersionSummary>(publish(app, ''))).toMatchObject({ version: 1 });
  });
});

describe('a run', () => {
  it('is of the draft, of the newest version, or of the version that is named', async () => {
    const says = (text: string) => ({
      ...deskGraph,
      nodes: deskGraph.nodes!.map((node) => (node.id === 'triage' ? { ...node, script: [{ say: text }] } : node)),
    });
    await using app = await withVersions();
    for (const text of ['one', 'two']) {
      await save(app, says(text));
      await publish(app, text);
    }
    await save(app, says('draft'));
    const told = async (body: object) => {
      const { view } = await read<RunStarted>(run(app, body));
      return [view?.version, view?.output];
    };
    expect(await told({})).toEqual(['draft', 'draft']);
    expect(await told({ version: 'draft' })).toEqual(['draft', 'draft']);
    expect(await told({ version: 'published' })).toEqual([2, 'two']);
    expect(await told({ version: 1 })).toEqual([1, 'one']);
  });

  it('is refused of a version that there is not', async () => {
    await using app = await withVersions();
    expect((await run(app, { version: 'published' })).status).toBe(404);
    expect((await run(app, { version: 3 })).status).toBe(404);
    const response = await run(app, { graph: deskGraph, version: 1 });
    expect(response.status).toBe(422);
    expect((await read<ProblemDetails>(response)).errors).toMatchObject([{ path: '/version' }]);
  });
});
