/** Puts the results of parallel branches together. Whether it is time to is decided in handoffs/joins.ts. */
import { compileExpression, scopeOf } from '@baton/shared/expressions';
import { nodeName, type Json } from '@baton/shared/graph';
import type { JoinNode } from '@baton/shared/nodes';
import { NodeError } from '../errors.ts';
import type { Arrived } from '../handoffs/fans.ts';
import type { Visit } from '../visit.ts';
import type { Outcome } from './runner.ts';

export async function runJoin(node: JoinNode, visit: Visit): Promise<Outcome> {
  const output = combine(node, visit, visit.arrived);
  if (node.into) visit.write({ [node.into]: output });
  const text = typeof output === 'string' ? output : JSON.stringify(output);
  return { done: { output, text, confidence: null, asked: [], speaks: false } };
}

const valueOf = ({ result }: Arrived): Json =>
  result.error ? { error: { kind: result.error.kind, message: result.error.message } } : result.output;

function combine(node: JoinNode, visit: Visit, arrived: readonly Arrived[]): Json {
  const results = arrived.map(valueOf);
  const way = node.combine ?? 'list';
  if (way === 'list') return results;
  if (way === 'vote') return mostFrequent(results);
  if (way === 'first') {
    const first = arrived.toSorted((a, b) => (a.arrival ?? 0) - (b.arrival ?? 0))[0];
    return first ? valueOf(first) : null;
  }
  const compiled = compileExpression(way, scopeOf(visit.graph, { at: 'join', node: node.id }));
  const result = compiled.ok
    ? compiled.expression.evaluate({ ...visit.values(), results })
    : { ok: false as const, error: compiled.errors[0]?.message ?? '' };
  if (result.ok) return result.value;
  throw new NodeError('tool', `${nodeName(node)} could not combine its branches by "${way}": ${result.error}.`);
}

/** The first in order on a tie. */
function mostFrequent(results: readonly Json[]): Json {
  const counts = new Map<string, number>();
  for (const result of results) {
    const key = JSON.stringify(result);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  return results.find((result) => counts.get(JSON.stringify(result)) === most) ?? null;
}
