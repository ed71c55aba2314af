/** Another graph as a tool: offered like any other, and run by the runtime itself, which waits for it (see consultation.ts). */
import type { JsonObject, JsonSchema, Tool } from '@baton/shared/graph';
import type { ToolRunner } from './tool.ts';

const task: JsonSchema = {
  type: 'object',
  properties: { input: { type: 'string', description: 'What it should do, with everything that it needs to know.' } },
  required: ['input'],
};

export const graphRunner: ToolRunner<Extract<Tool, { type: 'graph' }>> = {
  isRepeatable: () => false,
  offer: async ({ id, description, args, graph }) => [
    {
      name: id,
      description: description ?? `Runs the graph ${graph} and answers with its result.`,
      parameters: args ?? task,
      call: () => Promise.reject(new Error(`the graph "${graph}" is run by the run that calls it`)),
    },
  ],
};

/** What the graph is told: its `input`, else the arguments as they are. */
export function graphInput(args: JsonObject): string {
  const { input } = args;
  return typeof input === 'string' ? input : JSON.stringify(args);
}
