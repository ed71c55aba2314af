/** A chat model that answers at once and always hands over: what is left to measure is the runtime's own time. */
import { BaseChatModel, type BaseChatModelCallOptions } from '@langchain/core/language_models/chat_models';
import { AIMessage, AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';

interface StubOptions extends BaseChatModelCallOptions {
  tools?: { function: { name: string } }[];
}

const text = 'I am handing this over to my colleague, who knows more about it than I do.';

export class StubModel extends BaseChatModel<StubOptions> {
  override _llmType(): string {
    return 'stub';
  }

  override bindTools(tools: unknown[], options: Partial<StubOptions> = {}) {
    return this.withConfig({ ...options, tools: tools as NonNullable<StubOptions['tools']> });
  }

  override async _generate(_messages: BaseMessage[], { tools = [] }: StubOptions): Promise<ChatResult> {
    const tool_calls = tools
      .slice(0, 1)
      .map((tool) => ({ name: tool.function.name, args: {}, id: 'call_0', type: 'tool_call' as const }));
    return { generations: [{ text, message: new AIMessage({ content: text, tool_calls }) }] };
  }

  override async *_streamResponseChunks(
    _messages: BaseMessage[],
    { tools = [] }: StubOptions,
  ): AsyncGenerator<ChatGenerationChunk> {
    yield new ChatGenerationChunk({ text, message: new AIMessageChunk({ content: text }) });
    const tool_call_chunks = tools.slice(0, 1).map((tool) => ({
      type: 'tool_call_chunk' as const,
      index: 0,
      id: 'call_0',
      name: tool.function.name,
      args: '{}',
    }));
    yield new ChatGenerationChunk({ text: '', message: new AIMessageChunk({ content: '', tool_call_chunks }) });
  }
}
