/** Reads a graph from a file; what is wrong with it is said with file, line and path. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseGraphText, type Graph, type Problem } from '@baton/shared/graph';
import type { FindGraph } from '../runs/pins.ts';
import type { Io } from './io.ts';
import { write } from './harmless.ts';

/**
 * @param tell says what keeps the document from being a graph; otherwise that is said on stderr, too.
 * @returns undefined when it could not be read; why has been said on stderr.
 */
export function readGraphFile(file: string, io: Io, tell?: (problems: readonly Problem[]) => void): Graph | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    write(io.stderr, `${unreadable(file, error)}\n`);
    return undefined;
  }
  const parsed = parseGraphText(text.replace(/^\uFEFF/, ''));
  if (parsed.ok) return parsed.graph;
  if (tell) tell(parsed.problems);
  else for (const problem of parsed.problems) write(io.stderr, `${at(file, text, problem)}\n`);
  return undefined;
}

/** The graphs that another one runs, each in the file of its id beside it, whichever version is asked for. */
export const graphsBeside =
  (file: string, io: Io): FindGraph =>
  async (id) => {
    const beside = join(dirname(file), `${id}.json`);
    return existsSync(beside) ? readGraphFile(beside, io) : undefined;
  };

function unreadable(file: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return `There is no file ${file}.`;
  if (code === 'EISDIR') return `${file} is a folder; a graph is a JSON file.`;
  if (code === 'EACCES') return `${file} may not be read by this user.`;
  return `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}

function at(file: string, text: string, { code, path, message }: Problem): string {
  if (code !== 'not-json') return `${file}: ${path || 'the document'}: ${message}`;
  const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(message) ?? [];
  const lines = text.split('\n');
  // V8 says where a character is wrong; where the text just stops it says nothing.
  const place = line ? `${line}:${column}` : `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
  return `${file}:${place}: ${message.replace(/ in JSON at position.*$/s, '').replace(/, \.*"[\s\S]*$/, '')}`;
}
