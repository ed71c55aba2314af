/**
 * The one way in: every route of the API is made here and has to say who may use it, what it takes, and how large that
 * may be. What a route leaves out it cannot use, so none can be open by forgetting.
 */
import type { KeyScope } from '@baton/shared/api';
import type { Context } from 'hono';
import { z } from 'zod';
import { parseJson, readBytes, requireJson } from './body.ts';
import { Refused } from '../problem.ts';
import type { Access, Auth, Caller } from '../security/access.ts';
import type { RateClass } from '../security/limits.ts';

export type JsonSchema = { [key: string]: unknown };

/** What a request brings, judged before the route sees it. */
export interface Input<Value> {
  /** @throws Refused */
  parse(value: unknown): Value;
  /** Undefined where nothing is taken. */
  schema: JsonSchema | undefined;
}

export interface BodyInput<Value> extends Input<Value> {
  /** In bytes. */
  limit: number;
  /** `any` where the route itself says what is wrong with a key like `__proto__`. */
  keys?: 'any';
  /** As it came: what is signed is looked at before it is read. */
  raw?: true;
}

export interface Answer {
  what: string;
  schema?: JsonSchema;
  type?: string;
}

interface Spec<Params, Query, Body> {
  method: 'get' | 'post' | 'put' | 'delete';
  /** Such as `/api/graphs/:graph`. */
  path: string;
  auth: Auth;
  /** What a caller must be allowed to; of no meaning where it is open to anybody. */
  scope: KeyScope;
  rate: RateClass;
  summary: string;
  params: Input<Params>;
  query: Input<Query>;
  /** `nothing` where no body is read. */
  body: BodyInput<Body> | Input<undefined>;
  /** By status; refusals are the same everywhere and need not be listed. */
  answers: { [status: number]: Answer };
  handle(request: {
    c: Context;
    caller: Caller;
    params: Params;
    query: Query;
    body: Body;
  }): Response | Promise<Response>;
}

export interface Route extends Pick<
  Spec<unknown, unknown, unknown>,
  'method' | 'path' | 'auth' | 'scope' | 'rate' | 'summary' | 'params' | 'query' | 'body' | 'answers'
> {
  run(c: Context, access: Pick<Access, 'admit'>): Promise<Response>;
}

export function route<Params, Query, Body = undefined>(spec: Spec<Params, Query, Body>): Route {
  const { handle, ...description } = spec;
  return {
    ...description,
    async run(c, access) {
      const caller = await access.admit(c, spec);
      const params = spec.params.parse(c.req.param());
      const query = spec.query.parse(c.req.query());
      const given = 'limit' in spec.body ? await read(c.req.raw, spec.body) : undefined;
      return handle({ c, caller, params, query, body: spec.body.parse(given) as Body });
    },
  };
}

async function read(request: Request, { limit, raw, keys }: BodyInput<unknown>): Promise<unknown> {
  requireJson(request);
  const bytes = await readBytes(request, limit);
  return raw ? bytes : parseJson(bytes, keys ?? 'safe');
}

/** @param schema of the JSON that it holds, once it has been found genuine. */
export const rawBody = (limit: number, schema: JsonSchema | undefined): BodyInput<Uint8Array> => ({
  // It was read as bytes.
  parse: (value) => value as Uint8Array,
  schema,
  limit,
  raw: true,
});

/** Nothing is taken; what comes anyway is not looked at. */
export const nothing: Input<undefined> = { parse: () => undefined, schema: undefined };

export function query<Shape extends z.ZodRawShape>(shape: Shape): Input<z.infer<z.ZodObject<Shape>>> {
  const schema = z.object(shape);
  return {
    parse: (value) => parsed(schema, value, 'The query of this address is not understood.'),
    schema: toSchema(schema),
  };
}

/** Names in a path; what cannot be one is a name of nothing. */
export function params<Shape extends z.ZodRawShape>(shape: Shape): Input<z.infer<z.ZodObject<Shape>>> {
  const schema = z.object(shape);
  return {
    parse(value) {
      const result = schema.safeParse(value);
      if (result.success) return result.data;
      throw new Refused(404, 'There is nothing at this address.');
    },
    schema: toSchema(schema),
  };
}

export function body<Schema extends z.ZodType>(schema: Schema, limit: number): BodyInput<z.infer<Schema>> {
  const what = 'The body does not say what this address takes.';
  return { parse: (value) => parsed(schema, value, what), schema: toSchema(schema), limit };
}

export const toSchema = (schema: z.ZodType): JsonSchema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'input',
    unrepresentable: 'any',
  });
  return rest;
};

function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.map(toError);
  const [first] = errors;
  throw new Refused(400, first?.path ? `${what} ${first.path}: ${first.message}` : what, errors);
}

function toError(issue: z.core.$ZodIssue): { path: string; message: string } {
  const path = issue.path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return { path, message: wordsOf(issue) };
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_union') {
    const reasons = new Set(issue.errors.flatMap((branch) => branch.slice(0, 1).map(wordsOf)));
    return reasons.has(missing) ? missing : `fits none of what is allowed here: ${[...reasons].join('; or ')}`;
  }
  return issue.code === 'invalid_type' && issue.message.endsWith('undefined') ? missing : issue.message;
}

const missing = 'is required';
