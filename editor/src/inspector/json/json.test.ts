import * as fc from 'fast-check';
import { pointerKeys } from '@baton/shared/graph';
import { expect, test } from 'vitest';
import { changeBetween } from './change.ts';
import { entryAt, jsonPlaces, rangeOf } from './places.ts';
import { reuse } from './reuse.ts';

const value = fc.jsonValue();

test('every value of a JSON text is found by its pointer', () => {
  fc.assert(
    fc.property(value, fc.constantFrom(undefined, 2), (json, indent) => {
      const text = JSON.stringify(json, null, indent);
      const places = jsonPlaces(text);
      expect(places).toBeDefined();
      for (const [path, { start, end }] of places?.values ?? []) {
        const found = pointerKeys(path).reduce<unknown>(
          (inside, key) => (inside as { [key: string]: unknown })[key],
          JSON.parse(text),
        );
        expect(JSON.parse(text.slice(start, end))).toEqual(found);
      }
    }),
  );
});

test('what is no JSON has no places', () => {
  for (const text of ['', '{', '{"a" 1}', '[1,]', '{"a": 1} x', '{1: 2}', '{"a\n": 1}', '{"\\q": 1}'])
    expect(jsonPlaces(text)).toBeUndefined();
});

test('a problem is marked at its value, or at the nearest thing that is there', () => {
  const text = '{ "nodes": [{ "id": "a" }], "entry": "b" }';
  const places = jsonPlaces(text);
  if (!places) throw new Error('it is JSON');
  const at = (path: string) => {
    const { start, end } = rangeOf(places, path);
    return text.slice(start, end);
  };
  expect(at('/entry')).toBe('"b"');
  expect(at('/nodes/0/kind')).toBe('{');
  expect(at('/nodes/0/id/x')).toBe('"id"');
  expect(at('')).toBe(text);
  expect(entryAt(places, text.indexOf('"a"'))).toEqual({ list: 'nodes', index: 0 });
  expect(entryAt(places, text.indexOf('"b"'))).toBeUndefined();
});

test('a document that is read again is the same object, and an edit changes only what is on its way', () => {
  fc.assert(
    fc.property(value, (json) => {
      const copy: unknown = JSON.parse(JSON.stringify(json));
      const before: unknown = JSON.parse(JSON.stringify(json));
      expect(reuse(before, copy)).toBe(before);
    }),
  );
  const before = {
    nodes: [
      { id: 'a', x: [1] },
      { id: 'b', x: [2] },
    ],
    state: { k: {} },
  };
  const after = reuse(before, {
    nodes: [
      { id: 'b', x: [2] },
      { id: 'a', x: [3] },
    ],
    state: { k: {} },
  });
  expect(after).toEqual({
    nodes: [
      { id: 'b', x: [2] },
      { id: 'a', x: [3] },
    ],
    state: { k: {} },
  });
  expect(after.nodes[0]).toBe(before.nodes[1]);
  expect(after.state).toBe(before.state);
  expect(JSON.stringify(reuse({ a: 1, b: 2 }, { b: 2, a: 1 }))).toBe('{"b":2,"a":1}');
});

test('whatever two values are, what is reused is equal to the newer, in its order', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(JSON.stringify(reuse(a, b))).toBe(JSON.stringify(b));
    }),
  );
});

test('one change turns a text into another', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (before, after, around) => {
      const [a, b] = [around + before + around, around + after + around];
      const change = changeBetween(a, b);
      expect(change ? a.slice(0, change.start) + change.text + a.slice(change.end) : a).toBe(b);
    }),
  );
});
