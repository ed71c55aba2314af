/** Every condition and template of the document types where it stands. */
import {
  checkTemplate,
  compileCondition,
  compileExpression,
  scopeOf,
  type ExpressionError,
} from '../expressions/index.ts';
import type { Problem, Severity } from '../graph/problem.ts';
import { problem, type Check } from './check.ts';
import { sourcesIn, type Source } from './sources.ts';

export const conditions: Check = ({ graph }) => sourcesIn(graph).flatMap(problemsIn);

function problemsIn(source: Source): Problem[] {
  const { kind, text, place, graph } = source;
  const scope = scopeOf(graph, place);
  if (kind === 'template') return checkTemplate(text, scope).map((error) => asProblem('error', source, error));
  const compiled = kind === 'condition' ? compileCondition(text, scope) : compileExpression(text, scope);
  if (!compiled.ok) return compiled.errors.map((error) => asProblem('error', source, error));
  return compiled.expression.doubts.map((doubt) => asProblem('warning', source, doubt));
}

function asProblem(
  severity: Severity,
  { kind, text, path }: Source,
  { message, start, end }: ExpressionError,
): Problem {
  const piece = text.slice(start, end).trim();
  const plain = piece === '' || piece === text.trim() || message.includes(piece.startsWith('"') ? piece : `"${piece}"`);
  const where = plain ? '' : `At ${shortened(piece)}: `;
  const said = `${where}${message}`;
  const code = severity === 'warning' ? 'never-true' : kind === 'template' ? 'bad-template' : 'bad-expression';
  return problem(
    severity,
    code,
    path,
    `${said.slice(0, 1).toUpperCase()}${said.slice(1)}${/[.?…]$/.test(said) ? '' : '.'}`,
  );
}

const shortened = (piece: string): string => (piece.length > 60 ? `${piece.slice(0, 60)}…` : piece);
