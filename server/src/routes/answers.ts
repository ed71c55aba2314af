/** What the API answers, for its description. The types that editor and server share are in @baton/shared/api. */
import type {
  CheckAnswer,
  FoundServers,
  GraphAnswer,
  GraphList,
  Health,
  KeyAnswer,
  KeyCreated,
  KeyList,
  OutgoingAnswer,
  ProviderAnswer,
  ProviderList,
  ProviderTest,
  RunList,
  RunStarted,
  RunSummary,
  VersionAnswer,
  VersionList,
  VersionSummary,
  WebhookAnswer,
  WebhookCreated,
  SecretAnswer,
  SecretList,
  Session,
  UserAnswer,
  UserList,
} from '@baton/shared/api';
import { roles, scopes } from '@baton/shared/api';
import { z } from 'zod';
import { toSchema, type JsonSchema } from './route.ts';

/** The two documents whose schemas are published by themselves, or too large to say again here. */
const document = z
  .looseObject({ format: z.literal('baton/1'), id: z.string() })
  .meta({ description: 'A graph document' });
const view = z
  .looseObject({ run: z.string(), status: z.string(), route: z.array(z.string()), seq: z.int() })
  .meta({ description: 'The view that the run’s events reduce to' });

type Fields<Type> = { [Key in keyof Required<Type>]: z.ZodType };
const answer = <Type>(fields: Fields<Type>): JsonSchema => toSchema(z.object(fields));
const text = z.string();
const status = z.enum(['queued', 'running', 'paused', 'finished', 'failed', 'cancelled']);
const problem = z.object({
  severity: z.enum(['error', 'warning', 'hint']),
  code: text,
  path: text,
  message: text,
  fix: z.unknown().optional(),
});
const runFields: Fields<RunSummary> = {
  run: text,
  thread: text,
  graph: text,
  version: z.union([z.int(), text]),
  status,
  input: text,
  createdAt: text,
  endedAt: text.optional(),
};
const providerFields: Fields<ProviderAnswer> = {
  name: text,
  kind: z.enum(['openai', 'openai-compatible', 'script']),
  baseUrl: text.optional(),
  hasKey: z.boolean(),
  models: z.array(text),
  prices: z.record(text, z.object({ input: z.number(), output: z.number(), cached: z.number().optional() })),
};
const versionFields: Fields<VersionSummary> = { version: z.int(), revision: text, note: text, publishedAt: text };
const summary = z.looseObject({ id: text, name: text, description: text, revision: text, updatedAt: text });

export const healthSchema = answer<Health>({ status: z.enum(['ok', 'stopping']), version: text });
export const graphListSchema = answer<GraphList>({ graphs: z.array(summary), next: text.optional() });
export const graphSchema = answer<GraphAnswer>({ graph: document, revision: text });
export const versionSchema = answer<VersionSummary>(versionFields);
export const versionListSchema = answer<VersionList>({
  versions: z.array(z.object(versionFields)),
  next: text.optional(),
});
export const versionDocumentSchema = answer<VersionAnswer>({ ...versionFields, graph: document });
const webhookFields: Fields<WebhookAnswer> = { path: text, callback: text.optional(), createdAt: text };
export const webhookSchema = answer<WebhookAnswer>(webhookFields);
export const webhookCreatedSchema = answer<WebhookCreated>({ ...webhookFields, secret: text });
export const deliveredSchema = answer<{ run: string; thread: string }>({ run: text, thread: text });
export const checkSchema = answer<CheckAnswer>({ problems: z.array(problem) });
export const runStartedSchema = answer<RunStarted>({ run: text, thread: text, view: view.optional() });
export const runListSchema = answer<RunList>({ runs: z.array(z.object(runFields)), next: text.optional() });
export const viewSchema = toSchema(view);
export const providerSchema = answer<ProviderAnswer>(providerFields);
export const providerListSchema = answer<ProviderList>({ providers: z.array(z.object(providerFields)) });
const secretFields: Fields<SecretAnswer> = {
  name: text,
  hosts: z.array(text),
  updatedAt: text,
  readable: z.boolean(),
};
export const secretSchema = answer<SecretAnswer>(secretFields);
export const secretListSchema = answer<SecretList>({ secrets: z.array(z.object(secretFields)) });
const scope = z.enum(scopes);
const keyFields: Fields<KeyAnswer> = {
  id: text,
  name: text,
  scope,
  start: text,
  createdBy: text,
  createdAt: text,
  expiresAt: text.optional(),
  usedAt: text.optional(),
};
export const keyListSchema = answer<KeyList>({ keys: z.array(z.object(keyFields)) });
export const keyCreatedSchema = answer<KeyCreated>({ ...keyFields, key: text });
const userFields: Fields<UserAnswer> = { name: text, role: z.enum(roles), createdAt: text };
export const userSchema = answer<UserAnswer>(userFields);
export const userListSchema = answer<UserList>({ users: z.array(z.object(userFields)) });
export const sessionSchema = answer<Session>({
  login: z.boolean(),
  caller: z.object({ kind: z.enum(['local', 'user', 'key']), name: text, scope }).optional(),
});
const found = {
  name: text,
  title: text,
  baseUrl: text,
  models: z.array(text),
  wantsKey: z.boolean(),
  provider: text.optional(),
};
export const foundServersSchema = answer<FoundServers>({
  servers: z.array(z.object(found)),
  asked: z.array(text),
});
export const outgoingSchema = answer<OutgoingAnswer>({ allowedHosts: z.array(text), fromStart: z.array(text) });
export const providerTestSchema = answer<ProviderTest>({ ok: z.boolean(), message: text, ms: z.number() });
