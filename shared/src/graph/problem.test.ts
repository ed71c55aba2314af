import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pointer, pointerKeys } from './problem.ts';

test('a JSON Pointer is read back as the keys that it was made of', () => {
  expect(pointer(['nodes', 0, 'a/b~c'])).toBe('/nodes/0/a~1b~0c');
  expect(pointer([])).toBe('');
  fc.assert(
    fc.property(fc.array(fc.string()), (keys) => {
      expect(pointerKeys(pointer(keys))).toEqual(keys);
    }),
  );
});
