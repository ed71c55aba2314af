/** One round of an agent's tools: all calls of one message, at the same time. A tool that fails is told to the model. */
import type { Message, OfferedTool, ToolCall } from '@baton/shared/events';
import { nodeName } from '@baton/shared/graph';
import type { AgentNode } from '@baton/shared/nodes';
import { NodeError } from '../errors.ts';
import { callTool, findTool, offeredTools } from '../tools/index.ts';
import { ToolError } from '../tools/tool.ts';
import type { Visit } from '../visit.ts';
import { callContext, offerContext, resultText } from './tool-call.ts';

/** What an agent's model is offered to call. @throws NodeError where a server cannot be asked for its tools. */
export async function toolsOf(node: AgentNode, visit: Visit): Promise<OfferedTool[]> {
  try {
    return await offeredTools(visit.graph, node.tools ?? [], offerContext(visit));
  } catch (error) {
    if (visit.signal.aborted || !(error instanceof ToolError)) throw error;
    throw new NodeError('tool', `${nodeName(node)} cannot be given its tools: ${error.message}`, error);
  }
}

export async function runTools(
  node: AgentNode,
  visit: Visit,
  message: Extract<Message, { role: 'assistant' }>,
): Promise<void> {
  const answered = new Set(visit.view().flatMap((one) => (one.role === 'tool' ? [one.call] : [])));
  const calls = (message.calls ?? []).filter(
    (call) => node.tools?.includes(findTool(visit.graph, call.tool)?.id ?? '') && !answered.has(call.id),
  );
  await visit.emit(
    ...calls.map((call) => ({
      type: 'tool.started' as const,
      ...visit.place,
      tool: call.tool,
      call: call.id,
      args: call.args,
    })),
  );
  await Promise.all(calls.map((call) => runTool(visit, call)));
}

async function runTool(visit: Visit, { id, tool, args }: ToolCall): Promise<void> {
  const began = performance.now();
  const ended = { type: 'tool.finished' as const, ...visit.place, tool, call: id };
  const ms = () => Math.round(performance.now() - began);
  try {
    const result = await callTool(visit.graph, tool, args, callContext(visit, id));
    const message = visit.say<'tool'>({ role: 'tool', call: id, tool, text: resultText(result) });
    await visit.emit({ ...ended, result, ms: ms(), message });
  } catch (error) {
    if (visit.signal.aborted) throw visit.signal.reason;
    const words = error instanceof Error ? error.message : String(error);
    const message = visit.say<'tool'>({ role: 'tool', call: id, tool, text: `Error: ${words}`, error: true });
    await visit.emit({ ...ended, error: words, ms: ms(), message });
  }
}
