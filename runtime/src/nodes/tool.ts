/** Calls one tool, with no model. A tool that fails here is an error of the node. */
import { compileExpression, scopeOf } from '@baton/shared/expressions';
import { nodeName, type Json, type JsonObject } from '@baton/shared/graph';
import type { ToolNode } from '@baton/shared/nodes';
import { NodeError } from '../errors.ts';
import { callTool } from '../tools/index.ts';
import { ToolError } from '../tools/tool.ts';
import type { Visit } from '../visit.ts';
import type { Outcome } from './runner.ts';
import { callContext } from './tool-call.ts';

export async function runToolNode(node: ToolNode, visit: Visit): Promise<Outcome> {
  const args = argsOf(node, visit);
  const output = await call(node, visit, args);
  if (node.into) visit.write({ [node.into]: output });
  const text = typeof output === 'string' ? output : JSON.stringify(output);
  return { done: { output, text, confidence: null, asked: [], speaks: false } };
}

function argsOf(node: ToolNode, visit: Visit): JsonObject {
  const scope = scopeOf(visit.graph, { at: 'template', node: node.id });
  const values = visit.templateValues();
  const entries = Object.entries(node.args ?? {}).map(([name, source]): [string, Json] => {
    const compiled = compileExpression(source, scope);
    const result = compiled.ok
      ? compiled.expression.evaluate(values)
      : { ok: false as const, error: compiled.errors[0]?.message ?? 'it is no expression' };
    if (result.ok) return [name, result.value];
    throw new NodeError(
      'tool',
      `The argument "${name}" of ${nodeName(node)} could not be worked out from "${source}": ${result.error}.`,
    );
  });
  return Object.fromEntries(entries);
}

async function call(node: ToolNode, visit: Visit, args: JsonObject): Promise<Json> {
  const began = performance.now();
  const id = `c_${node.id}_${visit.packet.visit}`;
  const place = { ...visit.place, tool: node.tool, call: id };
  await visit.emit({ type: 'tool.started', ...place, args });
  const ms = () => Math.round(performance.now() - began);
  try {
    const result = await callTool(visit.graph, node.tool, args, callContext(visit, id));
    visit.hold({ type: 'tool.finished', ...place, result, ms: ms() });
    return result;
  } catch (error) {
    if (visit.signal.aborted) throw visit.signal.reason;
    const words = error instanceof Error ? error.message : String(error);
    visit.hold({ type: 'tool.finished', ...place, error: words, ms: ms() });
    throw new NodeError('tool', `${nodeName(node)} failed: ${words}`, error instanceof ToolError ? error : {});
  }
}
