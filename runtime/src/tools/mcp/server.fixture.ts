/** A real MCP server for tests, over HTTP with sessions or without, or as a program on standard input and output. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMcpHandler, McpServer, WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { z } from 'zod';

/** What its tools do; `onCall` hears of each call, and of its end where the caller has stopped it. */
export function shopServer(onCall: (name: string, signal: AbortSignal) => void = () => undefined): McpServer {
  const server = new McpServer({ name: 'shop', version: '1.0.0' });
  const text = (words: string) => ({ content: [{ type: 'text' as const, text: words }] });
  server.registerTool(
    'find-order',
    {
      description: 'Finds an order.',
      inputSchema: z.object({ order: z.string() }),
      outputSchema: z.object({ order: z.string(), total: z.number() }),
    },
    ({ order }, { mcpReq }) => {
      onCall('find-order', mcpReq.signal);
      return { ...text('see data'), structuredContent: { order, total: 49 } };
    },
  );
  server.registerTool('say', { description: 'Says it.', inputSchema: z.object({ words: z.string() }) }, ({ words }) =>
    text(`It said: ${words}`),
  );
  server.registerTool('shop.environment', { description: 'Tells what a program can see.' }, () =>
    text(Object.keys(process.env).join(' ')),
  );
  server.registerTool('fail', { description: 'Fails.' }, () => ({ ...text('the shop is closed'), isError: true }));
  server.registerTool('picture', { description: 'Shows.' }, () => ({
    content: [
      { type: 'image', data: 'AAAA', mimeType: 'image/png' },
      { type: 'resource_link', uri: 'https://a.example/b', name: 'More' },
    ],
  }));
  server.registerTool('hang', { description: 'Never answers.' }, (...given) => {
    const { mcpReq } = given.at(-1) as { mcpReq: { signal: AbortSignal } };
    onCall('hang', mcpReq.signal);
    return new Promise(() => undefined);
  });
  server.registerTool('die', { description: 'Ends the program.' }, () => process.exit(3));
  return server;
}

export interface ShopOverHttp extends AsyncDisposable {
  url: string;
  /** By method and path: the requests so far. */
  requests: { method: string; authorization: string | undefined }[];
  /** Forgets all sessions, as a server does that was started anew. */
  forget(): void;
}

export async function shopOverHttp(
  kind: 'sessions' | 'stateless',
  onCall?: Parameters<typeof shopServer>[0],
): Promise<ShopOverHttp> {
  const requests: ShopOverHttp['requests'] = [];
  const sessions = new Map<string, WebStandardStreamableHTTPServerTransport>();
  const modern = createMcpHandler(() => shopServer(onCall));
  async function handle(request: Request): Promise<Response> {
    if (kind === 'stateless') return modern.fetch(request);
    const known = sessions.get(request.headers.get('mcp-session-id') ?? '');
    if (known) return known.handleRequest(request);
    if (request.headers.has('mcp-session-id')) return new Response('unknown session', { status: 404 });
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => crypto.randomUUID(),
      onsessioninitialized: (id) => void sessions.set(id, transport),
    });
    await shopServer(onCall).connect(transport);
    return transport.handleRequest(request);
  }
  const server = createServer((request, response) => {
    requests.push({ method: request.method ?? '', authorization: request.headers.authorization });
    void answer(request, response, handle);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    requests,
    forget: () => sessions.clear(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await modern.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handle: (request: Request) => Promise<Response>,
): Promise<void> {
  const pieces: Uint8Array[] = [];
  for await (const piece of request) pieces.push(piece as Uint8Array);
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const body = pieces.length > 0 ? Buffer.concat(pieces) : null;
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  const answered = await handle(
    new Request(`http://localhost${request.url}`, {
      method: request.method ?? 'GET',
      headers,
      body,
      signal: gone.signal,
    }),
  );
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.flushHeaders();
  const reader = answered.body?.getReader();
  response.on('close', () => void reader?.cancel());
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) response.write(read.value);
  response.end();
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv[2] === 'broken') {
    process.stderr.write('the shop cannot be opened');
    process.exit(1);
  }
  await shopServer().connect(new StdioServerTransport());
}
