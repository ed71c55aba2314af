/** The connections to MCP servers: made when a tool is first needed, shared by all runs, closed when nobody needs them. */
import { nearest, type Json, type JsonObject } from '@baton/shared/graph';
import { fetchFailure, type CallLimits, type Fetch, type McpServers, type McpTool } from '../services.ts';
import { ToolError } from '../tool.ts';
import { McpConnection, type McpTarget } from './connection.ts';
import { resultOf } from './result.ts';

export interface McpOptions {
  /** For servers that a graph names by address. */
  fetch: Fetch;
  /** The servers that the operator has set up, by id. */
  servers?: ReadonlyMap<string, McpTarget>;
  /** How long a connection that nobody uses is kept. */
  idleMs?: number;
}

interface Open {
  connection: Promise<McpConnection>;
  users: number;
  timer?: NodeJS.Timeout;
}

type Headers = Record<string, string>;

export class McpConnections implements McpServers {
  readonly #fetch: Fetch;
  readonly #servers: ReadonlyMap<string, McpTarget>;
  readonly #idleMs: number;
  readonly #open = new Map<string, Open>();

  constructor({ fetch, servers = new Map(), idleMs = 5 * 60_000 }: McpOptions) {
    this.#fetch = fetch;
    this.#servers = servers;
    this.#idleMs = idleMs;
  }

  tools(server: string, headers: Headers, limits: CallLimits): Promise<McpTool[]> {
    return this.#with(server, headers, limits, true, (connection) => connection.tools(limits));
  }

  call(server: string, headers: Headers, call: { name: string; args: JsonObject }, limits: CallLimits): Promise<Json> {
    return this.#with(server, headers, limits, false, async (connection) =>
      resultOf(await connection.call(call.name, call.args, limits)),
    );
  }

  async close(): Promise<void> {
    const all = [...this.#open.values()];
    this.#open.clear();
    for (const { timer } of all) clearTimeout(timer);
    await Promise.allSettled(all.map(async ({ connection }) => (await connection).close()));
  }

  /** @param again whether it may be tried again where it failed: nothing is done by it. */
  async #with<Result>(
    server: string,
    headers: Headers,
    limits: CallLimits,
    again: boolean,
    work: (connection: McpConnection) => Promise<Result>,
  ): Promise<Result> {
    const key = JSON.stringify([server, Object.entries(headers).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
    for (let first = true; ; first = false) {
      const open = this.#connect(key, server, headers);
      open.users++;
      clearTimeout(open.timer);
      try {
        return await work(await stoppable(open.connection, limits.signal));
      } catch (error) {
        limits.signal.throwIfAborted();
        if (error instanceof ToolError) throw error;
        // The server has forgotten this session, and has done nothing: it is begun anew, once.
        if (first && statusOf(error) === 404 && this.#open.has(key)) this.#drop(key, open);
        else throw inWords(server, error, again, limits);
      } finally {
        open.users--;
        this.#rest(key, open);
      }
    }
  }

  #connect(key: string, server: string, headers: Headers): Open {
    const known = this.#open.get(key);
    if (known) return known;
    const open: Open = {
      users: 0,
      connection: McpConnection.open(this.#target(server, headers), () => this.#forget(key, open)),
    };
    this.#open.set(key, open);
    open.connection.catch(() => this.#forget(key, open));
    return open;
  }

  #target(server: string, headers: Headers): McpTarget {
    if (/^https?:\/\//i.test(server)) return { url: server, headers, fetch: this.#fetch };
    const known = this.#servers.get(server);
    if (known) return 'url' in known ? { ...known, headers: { ...known.headers, ...headers } } : known;
    const names = [...this.#servers.keys()];
    const meant = nearest(server, names);
    const hint = meant
      ? `did you mean "${meant}"?`
      : names.length > 0
        ? `known are ${names.join(', ')}`
        : 'none is set up';
    throw new ToolError(`no MCP server "${server}" is set up here; ${hint}`);
  }

  #rest(key: string, open: Open): void {
    if (open.users > 0) return;
    clearTimeout(open.timer);
    open.timer = setTimeout(() => this.#drop(key, open), this.#idleMs).unref();
  }

  #drop(key: string, open: Open): void {
    this.#forget(key, open);
    open.connection.then((connection) => connection.close()).catch(() => undefined);
  }

  #forget(key: string, open: Open): void {
    clearTimeout(open.timer);
    if (this.#open.get(key) === open) this.#open.delete(key);
  }
}

/** Others may wait for the same connection: the one who is stopped does not end it. */
function stoppable<Value>(value: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const stopped = Promise.withResolvers<never>();
  const stop = () => stopped.reject(signal.reason as Error);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  stopped.promise.catch(() => undefined);
  return Promise.race([value, stopped.promise]).finally(() => signal.removeEventListener('abort', stop));
}

const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined;

function inWords(server: string, error: unknown, again: boolean, { timeoutMs }: CallLimits): ToolError {
  const name = /^https?:\/\//i.test(server) ? new URL(server).host : `"${server}"`;
  const failure = fetchFailure(error);
  if (failure)
    return new ToolError(`the MCP server ${name}: ${failure.message}`, {
      passing: failure.passing && (again || !failure.sent),
    });
  const status = statusOf(error);
  if (status === 401 || status === 403)
    return new ToolError(
      `the MCP server ${name} answered ${status}: it wants a login. Give it a token in the tool's headers`,
    );
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'REQUEST_TIMEOUT')
    return new ToolError(`the MCP server ${name} did not answer within ${timeoutMs / 1000} s`, { passing: again });
  const said = error instanceof Error ? error.message : String(error);
  return new ToolError(`the MCP server ${name}: ${said}`, { passing: again });
}
