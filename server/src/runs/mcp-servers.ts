/** The MCP servers that the operator has set up, in `mcp.json` of the data folder: the only place that can name a program. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { McpTarget } from '@baton/runtime';
import { z } from 'zod';
import { words } from '../log.ts';
import type { Egress } from '../security/egress/egress.ts';
import type { Redactor } from '../security/redact.ts';

const texts = z.record(z.string(), z.string());
const program = z.strictObject({
  command: z.string().min(1),
  args: z.array(z.string()).optional(),
  env: texts.optional(),
  cwd: z.string().optional(),
});
const address = z.strictObject({ url: z.url({ protocol: /^https?$/ }), headers: texts.optional() });
/** As other programs that use MCP have it. */
const file = z.strictObject({
  mcpServers: z.record(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/), z.union([program, address])),
});

/** A sentence for the operator. */
export class BadMcpFile extends Error {}

/** @throws BadMcpFile */
export function readMcpServers(folder: string, egress: Egress, redactor: Redactor): Map<string, McpTarget> {
  const path = join(folder, 'mcp.json');
  if (!existsSync(path)) return new Map();
  const { mcpServers } = parse(path);
  const targets = Object.entries(mcpServers).map(([id, server]): [string, McpTarget] => {
    for (const value of Object.values(('env' in server ? server.env : 'headers' in server ? server.headers : {}) ?? {}))
      redactor.hide(value);
    if (!('url' in server)) return [id, withoutUndefined(server)];
    const { url, headers = {} } = server;
    return [id, { url, headers, fetch: egress.door({ named: [url] }) }];
  });
  return new Map(targets);
}

function parse(path: string): z.infer<typeof file> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new BadMcpFile(`${path} cannot be read: ${words(error)}`);
  }
  const parsed = file.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new BadMcpFile(
    `${path} is wrong at ${issue?.path.join('.') || 'the top'}: ${issue?.message}. It has the form { "mcpServers": { "files": { "command": "npx", "args": ["…"] }, "docs": { "url": "https://…" } } }.`,
  );
}

/** An optional field that is not there, and not one that is undefined. */
function withoutUndefined({ command, args, env, cwd }: z.infer<typeof program>): McpTarget {
  return { command, ...(args && { args }), ...(env && { env }), ...(cwd !== undefined && { cwd }) };
}
