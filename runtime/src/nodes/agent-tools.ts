/** One round of an agent's tools: all calls of one message, at the same time. A tool that fails is told to the model. */
import type { Message, ToolCall } from '@baton/shared/events';
import type { AgentNode } from '@baton/shared/nodes';
import { callTool } from '../tools/index.ts';
import type { Visit } from '../visit.ts';

export async function runTools(
  node: AgentNode,
  visit: Visit,
  message: Extract<Message, { role: 'assistant' }>,
): Promise<void> {
  const answered = new Set(visit.view().flatMap((one) => (one.role === 'tool' ? [one.call] : [])));
  const calls = (message.calls ?? []).filter((call) => node.tools?.includes(call.tool) && !answered.has(call.id));
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
  const { run, node, visit: number } = { run: visit.run.setting.run, ...visit.packet };
  const ended = { type: 'tool.finished' as const, ...visit.place, tool, call: id };
  const ms = () => Math.round(performance.now() - began);
  try {
    const result = await callTool(visit.graph, tool, args, {
      signal: visit.signal,
      idempotencyKey: `${run}:${node}:${number}:${id}`,
    });
    const text = typeof result === 'string' ? result : JSON.stringify(result);
    const message = visit.say<'tool'>({ role: 'tool', call: id, tool, text });
    await visit.emit({ ...ended, result, ms: ms(), message });
  } catch (error) {
    if (visit.signal.aborted) throw visit.signal.reason;
    const words = error instanceof Error ? error.message : String(error);
    const message = visit.say<'tool'>({ role: 'tool', call: id, tool, text: `Error: ${words}`, error: true });
    await visit.emit({ ...ended, error: words, ms: ms(), message });
  }
}
