/** What types and can still not be meant: a comparison with a word that the schema does not allow, `has` of an unknown field. */
import type { ASTNode } from '@marcbachmann/cel-js';
import { nearest } from '../graph/nearest.ts';
import type { ExpressionError } from './errors.ts';
import { isLoop } from './loops.ts';
import { pathOf } from './reads.ts';
import { nodesIn, sourceOf } from './tree.ts';
import type { CelType } from './type.ts';
import { innerType } from './value.ts';

type Variables = ReadonlyMap<string, CelType>;

export function doubtsIn(tree: ASTNode, variables: Variables): ExpressionError[] {
  const outer = new Map(variables);
  // The element of a loop hides a variable of the same name, and its type is not followed here.
  for (const node of nodesIn(tree)) {
    const named = node.op === 'rcall' && isLoop(node.args[0], node.args[2]) ? node.args[2][0] : undefined;
    if (named?.op === 'id') outer.delete(named.args);
  }
  return [...nodesIn(tree)].flatMap((node) => doubtAt(node, outer) ?? []);
}

function doubtAt(node: ASTNode, variables: Variables): ExpressionError | undefined {
  if (node.op === 'call' && node.args[0] === 'has') return unknownField(node.args[1][0], variables);
  if (node.op !== '==' && node.op !== '!=') return undefined;
  const [left, right] = node.args;
  return strangeWord(left, right, variables) ?? strangeWord(right, left, variables);
}

function strangeWord(path: ASTNode, literal: ASTNode, variables: Variables): ExpressionError | undefined {
  const type = typeAt(path, variables);
  if (type?.kind !== 'string' || !type.words || literal.op !== 'value' || typeof literal.args !== 'string')
    return undefined;
  const { args: word, start, end } = literal;
  if (type.words.includes(word)) return undefined;
  const meant = nearest(word, type.words);
  const message = `it can never be "${word}"; ${meant ? `did you mean "${meant}"?` : `it is one of ${type.words.join(', ')}`}`;
  return { message, start, end, ...(meant && { instead: JSON.stringify(meant) }) };
}

function unknownField(field: ASTNode | undefined, variables: Variables): ExpressionError | undefined {
  if (field?.op !== '.') return undefined;
  const [target, name] = field.args;
  const type = typeAt(target, variables);
  if (type?.kind !== 'object' || type.fields.has(name)) return undefined;
  const meant = nearest(name, type.fields.keys());
  const message = `"${name}" is never there${meant ? `; did you mean "${meant}"?` : ''}`;
  const instead = meant && `${sourceOf(target)}.${meant}`;
  return { message, start: field.start, end: field.end, ...(instead && { instead }) };
}

function typeAt(node: ASTNode, variables: Variables): CelType | undefined {
  const [root = '', ...keys] = pathOf(node) ?? [];
  let type = variables.get(root);
  for (const key of keys) type = type && innerType(type, key);
  return type;
}
