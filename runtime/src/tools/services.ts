/**
 * What tools need from outside of a graph: a way out, secrets, servers that speak MCP, a sandbox. Whoever starts a run
 * gives them; without one of them the tools that need it fail and say so.
 */
import type { Json, JsonObject } from '@baton/shared/graph';

/** A `fetch` whose errors are sentences: see FetchFailure. */
export type Fetch = typeof globalThis.fetch;

/** What the door throws. */
export interface FetchFailure extends Error {
  /** The same request may go through later. */
  passing: boolean;
  /** Something may have reached the other side. */
  sent: boolean;
  /** It is about another host than the one that was asked for, which sent on to it. */
  elsewhere?: boolean;
}

/** @returns what the door said, also where a client has wrapped it. */
export function fetchFailure(error: unknown): FetchFailure | undefined {
  for (let one = error; one instanceof Error; one = one.cause)
    if ('passing' in one && 'sent' in one) return one as FetchFailure;
  return undefined;
}

export interface Secret {
  value: string;
  /** Where it may be sent; anywhere without. */
  mayGoTo?: (url: URL) => boolean;
}

/** @returns undefined where there is no secret of this name. */
export type SecretOf = (name: string) => Promise<Secret | undefined>;

export interface CallLimits {
  signal: AbortSignal;
  timeoutMs: number;
}

/** A tool of an MCP server, as the server describes it. */
export interface McpTool {
  name: string;
  description: string;
  parameters: JsonObject;
}

export interface McpServers {
  /** @param server an address, or the id of a server that the operator has set up. */
  tools(server: string, headers: Record<string, string>, limits: CallLimits): Promise<McpTool[]>;
  call(
    server: string,
    headers: Record<string, string>,
    call: { name: string; args: JsonObject },
    limits: CallLimits,
  ): Promise<Json>;
}

export interface Sandbox {
  /** @throws ToolError: what the code threw, or which limit it broke. */
  run(code: string, args: JsonObject, limits: CallLimits): Promise<Json>;
}

/** @returns the same without the values of secrets. */
export type Redact = <Value>(value: Value) => Value;

export interface ToolServices {
  /** The one door for outgoing requests. */
  fetch?: Fetch | undefined;
  secretOf?: SecretOf | undefined;
  mcp?: McpServers | undefined;
  sandbox?: Sandbox | undefined;
  /** Takes the values of secrets out of what tools and models answer. */
  redact?: Redact | undefined;
}
