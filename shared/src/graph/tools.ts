/** The tools of a graph: what agents and tool nodes may call. */
import { z } from 'zod';
import { id, template } from './ids.ts';
import { json, jsonSchema } from './json.ts';
import { object } from './object.ts';

const common = {
  id,
  /** The text by which a model chooses the tool. */
  description: z.string().optional(),
  args: jsonSchema.optional(),
  /** True, or a question: a person must allow each call. */
  approval: z.union([z.boolean(), z.string()]).optional(),
  /** How long one call may take. */
  timeoutSeconds: z.number().positive().max(3600).optional(),
};

const http = object({
  ...common,
  type: z.literal('http'),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  url: template,
  headers: z.record(z.string(), template).optional(),
  body: template.optional(),
  /** What to take from the answer, as an expression over `body`, `status` and `headers`. */
  take: z.string().optional(),
});

const mcp = object({
  ...common,
  type: z.literal('mcp'),
  /** An https URL, or the id of a server that the operator configured; a graph never names a command. */
  server: z.string().min(1),
  /** Sent to a server that is an address; they see `secrets` only. */
  headers: z.record(z.string(), template).optional(),
  /** Which of its tools; all of them by default. */
  tools: z.array(z.string()).optional(),
});

const code = object({ ...common, type: z.literal('code'), code: z.string().min(1) });

const graph = object({ ...common, type: z.literal('graph'), graph: id, version: z.int().positive().optional() });

const builtin = object({
  ...common,
  type: z.literal('builtin'),
  builtin: z.enum(['calculator', 'now', 'lookup']),
  /** What `lookup` looks up: a key, and the value that the tool answers with. */
  data: z.record(z.string(), json).optional(),
});

export const tool = z.discriminatedUnion('type', [http, mcp, code, graph, builtin]);
export type Tool = z.infer<typeof tool>;
export type ToolType = Tool['type'];

/** A server that speaks MCP has many tools: an agent is given them, and no node calls one of them. */
export const isOneTool = ({ type }: { type: ToolType }): boolean => type !== 'mcp';
