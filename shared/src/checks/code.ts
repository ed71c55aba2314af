/** The function of a `code` tool is JavaScript, as the sandbox will read it; what it does is seen only when it runs. */
import { parse } from 'acorn';
import { pointer, type Fix } from '../graph/problem.ts';
import { fixed, problem, type Check } from './check.ts';

export const code: Check = ({ graph }) =>
  (graph.tools ?? []).flatMap((tool, index) => {
    if (tool.type !== 'code') return [];
    const wrong = mistakeIn(tool.code);
    if (wrong === undefined) return [];
    const path = ['tools', index, 'code'];
    const message = `The code is no JavaScript function: ${wrong}.`;
    return [problem('error', 'broken-code', path, message, unended(tool.code, path))];
  });

/** A function as one writes a statement: what comes after it is all that is wrong. */
function unended(source: string, path: readonly PropertyKey[]): Fix | undefined {
  const value = source.replace(/[;\s]+$/, '');
  if (mistakeIn(value) !== undefined) return undefined;
  return fixed('Take the semicolon away', { op: 'replace', path: pointer(path), value });
}

/** The sandbox puts it in parentheses, so that a function is a value. */
function mistakeIn(source: string): string | undefined {
  try {
    parse(`(${source}\n)`, { ecmaVersion: 'latest' });
    return undefined;
  } catch (error) {
    return error instanceof SyntaxError ? inWords(error, source) : undefined;
  }
}

/** acorn ends what it says with the place, `(1:12)`, and counts columns from 0; the parenthesis is one more of the first line. */
function inWords({ message }: SyntaxError, source: string): string {
  const [, what = message, line = '1'] = /^(.*?) \((\d+):\d+\)$/.exec(message) ?? [];
  const lines = source.split('\n').length;
  const where = Number(line) > lines ? 'at its end' : `in line ${line}`;
  return `${what.slice(0, 1).toLowerCase()}${what.slice(1)} ${where}`;
}
