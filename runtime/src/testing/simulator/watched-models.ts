/** The `script` model, watched: every request that it gets is kept as it would stand on the wire to a provider. */
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { BaseMessage } from '@langchain/core/messages';
import { convertMessagesToCompletionsMessageParams } from '@langchain/openai';
import type { Asking, Models, Purpose } from '../../models/model.ts';
import { ScriptModel } from '../../models/script.ts';

export interface SentRequest {
  node: string;
  purpose: Purpose;
  /** The body of a request in OpenAI's protocol. */
  body: { model: string; stream: true; messages: { content?: unknown }[]; tools?: object[]; response_format?: object };
}

type Options = Parameters<ScriptModel['_streamResponseChunks']>[1];

class WatchedScript extends ScriptModel {
  readonly #watch: (messages: BaseMessage[], options: Options) => void;

  constructor(asking: Asking, watch: (messages: BaseMessage[], options: Options) => void) {
    super(asking, 0);
    this.#watch = watch;
  }

  override async *_streamResponseChunks(
    ...[messages, options, manager]: Parameters<ScriptModel['_streamResponseChunks']>
  ) {
    this.#watch(messages, options);
    yield* super['_streamResponseChunks'](messages, options, manager);
  }
}

export function watchedModels(seen: (request: SentRequest) => void): Models {
  return {
    problem: () => undefined,
    cost: () => 0,
    chat: (model, asking): BaseChatModel =>
      new WatchedScript(asking, (messages, { tools, response_format }) =>
        seen({
          node: asking.node.id,
          purpose: asking.purpose,
          body: {
            model,
            stream: true,
            messages: convertMessagesToCompletionsMessageParams({ messages, model }),
            ...(tools && tools.length > 0 ? { tools } : {}),
            ...(response_format ? { response_format } : {}),
          },
        }),
      ),
  };
}
