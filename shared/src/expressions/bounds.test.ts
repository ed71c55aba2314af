import { describe, expect, test } from 'vitest';
import { limits } from './environment.ts';
import { maxWork } from './fuel.ts';
import { compiled, errorOf, sampleValues, valueOf } from './sample.ts';

/** A source of exactly this many characters. */
const ofLength = (length: number): string => `"${'a'.repeat(length - 2)}"`;
const nested = (depth: number): string => '('.repeat(depth) + '1' + ')'.repeat(depth);
/** A sum of this many numbers: that many nodes, and one for each "+". */
const sum = (numbers: number): string => Array.from({ length: numbers }, () => '1').join('+');
const list = (length: number): string => `[${Array.from({ length }, () => '1').join(',')}]`;
const map = (length: number): string => `{${Array.from({ length }, (_, index) => `"${index}":1`).join(',')}}`;
const loops = (depth: number, tags = 'state.tags'): string =>
  depth === 0 ? '1' : `${tags}.map(x${depth}, ${loops(depth - 1, tags)})`;

const tooLarge = expect.stringMatching(/too large|longer than/) as string;

describe('what is written', () => {
  test.each([
    ['characters', ofLength(limits.source), ofLength(limits.source + 1), tooLarge],
    ['nodes', sum(limits.maxAstNodes / 2), sum(limits.maxAstNodes / 2 + 1), tooLarge],
    ['depth', nested(limits.maxDepth - 1), nested(limits.maxDepth), tooLarge],
    ['elements of a list', list(limits.maxListElements), list(limits.maxListElements + 1), tooLarge],
    ['entries of a map', map(limits.maxMapEntries), map(limits.maxMapEntries + 1), tooLarge],
    [
      'loops in loops',
      loops(limits.loops),
      loops(limits.loops + 1),
      expect.stringContaining('loops may be at most 2 deep') as string,
    ],
  ])('%s: the bound is allowed, one more is refused in words', (_what, allowed, refused, message) => {
    expect(compiled(allowed)).toMatchObject({ ok: true });
    expect(compiled(refused)).toMatchObject({ ok: false, errors: [{ message }] });
  });

  test('loops one after the other are no loops in loops', () => {
    expect(valueOf('state.tags.filter(a, true).map(b, b).map(c, c).exists(d, d == "red")')).toBe(true);
  });

  test('a loop in the condition of a loop counts, too', () => {
    expect(errorOf('state.tags.map(a, state.tags.exists(b, state.tags.all(c, true)), a)').at).toBe(
      'state.tags.all(c, true)',
    );
  });

  test.each([
    ['input.matches(state.text)', 'the pattern of matches() must stand there as a text'],
    [`input.matches("${'a'.repeat(201)}")`, 'a pattern has at most 200 characters'],
    ['cel.bind(a, state.tags, a + a)', 'there is no function bind()'],
    ['timestamp("2026-01-01T00:00:00Z")', 'there is no function timestamp()'],
    ['bytes("a")', 'there is no function bytes()'],
    ['type(1)', 'there is no function type()'],
    ['1u', 'write a number without "u"'],
    ['b"abc"', 'a text without "b"'],
    ['int', '"int" is not a value here'],
    ['google', '"google" is not a value here'],
  ])('%s is not offered', (source, message) => {
    expect(errorOf(source).message).toContain(message);
  });
});

describe('what is evaluated', () => {
  const many = (length: number) => ({
    state: { tags: Array.from({ length }, (_, index) => `t${index}`), name: 'x'.repeat(100_000) },
  });
  const stopped = { failed: expect.stringContaining(`more than ${maxWork} steps`) as string };

  test('a loop runs as long as its work is within the bound, and no longer', () => {
    // One node a round: as many rounds as there is work, less what stands outside of the loop.
    expect(valueOf('state.tags.all(x, true)', many(maxWork))).toBe(true);
    expect(valueOf('state.tags.all(x, true)', many(maxWork + 1))).toEqual(stopped);
  });

  test.each([
    'state.tags.map(x, state.tags.map(y, x + y))',
    'state.tags.all(x, state.tags.all(y, y in state.tags))',
    'state.tags.map(x, state.tags)',
    'state.tags.map(x, state.tags + state.tags)',
    'state.tags.map(x, state.name)',
    'state.tags.exists(x, state.tags == state.tags && false)',
    'state.tags.map(x, state.name).join("").split("").map(y, state.name)',
    'state.tags.filter(x, state.name.contains("y"))',
    'state.tags.filter(x, size(state.name) == 1)',
    'state.tags.map(x, string(state.tags))',
  ])('%s over a long list is stopped', (source) => {
    expect(valueOf(source, many(10_000))).toEqual(stopped);
  });

  test('being stopped is not a failure that a deciding side makes good', () => {
    expect(valueOf('state.tags.exists(x, state.tags.all(y, y in state.tags) && false)', many(3000))).toEqual(stopped);
  });

  test('ordinary work over a long list is done', () => {
    expect(valueOf('state.tags.exists(x, x == "t9999")', many(10_000))).toBe(true);
    expect(valueOf('size(state.tags.filter(x, x.startsWith("t99")))', many(10_000))).toBe(111);
    expect(valueOf('state.tags.map(x, state.tags.map(y, x + y))', sampleValues)).toHaveLength(2);
  });
});
