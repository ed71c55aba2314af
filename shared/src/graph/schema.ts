/** `baton/1`: one JSON document is one graph. What the fields mean stands in docs/graph-format.md. */
import { z } from 'zod';
import { node } from '../nodes/index.ts';
import { handoff } from './handoff.ts';
import { id, model, position, stateKey } from './ids.ts';
import { json } from './json.ts';
import { object } from './object.ts';
import { tool } from './tools.ts';

export const merges = ['replace', 'append', 'deep', 'sum'] as const;
export type Merge = (typeof merges)[number];

/** A JSON Schema plus how a new value joins the old one. */
export const stateValue = z.looseObject({ merge: z.enum(merges).optional(), default: json.optional() });
export type StateValue = z.infer<typeof stateValue>;

const limit = z.int().positive().optional();
export const limits = object({
  handoffs: limit,
  visits: limit,
  modelCalls: limit,
  branches: limit,
  depth: limit,
  /** What a timer can count, in whole weeks: three. */
  seconds: z.number().positive().max(1_814_400).optional(),
  tokens: limit,
  costUsd: z.number().positive().optional(),
});
export type Limits = z.infer<typeof limits>;
export type LimitName = keyof Limits;

export const scenario = object({
  id,
  name: z.string().optional(),
  say: z.array(z.string()).min(1),
  answers: z.record(z.string(), json).optional(),
  expect: object({
    route: z.array(id).optional(),
    state: z.record(z.string(), json).optional(),
    says: z.string().optional(),
    handoffs: z.array(id).optional(),
  }).optional(),
});
export type Scenario = z.infer<typeof scenario>;

const side = z.number().positive().max(1_000_000);
/** A remark on the canvas. With a size it is a frame, which lies behind the nodes that stand in it. */
export const note = object({ id, text: z.string(), position, size: object({ width: side, height: side }).optional() });
export type Note = z.infer<typeof note>;

export const graph = object({
  format: z.literal('baton/1'),
  id,
  name: z.string().optional(),
  description: z.string().optional(),
  entry: id,
  resume: z.enum(['active', 'entry']).optional(),
  defaults: object({ model: model.optional() }).optional(),
  limits: limits.optional(),
  state: z.record(stateKey, stateValue).optional(),
  tools: z.array(tool).optional(),
  nodes: z.array(node).optional(),
  handoffs: z.array(handoff).optional(),
  scenarios: z.array(scenario).optional(),
  notes: z.array(note).optional(),
});
export type Graph = z.infer<typeof graph>;
