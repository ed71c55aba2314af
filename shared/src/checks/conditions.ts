/** Every condition and template of the document types where it stands, and a condition can be true. */
import type { ASTNode } from '@marcbachmann/cel-js';
import {
  checkTemplate,
  compileCondition,
  compileExpression,
  scopeOf,
  type Compiled,
  type Expression,
  type ExpressionError,
  type Scope,
} from '../expressions/index.ts';
import { sourceOf } from '../expressions/tree.ts';
import { asFarAsPossible, spend } from '../graph/budget.ts';
import { pointer, type Problem, type Severity } from '../graph/problem.ts';
import { all, isImpossible, truth } from '../logic/index.ts';
import { fixed, problem, sentence, type Check } from './check.ts';
import { sourcesIn, type Source } from './sources.ts';

export const conditions: Check = ({ graph }) => sourcesIn(graph).flatMap(problemsIn);

function problemsIn(source: Source): Problem[] {
  const { kind, text, place, graph } = source;
  const scope = scopeOf(graph, place);
  if (kind === 'template') return checkTemplate(text, scope).map((error) => asProblem('error', source, error));
  const compiled = compiledAs(source, scope);
  if (!compiled.ok) return compiled.errors.map((error) => asProblem('error', source, error));
  const { expression } = compiled;
  const doubts = expression.doubts.map((doubt) => asProblem('warning', source, doubt));
  return doubts.length > 0 || kind !== 'condition'
    ? doubts
    : asFarAsPossible(() => constant(source, expression, scope), []);
}

function compiledAs({ kind, text }: Source, scope: Scope): Compiled {
  if (kind === 'condition') return compileCondition(text, scope);
  const compiled = compileExpression(text, scope);
  if (kind !== 'list' || !compiled.ok) return compiled;
  const { type } = compiled.expression;
  if (type === 'dyn' || type.startsWith('list')) return compiled;
  const message = `"each" goes over a list, and this is ${type}`;
  return { ok: false, errors: [{ message, start: 0, end: text.length }] };
}

/** A condition that comes out the same whatever the values are. */
function constant(source: Source, { tree }: Expression, { variables }: Scope): Problem[] {
  spend('reasoning', 1);
  const is = (node: ASTNode) => truth(node, variables, 'true');
  const { path } = source;
  if (path.at(-1) === 'trip' && isImpossible(truth(tree, variables, 'not-true'))) {
    const message = 'This guardrail trips every time, whatever is said; give it a condition.';
    return [problem('warning', 'always-trips', path, message)];
  }
  if (!isImpossible(is(tree))) return [];
  if (tree.op === 'value' && path.at(-1) === 'enabled') {
    const on = fixed('Switch it on', { op: 'remove', path: pointer(path) });
    return [problem('hint', 'switched-off', path, 'This handoff is switched off, and is never taken.', on)];
  }
  return [problem('warning', 'never-true', path, `This can never be true${because(tree, is)}.`)];
}

/** Two parts of an "and" that exclude each other, where there are two such. */
function because(tree: ASTNode, is: (node: ASTNode) => ReturnType<typeof truth>): string {
  const parts = partsOf(tree);
  const alone = parts.find((part) => isImpossible(is(part)));
  if (alone && alone !== tree) return `: ${shortened(sourceOf(alone))} never is`;
  for (const [at, first] of parts.entries())
    for (const second of parts.slice(at + 1))
      if (isImpossible(all(is(first), is(second))))
        return `: ${shortened(sourceOf(first))} and ${shortened(sourceOf(second))} exclude each other`;
  return ', whatever the values are';
}

const partsOf = (node: ASTNode): ASTNode[] => (node.op === '&&' ? node.args.flatMap(partsOf) : [node]);

function asProblem(severity: Severity, source: Source, error: ExpressionError): Problem {
  const { kind, text, path } = source;
  const { message, start, end } = error;
  const piece = text.slice(start, end).trim();
  const plain = piece === '' || piece === text.trim() || message.includes(piece.startsWith('"') ? piece : `"${piece}"`);
  const where = plain ? '' : `At ${shortened(piece)}: `;
  const code = severity === 'warning' ? 'never-true' : kind === 'template' ? 'bad-template' : 'bad-expression';
  return problem(severity, code, path, sentence(`${where}${message}`), repair(source, error));
}

/** The word that is meant in place of the one that is written. */
function repair({ text, path }: Source, { start, end, instead }: ExpressionError) {
  if (instead === undefined) return undefined;
  const value = text.slice(0, start) + instead + text.slice(end);
  return fixed(`Change to ${instead}`, { op: 'replace', path: pointer(path), value });
}

const shortened = (piece: string): string => (piece.length > 60 ? `${piece.slice(0, 60)}…` : piece);
