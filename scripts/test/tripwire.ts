/** After every test file: no key of a document, an answer or an option has come to be a key of every object. */
import { deepStrictEqual } from 'node:assert/strict';
import { afterAll } from 'vitest';

const keys = (): PropertyKey[] => Reflect.ownKeys(Object.prototype);
const before = keys();

afterAll(() => deepStrictEqual(keys(), before));
