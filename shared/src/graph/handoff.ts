/** A handoff: when control passes (trigger), with what (context), to whom (`to`). */
import { z } from 'zod';
import { trigger } from '../triggers/index.ts';
import { expression, id, model, stateKey, template } from './ids.ts';
import { object } from './object.ts';

export const history = z.union([
  z.enum(['all', 'none']),
  object({ last: z.int().positive() }),
  object({ since: z.enum(['user', 'handoff']) }),
  object({ summary: z.string(), model: model.optional() }),
]);
export type History = z.infer<typeof history>;

export const redaction = z.union([
  z.enum(['email', 'phone', 'card', 'iban']),
  object({ pattern: z.string().min(1), with: z.string().optional() }),
]);
export type Redaction = z.infer<typeof redaction>;

export const contextRules = object({
  history: history.optional(),
  /** Cuts the history, oldest first. */
  maxTokens: z.int().positive().optional(),
  tools: z.enum(['keep', 'no-handoffs', 'text', 'drop']).optional(),
  speakers: z.enum(['as-is', 'named', 'as-user']).optional(),
  state: z.array(stateKey).optional(),
  results: z.array(id).optional(),
  redact: z.array(redaction).optional(),
  brief: template.optional(),
});
export type ContextRules = z.infer<typeof contextRules>;

export const handoff = object({
  id,
  from: id,
  to: id,
  label: z.string().optional(),
  trigger: trigger.optional(),
  context: contextRules.optional(),
  enabled: expression.optional(),
  approval: z.union([z.boolean(), z.string()]).optional(),
  returns: z.boolean().optional(),
  each: expression.optional(),
  limit: z.int().positive().optional(),
});
export type Handoff = z.infer<typeof handoff>;

export const needsApproval = ({ approval }: Pick<Handoff, 'approval'>): boolean =>
  approval !== undefined && approval !== false;
