/** Tools that are JavaScript of the graph's author: run in the sandbox, never here. */
import type { Tool } from '@baton/shared/graph';
import { noArguments, ToolError, timeoutMs, type ToolRunner } from './tool.ts';

const seconds = 5;

export const codeRunner: ToolRunner<Extract<Tool, { type: 'code' }>> = {
  isRepeatable: () => true,
  async offer(tool) {
    return [
      {
        name: tool.id,
        description: tool.description ?? '',
        parameters: tool.args ?? noArguments,
        call(args, { services, signal }) {
          if (!services.sandbox) throw new ToolError('code is not run here: this process has no sandbox');
          return services.sandbox.run(tool.code, args, { signal, timeoutMs: timeoutMs(tool, seconds) });
        },
      },
    ];
  },
};
