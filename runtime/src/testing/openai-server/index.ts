/** A local server that speaks OpenAI's Chat Completions protocol, for tests. */
export { startOpenAIServer, testApiKey, type OpenAIServer, type OpenAIServerOptions, type Received } from './server.ts';
export type { Answer, Fault, Reply, ReplyCall, ReplyFunction } from './reply.ts';
export { textOf, type ChatMessage, type ChatRequest, type ChatTool } from './protocol.ts';
export type { Rejection } from './rejection.ts';
export { modelsByNode, scriptedReplies } from './scripted-replies.ts';
