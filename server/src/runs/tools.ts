/** What the tools of runs get from this process: the way out, secrets, MCP servers and the sandbox. */
import { McpConnections, ProcessSandbox, type McpTarget, type ToolServices } from '@baton/runtime';
import type { Egress } from '../security/egress/egress.ts';
import type { Redactor } from '../security/redact.ts';
import type { ResolveSecret } from '../security/vault.ts';

interface ToolSource {
  egress: Egress;
  secretOf: ResolveSecret;
  redactor: Redactor;
  mcpServers: ReadonlyMap<string, McpTarget>;
}

/** What a tool takes of an answer. */
const limits = { maxBytes: 5 * 1024 * 1024 };

export interface Tools {
  services: ToolServices;
  /** Ends the processes that were started for them. */
  close(): Promise<void>;
}

export function openTools({ egress, secretOf, redactor, mcpServers }: ToolSource): Tools {
  const fetch = egress.door({ limits });
  const sandbox = new ProcessSandbox();
  const mcp = new McpConnections({ fetch, servers: mcpServers });
  return {
    services: { fetch, secretOf, sandbox, mcp, redact: (value) => redactor.json(value) },
    async close() {
      sandbox.close();
      await mcp.close();
    },
  };
}
