import { expect, test } from 'vitest';
import { node as schema, nodeKinds } from './index.ts';

test.each(Object.entries(nodeKinds))('a new %s is a node of its kind, with a title and a sentence', (kind, info) => {
  expect(schema.safeParse({ id: 'new', kind, ...info.fresh })).toMatchObject({ success: true });
  expect(info.title).toMatch(/^[A-Z]/);
  expect(info.help).toMatch(/\.$/);
});
