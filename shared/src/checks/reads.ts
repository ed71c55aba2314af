/** Which state values an expression reads, and which it cannot do without. */
import type { ASTNode } from '@marcbachmann/cel-js';
import { compileCondition, compileExpression, parseTemplate, scopeOf, type Expression } from '../expressions/index.ts';
import { pathOf, readsOf } from '../expressions/reads.ts';
import { nodesIn } from '../expressions/tree.ts';
import type { Graph } from '../graph/schema.ts';
import { hasLoop } from '../logic/index.ts';
import type { RuleTrigger } from '../triggers/index.ts';
import type { Source } from './sources.ts';

/** @returns the expressions of a source; none where it does not type. */
export function expressionsIn({ kind, text, place, graph }: Source): readonly Expression[] {
  const scope = scopeOf(graph, place);
  if (kind !== 'template') {
    const compiled = compileExpression(text, scope);
    return compiled.ok ? [compiled.expression] : [];
  }
  if (!text.includes('{{')) return [];
  const parsed = parseTemplate(text, scope);
  return parsed.ok ? parsed.template.expressions : [];
}

const known = new WeakMap<ASTNode, readonly string[]>();

/** @returns the state keys that are read where nothing asks with `has` whether they are there. */
export function stateReads({ tree }: Expression): readonly string[] {
  const keys = known.get(tree) ?? unaskedIn(tree);
  known.set(tree, keys);
  return keys;
}

function unaskedIn(tree: ASTNode): string[] {
  const asked = new Set(
    [...nodesIn(tree)].flatMap((node) => (node.op === 'call' && node.args[0] === 'has' ? keyIn(node.args[1][0]) : [])),
  );
  const read = readsOf(tree).flatMap(([root, key]) => (root === 'state' && key !== undefined ? [key] : []));
  return [...new Set(read)].filter((key) => !asked.has(key));
}

const keyIn = (node: ASTNode | undefined): string[] => {
  const [root, key] = (node && pathOf(node)) ?? [];
  return root === 'state' && key !== undefined ? [key] : [];
};

const none: ReadonlySet<string> = new Set();
const certain = new WeakMap<ASTNode, ReadonlySet<string>>();

/** @returns the state keys that are there for sure when the rule is true. */
export function certainReads(
  graph: Graph,
  node: string,
  { if: source, at = 'exit' }: RuleTrigger,
): ReadonlySet<string> {
  const compiled = compileCondition(source, scopeOf(graph, { at, node }));
  if (!compiled.ok) return none;
  const { tree } = compiled.expression;
  const keys = certain.get(tree) ?? needed(tree);
  certain.set(tree, keys);
  return keys;
}

/** Of "and" both sides have come to something; of "or", and of a choice, only what all ways need. */
function needed(node: ASTNode): ReadonlySet<string> {
  if (node.op === '&&') return needed(node.args[0]).union(needed(node.args[1]));
  if (node.op === '||') return needed(node.args[0]).intersection(needed(node.args[1]));
  if (node.op === '?:') return needed(node.args[1]).intersection(needed(node.args[2]));
  if (node.op === '!_') return refuted(node.args);
  if (node.op === 'call' && node.args[0] === 'has') return new Set(keyIn(node.args[1][0]));
  return leaf(node);
}

/** What is there for sure when it is false. */
function refuted(node: ASTNode): ReadonlySet<string> {
  if (node.op === '&&') return refuted(node.args[0]).intersection(refuted(node.args[1]));
  if (node.op === '||') return refuted(node.args[0]).union(refuted(node.args[1]));
  if (node.op === '!_') return needed(node.args);
  if (node.op === '?:' || (node.op === 'call' && node.args[0] === 'has')) return new Set();
  return leaf(node);
}

/** Everything that is read in it is read for sure, unless something in it decides what is. */
function leaf(node: ASTNode): ReadonlySet<string> {
  const decides = ({ op, args }: ASTNode): boolean =>
    op === '&&' || op === '||' || op === '?:' || (op === 'call' && args[0] === 'has');
  if (hasLoop(node) || [...nodesIn(node)].some(decides)) return new Set();
  return new Set(readsOf(node).flatMap(([root, key]) => (root === 'state' && key !== undefined ? [key] : [])));
}
