/** The runtime: a graph document in, a run's events out. */
export { execute } from './run.ts';
export type { RunOptions } from './options.ts';
export { compile } from './compile.ts';
export { answerForm, answerTo, type AnswerResult, type GivenAnswer } from './people/answers.ts';
export type { ToolServices } from './tools/services.ts';
export { McpConnections } from './tools/mcp/connections.ts';
export type { McpTarget } from './tools/mcp/connection.ts';
export { ProcessSandbox } from './tools/sandbox/sandbox.ts';
export { createModels, type ModelSettings } from './models/index.ts';
export type { Models } from './models/model.ts';
export type { Provider } from './models/openai.ts';
export { newRunId, newThreadId } from './ids.ts';
export { MemoryStore } from './store/memory-store.ts';
export { BatonSaver } from './checkpoints/saver.ts';
export {
  LeaseLost,
  type CheckpointRow,
  type RunChange,
  type RunStore,
  type StoredDraft,
  type ThreadState,
  type WriteRow,
} from './store/store.ts';
