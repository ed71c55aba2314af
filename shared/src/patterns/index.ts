/** Patterns in RE2 syntax (https://github.com/google/re2/wiki/Syntax): linear in the text, whatever the pattern is. */
import { RE2JS } from 're2js';
import { patternLimits, setPatternEngine, type PatternEngine } from '../expressions/patterns.ts';
import { writtenOut } from './written-out.ts';

export const re2: PatternEngine = (source) => {
  const size = writtenOut(source);
  // Compiling it would take up to a second, and it would be found too large. Some signs are no steps, hence the margin.
  if (size > 4 * patternLimits.size) return { size, test: () => false };
  const pattern = RE2JS.compile(source);
  return { size: pattern.programSize(), test: (text) => pattern.test(text) };
};

// Whoever loads this has patterns.
setPatternEngine(re2);

/** What other engines can and this one cannot, by what the library says of it. */
const missing: readonly [sign: RegExp, words: string][] = [
  [/\(\?<?[=!]/, 'RE2 has no looking ahead or behind'],
  [/\\[1-9]|\\k</, 'RE2 cannot refer back to what a group has found'],
  [/\(\?>/, 'RE2 has no atomic groups'],
  [/nested repetition/, 'what is repeated cannot be repeated again, and RE2 has no possessive repetition'],
  [/\\u/, 'a character by its number is \\x{00e4} in RE2'],
];

/** @returns what is wrong with a pattern, as the end of a sentence; undefined when nothing is. */
export function patternProblem(source: string): string | undefined {
  const tooLarge = 'it is too large; write it shorter';
  if (source.length > patternLimits.written) return tooLarge;
  try {
    return re2(source).size > patternLimits.size ? tooLarge : undefined;
  } catch (error) {
    const said = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'it is no pattern';
    return missing.find(([sign]) => sign.test(said))?.[1] ?? said;
  }
}
