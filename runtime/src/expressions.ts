/** Conditions and templates of a node, evaluated. One that fails counts as false or as empty text, and says why. */
import { compileCondition, parseTemplate, scopeOf, type PlaceKind, type Values } from '@baton/shared/expressions';
import type { Graph, Handoff, JsonObject } from '@baton/shared/graph';
import type { Node } from '@baton/shared/nodes';

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

/** @returns the text with its expressions worked out; one that fails stands as nothing. */
export function render(
  template: string,
  graph: Graph,
  node: Node,
  values: Values,
  at: PlaceKind,
  handoff?: Handoff,
): string {
  if (!template.includes('{{')) return template;
  const parsed = parseTemplate(template, scopeOf(graph, { at, node: node.id, ...(handoff ? { handoff } : {}) }));
  return parsed.ok ? parsed.template.render(values).text : template;
}
