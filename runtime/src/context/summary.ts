/** `history: { summary }`: one call of a model retells the conversation; the thread itself keeps everything. */
import type { Message } from '@baton/shared/events';
import { modelOf } from '@baton/shared/graph';
import { askModel } from '../nodes/ask-model.ts';
import type { Visit } from '../visit.ts';

const defaultInstructions =
  'Summarise this conversation for the colleague who takes over: what the user wants, what is known, what was done, what is open.';

/** @returns the message that stands for all the others; it is not a word of the user's. */
export async function summarise(
  visit: Visit,
  messages: readonly Message[],
  { summary, model }: { summary: string; model?: string | undefined },
): Promise<Message> {
  const { answer } = await askModel(visit, {
    purpose: 'summary',
    model: model ?? modelOf(visit.graph, visit.node),
    instructions: `${summary.trim() || defaultInstructions}\nAnswer with the summary alone.`,
    messages,
    tools: [],
    shows: false,
  });
  return {
    id: visit.run.nextId(),
    role: 'user',
    name: 'summary',
    text: `Summary of the conversation so far:\n${answer.text}`,
  };
}
