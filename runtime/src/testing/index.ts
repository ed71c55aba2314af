/** What tests of Baton share: doubles that speak the real protocol, and contracts that every implementation is held to. */
export {
  modelsByNode,
  scriptedReplies,
  startOpenAIServer,
  testApiKey,
  textOf,
  type Answer,
  type ChatMessage,
  type ChatRequest,
  type ChatTool,
  type Fault,
  type OpenAIServer,
  type OpenAIServerOptions,
  type Received,
  type Rejection,
  type Reply,
  type ReplyCall,
  type ReplyFunction,
} from './openai-server/index.ts';
export { answer, goOn, play, type Played, type Stage } from './play.ts';
