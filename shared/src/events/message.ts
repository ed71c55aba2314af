/**
 * A message of a thread. Immutable: a changed copy (retold, redacted) is a new message with an id of its own. `aside`
 * marks what is said inside a consultation or another graph: the user of the thread neither wrote nor heard it.
 */
import type { JsonObject } from '../graph/json.ts';

export interface ToolCall {
  id: string;
  /** The tool's name as the model was offered it; `transfer_to_…` for a handoff. */
  tool: string;
  args: JsonObject;
}

export type Message =
  | { id: string; role: 'system'; text: string }
  | { id: string; role: 'user'; text: string; name?: string; aside?: true }
  | { id: string; role: 'assistant'; text: string; node: string; calls?: ToolCall[]; aside?: true }
  | { id: string; role: 'tool'; call: string; tool: string; text: string; error?: boolean };

export const isAside = (message: Message): boolean => 'aside' in message && message.aside !== undefined;

/** A tool as it was offered to a model. */
export interface OfferedTool {
  name: string;
  description: string;
  parameters: JsonObject;
}

/** What was sent to a model: ids into the run's messages, and the texts of those that this run had not shown before. */
export interface ModelRequest {
  messages: string[];
  /** The messages among them that no earlier event of this run carries. */
  added: Message[];
  tools: OfferedTool[];
  options?: JsonObject;
}
