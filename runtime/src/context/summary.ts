/** `history: { summary }`: one call of a model retells the conversation; the thread itself keeps everything. */
import type { Message } from '@baton/shared/events';
import { findNode, modelOf, nodeName } from '@baton/shared/graph';
import { askModel } from '../nodes/ask-model.ts';
import { localId } from '../places.ts';
import type { Visit } from '../visit.ts';

const defaultInstructions =
  'Summarise this conversation for the colleague who takes over: what the user wants, what is known, what was done, what is open.';

/** @returns the message that stands for all the others; it is not a word of the user's. */
export async function summarise(
  visit: Visit,
  messages: readonly Message[],
  { summary, model }: { summary: string; model?: string | undefined },
): Promise<Message> {
  const { message } = await askModel(visit, {
    purpose: 'summary',
    model: model ?? modelOf(visit.graph, visit.node),
    instructions: `${summary.trim() || defaultInstructions}\nAnswer with the summary alone.`,
    messages: [{ id: visit.run.nextId(), role: 'user', name: 'baton', text: transcript(visit, messages) }],
    tools: [],
    shows: false,
  });
  return {
    // It has no number of its own: when it is passed on redacted, or not at all, nothing would tell after a crash that the number is taken.
    id: `${message.id}~summary`,
    role: 'user',
    name: 'summary',
    text: `Summary of the conversation so far:\n${message.text}`,
  };
}

/** The conversation as text: a model retells better what it does not take for its own conversation. */
function transcript(visit: Visit, messages: readonly Message[]): string {
  const lines = messages
    .filter((message) => message.text.trim() !== '')
    .map((message) => `${speaker(visit, message)}: ${message.text.trim()}`);
  return lines.join('\n');
}

function speaker(visit: Visit, message: Message): string {
  if (message.role === 'tool') return `Tool ${message.tool}`;
  const id = message.role === 'assistant' ? message.node : message.role === 'user' ? message.name : undefined;
  const node = id === undefined ? undefined : findNode(visit.graph, localId(id));
  return node ? nodeName(node) : 'User';
}
