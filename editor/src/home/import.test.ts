import { expect, test } from 'vitest';
import { readGraphFile } from './import.ts';

const file = (text: string): File => new File([text], 'desk.json', { type: 'application/json' });

test('a graph file is read as it is', async () => {
  const graph = { format: 'baton/1', id: 'desk', entry: 'a', nodes: [{ id: 'a', kind: 'agent' }] };
  await expect(readGraphFile(file(JSON.stringify(graph)))).resolves.toEqual({ ok: true, graph });
});

test('every reason names its place', async () => {
  const graph = { format: 'baton/1', id: 'desk', entry: 'a', nodes: [{ id: 'a', kind: 'agnet' }], nods: [] };
  const imported = await readGraphFile(file(JSON.stringify(graph)));
  expect(imported).toMatchObject({ ok: false, name: 'desk.json' });
  const reasons = imported.ok ? [] : imported.reasons.map(({ path, message }) => `${path} ${message}`);
  expect(reasons).toHaveLength(2);
  expect(reasons.join('\n')).toContain('/nodes/0');
  expect(reasons.join('\n')).toContain('did you mean "nodes"?');
});

test('what is no JSON is said to be none', async () => {
  const imported = await readGraphFile(file('<html>'));
  expect(imported).toMatchObject({
    ok: false,
    reasons: [{ path: '', message: expect.stringMatching(/^this is not JSON/) }],
  });
});

test('a picture is said to be no text', async () => {
  const bytes = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13]);
  await expect(readGraphFile(new File([bytes], 'desk.png'))).resolves.toMatchObject({
    ok: false,
    reasons: [{ path: '', message: expect.stringContaining('no text') }],
  });
});
