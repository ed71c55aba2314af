import { expect, test } from 'vitest';
import { ago } from './ago.ts';

const now = Date.parse('2026-11-24T12:00:00Z');

test.each([
  ['2026-11-24T11:59:40Z', 'just now'],
  ['2026-11-24T12:00:20Z', 'just now'],
  ['2026-11-24T11:55:00Z', '5 minutes ago'],
  ['2026-11-24T10:59:00Z', '1 hour ago'],
  ['2026-11-23T11:00:00Z', 'yesterday'],
  ['2026-11-20T11:00:00Z', '4 days ago'],
  ['2026-10-01T11:00:00Z', 'Oct 1, 2026'],
  ['nonsense', ''],
])('%s is %s', (at, words) => expect(ago(at, now)).toBe(words));
