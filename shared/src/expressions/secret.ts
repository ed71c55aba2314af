/** Secrets in the slots of a tool's templates: each is read as it is, or not at all. */
import type { Expression } from './expression.ts';
import { pathOf } from './reads.ts';
import { nodesIn } from './tree.ts';

const root = 'secrets';

/** Also as the name of a loop's element: who reads the template should not have to tell the two apart. */
export const readsSecrets = ({ tree }: Expression): boolean =>
  nodesIn(tree).some((node) => node.op === 'id' && node.args === root);

/** @returns the name, where a secret is all that the expression is. */
export function secretIn({ tree }: Expression): string | undefined {
  const [first, name, ...more] = pathOf(tree) ?? [];
  return first === root && more.length === 0 ? name : undefined;
}
