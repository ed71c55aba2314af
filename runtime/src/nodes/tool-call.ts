/** A tool call as seen from a visit: what the tool may use, and how its answer reads to a model. */
import type { Json, JsonObject } from '@baton/shared/graph';
import type { ToolCallContext, ToolContext } from '../tools/tool.ts';
import type { Visit } from '../visit.ts';

export const offerContext = (visit: Visit): ToolContext => ({
  graph: visit.graph,
  signal: visit.signal,
  services: visit.run.setting.tools,
});

/** @param call the id of the call: the same one when a step is done again after a crash. */
export function callContext(visit: Visit, call: string): ToolCallContext {
  const { node, visit: number } = visit.packet;
  const idempotencyKey = `${visit.run.setting.run}:${node}:${number}:${call}`;
  return { ...offerContext(visit), idempotencyKey, state: visit.templateValues()['state'] as JsonObject };
}

/** More than this of one answer is no help to a model, and costs what the whole conversation costs, each time. */
const mostText = 50_000;

export function resultText(result: Json): string {
  const text = typeof result === 'string' ? result : JSON.stringify(result);
  if (text.length <= mostText) return text;
  return `${text.slice(0, mostText)}\n… (cut here: the answer has ${text.length} characters)`;
}
