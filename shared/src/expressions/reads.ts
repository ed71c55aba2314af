/** Which paths an expression looks at, such as `state.order.amount`: the evidence of a decision. */
import type { ASTNode } from '@marcbachmann/cel-js';
import { isLoop } from './loops.ts';
import { childrenOf } from './tree.ts';

/** @returns paths of names, the variable first; each once. Elements of loops are not among them: their list is. */
export function readsOf(node: ASTNode): string[][] {
  const found = new Map<string, string[]>();
  collect(node, new Set(), found);
  return [...found.values()];
}

function collect(node: ASTNode, locals: ReadonlySet<string>, found: Map<string, string[]>): void {
  const path = pathOf(node);
  if (path) {
    const [root = ''] = path;
    if (!locals.has(root)) found.set(path.join('.'), path);
    return;
  }
  if (node.op === 'rcall' && isLoop(node.args[0], node.args[2])) {
    const [, list, [name, ...bodies]] = node.args;
    collect(list, locals, found);
    const inner = new Set(locals).add(name?.op === 'id' ? name.args : '');
    for (const body of bodies) collect(body, inner, found);
    return;
  }
  for (const child of childrenOf(node)) collect(child, locals, found);
}

/** @returns the names of a chain such as `state.order["amount"]`. */
export function pathOf(node: ASTNode): string[] | undefined {
  if (node.op === 'id') return [node.args];
  if (node.op === '.') return pathOf(node.args[0])?.concat(node.args[1]);
  const key = node.op === '[]' ? node.args[1] : undefined;
  if (node.op === '[]' && key?.op === 'value' && typeof key.args === 'string')
    return pathOf(node.args[0])?.concat(key.args);
  return undefined;
}
