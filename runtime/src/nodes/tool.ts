/** Calls one tool, with no model. A tool that fails here, or that a person refuses, is an error of the node. */
import { compileExpression, expressionLimits, scopeOf } from '@baton/shared/expressions';
import type { ToolCall } from '@baton/shared/events';
import { nodeName, type Json, type JsonObject } from '@baton/shared/graph';
import type { ToolNode } from '@baton/shared/nodes';
import { NodeError } from '../errors.ts';
import { tooLong } from '../expressions.ts';
import { graphKey } from '../places.ts';
import { graphInput } from '../tools/graph.ts';
import { callTool, findTool, isRepeatable } from '../tools/index.ts';
import { ToolError } from '../tools/tool.ts';
import type { Visit } from '../visit.ts';
import type { Outcome } from './runner.ts';
import { callContext } from './tool-call.ts';
import { asksPermission, permit, refusalOf, shownArgs } from './tool-permit.ts';
import { inTries } from './tries.ts';

export async function runToolNode(node: ToolNode, visit: Visit): Promise<Outcome> {
  const [result] = visit.packet.results ?? [];
  if (visit.packet.phase === 'back' && result) {
    if (result.error) throw new NodeError('tool', `${nodeName(node)} failed: ${result.error.message}`);
    return answered(node, visit, result.output);
  }
  const id = `c_${node.id}_${visit.packet.visit}`;
  const call = { id, tool: node.tool, args: shownArgs(visit, id) ?? argsOf(node, visit) };
  const refusal = asksPermission(visit, call) ? refusalOf(permit(visit, call)) : undefined;
  if (refusal !== undefined) throw new NodeError('refused', `${nodeName(node)}: ${refusal}`);
  const tool = findTool(visit.graph, node.tool);
  if (tool?.type !== 'graph') return answered(node, visit, await callHere(node, visit, call));
  await visit.emit({ type: 'tool.started', ...visit.place, tool: call.tool, call: call.id, args: call.args });
  const asked = { graph: graphKey(tool), input: graphInput(call.args), path: `${visit.id}/${tool.id}`, call };
  return { calls: [asked], then: visit.next('back') };
}

function answered(node: ToolNode, visit: Visit, output: Json): Outcome {
  if (node.into) visit.write({ [node.into]: output });
  const text = typeof output === 'string' ? output : JSON.stringify(output);
  return { done: { output, text, confidence: null, asked: [], speaks: false } };
}

function argsOf(node: ToolNode, visit: Visit): JsonObject {
  const scope = scopeOf(visit.graph, { at: 'template', node: node.id });
  const values = visit.templateValues();
  const { text: most } = expressionLimits;
  let size = 0;
  const entries = Object.entries(node.args ?? {}).map(([name, source]): [string, Json] => {
    const compiled = compileExpression(source, scope);
    const result = compiled.ok
      ? compiled.expression.evaluate(values)
      : { ok: false as const, error: compiled.errors[0]?.message ?? 'it is no expression' };
    size += result.ok ? JSON.stringify(result.value).length : 0;
    if (size > most) throw tooLong(node, 'what it calls its tool with', most);
    if (result.ok) return [name, result.value];
    throw new NodeError(
      'tool',
      `The argument "${name}" of ${nodeName(node)} could not be worked out from "${source}": ${result.error}.`,
    );
  });
  return Object.fromEntries(entries);
}

async function callHere(node: ToolNode, visit: Visit, call: ToolCall): Promise<Json> {
  const repeatable = isRepeatable(visit.graph, call.tool);
  return inTries(visit, (signal) => tryOnce(node, visit, call, signal), repeatable);
}

async function tryOnce(node: ToolNode, visit: Visit, { id, tool, args }: ToolCall, signal: AbortSignal): Promise<Json> {
  await visit.emit({ type: 'tool.started', ...visit.place, tool, call: id, args });
  const began = performance.now();
  const ended = { type: 'tool.finished' as const, ...visit.place, tool, call: id };
  const ms = () => Math.round(performance.now() - began);
  try {
    const result = await callTool(tool, args, { ...callContext(visit, id), signal });
    visit.hold({ ...ended, result, ms: ms() });
    return result;
  } catch (error) {
    if (visit.signal.aborted) throw visit.signal.reason;
    const words = error instanceof Error ? error.message : String(error);
    // Before the next try is told, which begins the visit anew.
    await visit.emit({ ...ended, error: words, ms: ms() });
    throw new NodeError('tool', `${nodeName(node)} failed: ${words}`, error instanceof ToolError ? error : {});
  }
}
