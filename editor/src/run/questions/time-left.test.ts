import { expect, test } from 'vitest';
import { timeLeft } from './time-left.ts';

const minute = 60_000;

test.each([
  [-5, 'time is up'],
  [900, '1 s left'],
  [59_000, '59 s left'],
  [minute, '1 min left'],
  [9.2 * minute, '10 min left'],
  [60 * minute, '1 h left'],
  [90 * minute, '1 h 30 min left'],
  [72 * 60 * minute, '3 days left'],
])('%d ms are "%s"', (ms, words) => expect(timeLeft(ms)).toBe(words));

test('what is no time is not said', () => expect(timeLeft(Number.NaN)).toBe(''));
