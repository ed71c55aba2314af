/**
 * One round of an agent's tools: all calls of one message, at the same time, after a person has allowed those that ask
 * for it. A tool that fails, or that is refused, is told to the model. Graphs that are called as tools come last.
 */
import type { Message, OfferedTool, ToolCall } from '@baton/shared/events';
import { nodeName, type Json } from '@baton/shared/graph';
import type { AgentNode } from '@baton/shared/nodes';
import { NodeError } from '../errors.ts';
import { graphKey } from '../places.ts';
import { callTool, findTool, offeredTools } from '../tools/index.ts';
import { graphInput } from '../tools/graph.ts';
import { ToolError } from '../tools/tool.ts';
import type { Visit } from '../visit.ts';
import type { GraphCall, Outcome } from './runner.ts';
import { callContext, offerContext, resultText } from './tool-call.ts';
import { asksPermission, permit, refusalOf } from './tool-permit.ts';
import { inTries } from './tries.ts';

/** What an agent's model is offered to call. @throws NodeError where a server cannot be asked for its tools. */
export function toolsOf(node: AgentNode, visit: Visit): Promise<OfferedTool[]> {
  return inTries(visit, async (signal) => {
    try {
      return await offeredTools(node.tools ?? [], { ...offerContext(visit), signal });
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      throw new NodeError('tool', `${nodeName(node)} cannot be given its tools: ${error.message}`, error);
    }
  });
}

/** @returns what comes before the agent can go on; undefined when all of its tools have answered. */
export async function runTools(
  node: AgentNode,
  visit: Visit,
  message: Extract<Message, { role: 'assistant' }>,
): Promise<Outcome | undefined> {
  const answered = new Set(visit.view().flatMap((one) => (one.role === 'tool' ? [one.call] : [])));
  const calls = (message.calls ?? []).filter(
    (call) => node.tools?.includes(findTool(visit.graph, call.tool)?.id ?? '') && !answered.has(call.id),
  );
  const asks = calls.find((call) => asksPermission(visit, call));
  const permits = asks ? { ...visit.packet.permits, [asks.id]: permit(visit, asks) } : visit.packet.permits;
  if (asks) return { next: visit.next('tools', { asks: message.id, permits: permits ?? {} }) };
  const allowed = calls.filter((call) => !answerRefused(visit, call, visit.packet.permits?.[call.id]));
  await tellStarted(visit, allowed);
  const graphs = allowed.flatMap((call) => graphCall(visit, call) ?? []);
  const others = allowed.filter((call) => !graphs.some((one) => one.call?.id === call.id));
  await Promise.all(others.map((call) => runTool(visit, call)));
  return graphs.length > 0 ? { calls: graphs, then: visit.next('tools', { asks: message.id }) } : undefined;
}

function answerRefused(visit: Visit, call: ToolCall, answer: Json | undefined): boolean {
  const refusal = refusalOf(answer);
  if (refusal !== undefined) visit.answerCall(call, refusal, true);
  return refusal !== undefined;
}

function tellStarted(visit: Visit, calls: readonly ToolCall[]): Promise<void> {
  return visit.emit(
    ...calls.map((call) => ({
      type: 'tool.started' as const,
      ...visit.place,
      tool: call.tool,
      call: call.id,
      args: call.args,
    })),
  );
}

function graphCall(visit: Visit, call: ToolCall): GraphCall | undefined {
  const tool = findTool(visit.graph, call.tool);
  if (tool?.type !== 'graph') return undefined;
  const path = `${visit.id}/${tool.id}`;
  return { graph: graphKey(tool), input: graphInput(call.args), path, call: { id: call.id, tool: call.tool } };
}

async function runTool(visit: Visit, { id, tool, args }: ToolCall): Promise<void> {
  const began = performance.now();
  const ended = { type: 'tool.finished' as const, ...visit.place, tool, call: id };
  const ms = () => Math.round(performance.now() - began);
  try {
    const result = await callTool(tool, args, callContext(visit, id));
    const message = visit.answerCall({ id, tool }, resultText(result));
    await visit.emit({ ...ended, result, ms: ms(), message });
  } catch (error) {
    if (visit.signal.aborted) throw visit.signal.reason;
    const words = error instanceof Error ? error.message : String(error);
    const message = visit.answerCall({ id, tool }, `Error: ${words}`, true);
    await visit.emit({ ...ended, error: words, ms: ms(), message });
  }
}
