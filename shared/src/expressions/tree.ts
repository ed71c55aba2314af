/** Walks over the library's syntax tree. */
import type { ASTNode } from '@marcbachmann/cel-js';

export const sourceOf = (node: ASTNode): string => node.input.slice(node.start, node.end);

export function childrenOf(node: ASTNode): readonly ASTNode[] {
  if (node.op === 'value' || node.op === 'id') return [];
  if (node.op === '.' || node.op === '.?') return [node.args[0]];
  if (node.op === 'call') return node.args[1];
  if (node.op === 'rcall') return [node.args[1], ...node.args[2]];
  if (node.op === 'map') return node.args.flat();
  return node.op === '!_' || node.op === '-_' ? [node.args] : node.args;
}

/** The node and everything under it, as it is written; not by recursion, which would pass each of them up through all above it. */
export function* nodesIn(node: ASTNode): Generator<ASTNode> {
  const open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    open.push(...childrenOf(next).toReversed());
  }
}
