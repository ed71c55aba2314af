import { describe, expect, test } from 'vitest';
import { checkGraph } from '../checks/index.ts';
import { agent, graph, handoff } from '../checks/examples/made.ts';
import { compileCondition, scopeOf } from '../expressions/index.ts';
import { patternLimits } from '../expressions/patterns.ts';
import { patternProblem } from './index.ts';
import { writtenOut } from './written-out.ts';

const document = graph({});
const scope = scopeOf(document, { at: 'exit', node: 'a' });
function result(source: string, input: string) {
  const compiled = compileCondition(source, scope);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return compiled.expression.evaluate({ input });
}

describe('matches()', () => {
  test.each([
    ['input.matches("^[0-9]{4}$")', '1001', true],
    ['input.matches("^[0-9]{4}$")', '10011', false],
    ['input.matches("(?i)refund")', 'A REFUND, please', true],
    [String.raw`input.matches("\\bfee\\b")`, 'a fee', true],
    [String.raw`input.matches(r"\bfee\b")`, 'coffee', false],
    ['input.matches("[äöü]")', 'schön', true],
  ])('%s of "%s" is %s', (source, input, value) => expect(result(source, input)).toEqual({ ok: true, value }));

  test('takes no longer than the text is long, where another engine would take for ever', () => {
    expect(result('input.matches("^(a+)+$")', `${'a'.repeat(50_000)}b`)).toEqual({ ok: true, value: false });
  });

  test('is counted: a large pattern on a long text is an error and no wait', () => {
    const failed = result('input.matches("(a{1,40}b?){5}$")', 'a'.repeat(200_000));
    expect(failed).toMatchObject({ ok: false, error: expect.stringContaining('steps') as string });
    const large = result('input.matches("(a{1000}){1}(b{1000}){1}(c{1000})")', 'abc');
    expect(large).toEqual({ ok: false, error: 'the pattern of matches() is too large' });
  });

  test('that is no pattern counts as not true, and says so', () => {
    expect(result('input.matches("(")', 'a')).toEqual({ ok: false, error: '"(" is no pattern' });
  });
});

describe('a pattern that cannot be used', () => {
  const patterned = (pattern: string) =>
    graph({
      nodes: [agent('a'), agent('b')],
      handoffs: [
        handoff('a', 'b', {
          trigger: { on: 'rule', if: `input.matches(${JSON.stringify(pattern)})` },
          context: { redact: ['email', { pattern }] },
        }),
      ],
    });

  test('is told where it stands', () => {
    expect(checkGraph(patterned('(?=a)b'), { patternProblem })).toMatchObject([
      { code: 'bad-pattern', severity: 'error', path: '/handoffs/0/context/redact/1/pattern' },
      {
        code: 'bad-pattern',
        path: '/handoffs/0/trigger/if',
        message: expect.stringMatching(
          /^The pattern "\(\?=a\)b" cannot be used: .*looking ahead or behind\.$/,
        ) as string,
      },
    ]);
  });

  test.each([
    ['(?<=card )[0-9]+', 'RE2 has no looking ahead or behind'],
    ['[0-9]{4}(?!x)', 'RE2 has no looking ahead or behind'],
    [String.raw`(a)\1`, 'RE2 cannot refer back to what a group has found'],
    ['a++', 'what is repeated cannot be repeated again, and RE2 has no possessive repetition'],
    ['(?>a)', 'RE2 has no atomic groups'],
    ['(a++', 'what is repeated cannot be repeated again, and RE2 has no possessive repetition'],
    ['[a++', 'missing closing ]: `[a++`'],
    [String.raw`\u00e4`, String.raw`a character by its number is \x{00e4} in RE2`],
    ['[a-', 'missing closing ]: `[a-`'],
    ['a{2000}', 'invalid repeat count: `{2000}`'],
    ['a'.repeat(100_000), 'it is too large; write it shorter'],
  ])('%s is told in words that help', (pattern, words) => expect(patternProblem(pattern)).toBe(words));

  test.each([
    String.raw`\b\d{4}-\d{4}\b`,
    '(?i)customer (?P<number>[0-9]+)',
    String.raw`\p{L}+`,
    String.raw`\x{00e4}`,
    String.raw`[+]\+?`,
  ])('is not %s', (pattern) => expect(patternProblem(pattern)).toBe(undefined));

  test('is one that takes too many steps', () => {
    expect(patternProblem('a{1000}b{1000}c{1000}')).toBe('it is too large; write it shorter');
  });

  test('is told before its repetitions are written out', () => {
    const large = ['a{1000}'.repeat(285), '((((a?){10}){10}){10})'.repeat(90), '[a-z]{9,1000}'.repeat(150)];
    for (const pattern of large) expect(writtenOut(pattern)).toBeGreaterThan(patternLimits.size * 4);
    expect(large.map(patternProblem)).toEqual(large.map(() => 'it is too large; write it shorter'));
  });

  test.each([
    ['', 0],
    ['abc', 3],
    ['a{3}b', 4],
    ['(ab){10}', 20],
    ['((a{2}b){3}c){4}', 40],
    ['[]a{9}]{5}', 5],
    ['[^]{9}]{5}', 5],
    [String.raw`\{{5}`, 5],
    [String.raw`[\]{9}]x{2,7}`, 8],
    ['a{b', 3],
    ['((a', 1],
  ])('%s has %i steps with its repetitions written out', (pattern, size) => expect(writtenOut(pattern)).toBe(size));

  test('is not looked for where there is no engine, nor found where there is none', () => {
    expect(checkGraph(patterned('('))).toEqual([]);
    expect(checkGraph(patterned('[a-z]+'), { patternProblem })).toEqual([]);
  });
});
