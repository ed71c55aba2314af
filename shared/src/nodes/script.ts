/** What the `script` provider plays in place of a model. */
import { z } from 'zod';
import { expression, id, template } from '../graph/ids.ts';
import { json } from '../graph/json.ts';
import { object } from '../graph/object.ts';

export const errorKinds = ['model', 'tool', 'timeout', 'limit', 'guardrail', 'refused', 'no-route', 'state'] as const;
export type ErrorKind = (typeof errorKinds)[number];

export const scriptStep = object({
  if: expression.optional(),
  say: template.optional(),
  /** A node id, or several. */
  handoff: z.union([id, z.array(id).min(1)]).optional(),
  args: z.record(z.string(), json).optional(),
  calls: z.array(object({ tool: z.string(), args: z.record(z.string(), json).optional() })).optional(),
  output: json.optional(),
  confidence: z.number().min(0).max(1).optional(),
  needs: z.union([z.string(), z.array(z.string())]).optional(),
  fail: object({
    kind: z.enum(errorKinds).optional(),
    message: z.string().optional(),
    passing: z.boolean().optional(),
  }).optional(),
  delayMs: z.int().nonnegative().max(600_000).optional(),
  once: z.boolean().optional(),
});
export const script = z.array(scriptStep);
export type ScriptStep = z.infer<typeof scriptStep>;
