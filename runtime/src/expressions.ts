/** Conditions and templates of a node, evaluated. One that fails counts as false or as empty text, and says why. */
import {
  compileCondition,
  compileExpression,
  expressionLimits,
  parseTemplate,
  scopeOf,
  type PlaceKind,
  type Values,
} from '@baton/shared/expressions';
import { nodeName, type Graph, type Handoff, type Json, type JsonObject } from '@baton/shared/graph';
import type { Node } from '@baton/shared/nodes';
import { NodeError } from './errors.ts';

export type { Values };

export interface Truth {
  value: boolean;
  /** The values that the condition looked at. */
  evidence: JsonObject;
  error?: string;
}

export function holds(source: string, graph: Graph, node: Node, values: Values, at: PlaceKind = 'exit'): Truth {
  const compiled = compileCondition(source, scopeOf(graph, { at, node: node.id }));
  if (!compiled.ok)
    return { value: false, evidence: {}, error: compiled.errors.map((error) => error.message).join('; ') };
  const { expression } = compiled;
  const evidence = expression.evidence(values);
  const result = expression.evaluate(values);
  return result.ok ? { value: result.value, evidence } : { value: false, evidence, error: result.error };
}

/** Which template of a node it is: where it stands for its variables, and in words. */
export interface TemplatePlace {
  at: PlaceKind;
  /** After the node's name, such as `instructions`. */
  what: string;
  handoff?: Handoff;
}

/**
 * @returns the text with its expressions worked out; one that fails stands as nothing
 * @throws NodeError where it is longer than it may be
 */
export function render(
  template: string,
  graph: Graph,
  node: Node,
  values: Values,
  { at, what, handoff }: TemplatePlace,
): string {
  const most = at === 'package' ? expressionLimits.brief : expressionLimits.text;
  const parsed = template.includes('{{')
    ? parseTemplate(template, scopeOf(graph, { at, node: node.id, ...(handoff ? { handoff } : {}) }))
    : undefined;
  const { text, cut } = parsed?.ok ? parsed.template.render(values, most) : { text: template, cut: undefined };
  if (cut || text.length > most) throw tooLong(node, what, most);
  return text;
}

/** A failure of the node, which an `error` handoff may take on. */
export const tooLong = (node: Node, what: string, most: number): NodeError =>
  new NodeError(
    'limit',
    `${nodeName(node)}: ${what} would be longer than ${most} characters; put less into it, such as a part of a value.`,
  );

/** @returns the items of a list; none, with the reason in the evidence, where it is no list. */
export function listOf(
  source: string,
  graph: Graph,
  node: Node,
  values: Values,
): { items: Json[]; evidence: JsonObject } {
  const compiled = compileExpression(source, scopeOf(graph, { at: 'exit', node: node.id }));
  const result = compiled.ok
    ? compiled.expression.evaluate(values)
    : { ok: false as const, error: compiled.errors[0]?.message ?? '' };
  if (!result.ok) return { items: [], evidence: { error: result.error } };
  if (!Array.isArray(result.value)) return { items: [], evidence: { error: 'it is no list' } };
  return { items: result.value, evidence: { items: result.value.length } };
}
