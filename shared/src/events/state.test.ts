import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../graph/json.ts';
import type { PatchOperation } from '../graph/problem.ts';
import { applyChanges } from './state.ts';

const state: JsonObject = { order: { amount: 900 }, tags: ['a', 'b'], 'a/b': 1 };

describe('a change of the state', () => {
  test.each<[PatchOperation, JsonObject]>([
    [
      { op: 'add', path: '/reason', value: 'late' },
      { ...state, reason: 'late' },
    ],
    [
      { op: 'replace', path: '/order/amount', value: 38 },
      { ...state, order: { amount: 38 } },
    ],
    [
      { op: 'add', path: '/tags/-', value: 'c' },
      { ...state, tags: ['a', 'b', 'c'] },
    ],
    [
      { op: 'add', path: '/tags/0', value: 'c' },
      { ...state, tags: ['c', 'a', 'b'] },
    ],
    [
      { op: 'replace', path: '/tags/1', value: 'c' },
      { ...state, tags: ['a', 'c'] },
    ],
    [
      { op: 'remove', path: '/tags/0' },
      { ...state, tags: ['b'] },
    ],
    [
      { op: 'remove', path: '/order' },
      { tags: ['a', 'b'], 'a/b': 1 },
    ],
    [
      { op: 'replace', path: '/a~1b', value: 2 },
      { ...state, 'a/b': 2 },
    ],
    [{ op: 'replace', path: '', value: { new: true } }, { new: true }],
  ])('%j', (change, after) => {
    expect(applyChanges(state, [change])).toEqual(after);
  });

  test.each<PatchOperation>([
    { op: 'replace', path: '/gone/amount', value: 1 },
    { op: 'replace', path: '/tags/9', value: 'z' },
    { op: 'add', path: '/tags/x', value: 'z' },
    { op: 'replace', path: '/order/amount/deep', value: 1 },
    { op: 'replace', path: '', value: 'no state' },
  ])('one that does not fit is passed over: %j', (change) => {
    expect(applyChanges(state, [change])).toEqual(state);
  });

  test('leaves the state that it was made from, and what it does not touch, as they are', () => {
    const next = applyChanges(state, [{ op: 'add', path: '/reason', value: 'late' }]);
    expect(state).not.toHaveProperty('reason');
    expect(next['order']).toBe(state['order']);
  });

  test('reaches no prototype', () => {
    const next = applyChanges(state, [
      { op: 'add', path: '/__proto__', value: { admin: true } },
      { op: 'add', path: '/__proto__/admin', value: true },
    ]);
    expect(({} as JsonObject)['admin']).toBeUndefined();
    expect((next as { admin?: boolean }).admin).toBeUndefined();
  });
});
