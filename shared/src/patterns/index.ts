/** Patterns in RE2 syntax (https://github.com/google/re2/wiki/Syntax): linear in the text, whatever the pattern is. */
import { RE2JS } from 're2js';
import { patternLimits, type PatternEngine } from '../expressions/patterns.ts';

export const re2: PatternEngine = (source) => {
  const pattern = RE2JS.compile(source);
  return { size: pattern.programSize(), test: (text) => pattern.test(text) };
};

/** @returns what is wrong with a pattern, as the end of a sentence; undefined when nothing is. */
export function patternProblem(source: string): string | undefined {
  try {
    return re2(source).size > patternLimits.size ? 'it is too large; write it shorter' : undefined;
  } catch (error) {
    const words = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : '';
    const ahead = /\(\?[=!<]/.test(source) ? '; RE2 has no looking ahead or behind' : '';
    return `${words || 'it is no pattern'}${ahead}`;
  }
}
