/** What the library's parser lets through and Baton does not run: each with a sentence that says what to use instead. */
import type { ASTNode } from '@marcbachmann/cel-js';
import { limits } from './environment.ts';
import { unknownCall, type ExpressionError } from './errors.ts';
import { functions, methods } from './functions.ts';
import { isLoop } from './loops.ts';
import { patternLimits } from './patterns.ts';
import { childrenOf } from './tree.ts';

const written = 'the pattern of matches() must stand there as a text, as in input.matches("^[0-9]{4}$")';

/** Names that the library knows and that are no variables of ours: those of types, and two of its own. */
const foreign: ReadonlySet<string> = new Set([
  'bool',
  'bytes',
  'cel',
  'double',
  'google',
  'int',
  'list',
  'map',
  'null_type',
  'string',
  'type',
  'uint',
]);

/** @returns the first thing in the tree that may not be there. */
export function outOfBounds(node: ASTNode, loops = 0): ExpressionError | undefined {
  const message = refusal(node, loops);
  if (message !== undefined) return { message, start: node.start, end: node.end };
  const inner = loopBodies(node);
  for (const child of childrenOf(node)) {
    const found = outOfBounds(child, loops + (inner.includes(child) ? 1 : 0));
    if (found) return found;
  }
  return undefined;
}

const loopBodies = (node: ASTNode): readonly ASTNode[] =>
  node.op === 'rcall' && isLoop(node.args[0], node.args[2]) ? node.args[2] : [];

function refusal(node: ASTNode, loops: number): string | undefined {
  if (node.op === 'value' && typeof node.args === 'object' && node.args !== null)
    return 'write a number without "u", or a text without "b"';
  if (node.op === 'id' && foreign.has(node.args)) return `"${node.args}" is not a value here`;
  if (node.op === 'call' && node.args[0] !== 'has' && !functions.has(node.args[0])) return unknownCall(node.args[0]);
  if (node.op !== 'rcall') return undefined;
  const [name, , args] = node.args;
  if (name === 'matches') return badPattern(args[0]);
  if (!isLoop(name, args)) return methods.has(name) ? undefined : unknownCall(name);
  return loops >= limits.loops
    ? `loops may be at most ${limits.loops} deep; this ${name}() is one too many`
    : undefined;
}

/** A pattern that is known beforehand can be checked beforehand. */
function badPattern(pattern: ASTNode | undefined): string | undefined {
  if (pattern?.op !== 'value' || typeof pattern.args !== 'string') return written;
  const { source } = patternLimits;
  return pattern.args.length > source ? `a pattern has at most ${source} characters; write it shorter` : undefined;
}
