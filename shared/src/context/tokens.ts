/** Sizes of messages where no provider has counted them: four characters a token, and four tokens around each message. */
import type { Message } from '../events/message.ts';

export function estimateTokens(message: Message): number {
  const calls = message.role === 'assistant' ? JSON.stringify(message.calls ?? []).length : 0;
  return Math.ceil((message.text.length + calls) / 4) + 4;
}

export const sumTokens = (messages: readonly Message[]): number =>
  messages.reduce((sum, message) => sum + estimateTokens(message), 0);
