/** What the tools of runs get from this process: the way out, secrets, MCP servers and the sandbox. */
import type { ToolServices } from '@baton/runtime';
import type { Egress } from '../security/egress/egress.ts';
import type { Redactor } from '../security/redact.ts';
import type { ResolveSecret } from '../security/vault.ts';

interface ToolSource {
  egress: Egress;
  secretOf: ResolveSecret;
  redactor: Redactor;
}

/** What a tool takes of an answer, and how long it waits at most. */
const limits = { maxBytes: 5 * 1024 * 1024 };

export function openTools({ egress, secretOf, redactor }: ToolSource): ToolServices {
  return { fetch: egress.door({ limits }), secretOf, redact: (value) => redactor.json(value) };
}
