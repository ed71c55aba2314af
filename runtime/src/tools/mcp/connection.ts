/** One connection to an MCP server, over HTTP or to a program that the operator has set up. */
import {
  Client,
  StreamableHTTPClientTransport,
  type CallToolResult,
  type Transport,
} from '@modelcontextprotocol/client';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import type { JsonObject } from '@baton/shared/graph';
import type { CallLimits, Fetch, McpTool } from '../services.ts';
import { foreignSchemas, parametersOf } from './schemas.ts';

export type McpTarget =
  | { url: string; headers: Record<string, string>; fetch: Fetch }
  | { command: string; args?: string[]; env?: Record<string, string>; cwd?: string };

const connectMs = 30_000;
/** How long a list of tools counts, where the server does not say that it has changed. */
const listMs = 60_000;
const longestDescription = 4000;

export class McpConnection {
  readonly #client: Client;
  #list: { tools: McpTool[]; at: number } | undefined;

  private constructor(client: Client, onClose: () => void) {
    this.#client = client;
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- A client is no event target; this is its own way.
    client.onclose = onClose;
    client.setNotificationHandler('notifications/tools/list_changed', () => {
      this.#list = undefined;
    });
  }

  /** @throws what the transport says, with the program's last words. */
  static async open(target: McpTarget, onClose: () => void): Promise<McpConnection> {
    const isProgram = 'command' in target;
    const client = new Client(
      { name: 'baton', version: '1' },
      {
        // None of the library's own: they run the server's patterns for as long as these like, or make code of its schemas.
        jsonSchemaValidator: foreignSchemas,
        // Asking a program for its version would start it twice.
        versionNegotiation: { mode: isProgram ? 'legacy' : 'auto', probe: { timeoutMs: connectMs } },
      },
    );
    const connection = new McpConnection(client, onClose);
    if (!isProgram) {
      await client.connect(overHttp(target), { timeout: connectMs });
      return connection;
    }
    const transport = ofProgram(target);
    let said = '';
    transport.stderr?.on('data', (piece: Buffer) => (said = `${said}${piece.toString('utf8')}`.slice(-1000)));
    try {
      await client.connect(transport, { timeout: connectMs });
      return connection;
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      throw new Error([words, said.trim()].filter(Boolean).join('; it said: '), { cause: error });
    }
  }

  async tools(limits: CallLimits): Promise<McpTool[]> {
    if (this.#list && Date.now() - this.#list.at < listMs) return this.#list.tools;
    const { tools } = await this.#client.listTools(undefined, { ...requestOptions(limits), cacheMode: 'refresh' });
    const list = tools.map(({ name, description = '', inputSchema }) => ({
      name,
      description: description.slice(0, longestDescription),
      parameters: parametersOf(inputSchema),
    }));
    this.#list = { tools: list, at: Date.now() };
    return list;
  }

  call(name: string, args: JsonObject, limits: CallLimits): Promise<CallToolResult> {
    return this.#client.callTool({ name, arguments: args }, requestOptions(limits));
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}

const requestOptions = ({ signal, timeoutMs }: CallLimits) => ({
  signal,
  timeout: timeoutMs,
  maxTotalTimeout: timeoutMs,
});

function overHttp({ url, headers, fetch }: Extract<McpTarget, { url: string }>): Transport {
  return new StreamableHTTPClientTransport(new URL(url), { fetch, requestInit: { headers } });
}

/** It gets what it is given and what every program needs (PATH, HOME, …), and nothing else of this process's environment. */
function ofProgram({
  command,
  args = [],
  env = {},
  cwd,
}: Extract<McpTarget, { command: string }>): StdioClientTransport {
  return new StdioClientTransport({
    command,
    args,
    env: { ...getDefaultEnvironment(), ...env },
    stderr: 'pipe',
    ...(cwd === undefined ? {} : { cwd }),
  });
}
