/** Tool calls that a person must allow. The person sees the call exactly as it would be made, and nothing else is made. */
import type { ToolCall } from '@baton/shared/events';
import { nodeName, type Json, type JsonObject } from '@baton/shared/graph';
import { approval } from '../people/answers.ts';
import { askPerson, readApproval, summaryFor } from '../people/ask.ts';
import { findTool } from '../tools/index.ts';
import type { Visit } from '../visit.ts';

/** Whether a person has to be asked about a call, and was not yet. */
export function asksPermission(visit: Visit, { id, tool }: ToolCall): boolean {
  const asks = findTool(visit.graph, tool)?.approval;
  return asks !== undefined && asks !== false && visit.packet.permits?.[id] === undefined;
}

const askId = (visit: Visit, call: string): string => `${visit.id}-${visit.packet.visit}-${call}`;

/** @returns the arguments that a person was shown, whatever has come of them since: these are what is allowed. */
export const shownArgs = (visit: Visit, call: string): JsonObject | undefined =>
  visit.run.replies.argsOf(askId(visit, call));

/** Asks, and waits for the answer. */
export function permit(visit: Visit, { id, tool, args }: ToolCall): Json {
  const asks = findTool(visit.graph, tool)?.approval;
  return askPerson(visit, {
    ask: askId(visit, id),
    question: typeof asks === 'string' ? asks : `May ${nodeName(visit.node)} call ${tool}?`,
    answer: 'approval',
    schema: approval,
    summary: summaryFor(visit),
    tool,
    call: id,
    args,
  });
}

/** @returns what a refusal says; undefined where the call is allowed, or nobody was asked. */
export function refusalOf(answer: Json | undefined): string | undefined {
  if (answer === undefined) return undefined;
  const { approved, comment } = readApproval(answer);
  return approved ? undefined : `A person refused this call${comment ? `: ${comment}` : '.'}`;
}
