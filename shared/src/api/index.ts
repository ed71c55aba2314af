/** The HTTP API in types: paths, requests (zod, because they come in) and responses. Editor and server agree here. */
import { z } from 'zod';
import type { PauseReason, StoredEvent } from '../events/event.ts';
import type { RunStatus, RunView } from '../events/view.ts';
import { id } from '../graph/ids.ts';
import { json, type Json } from '../graph/json.ts';
import { object } from '../graph/object.ts';
import type { Position } from '../graph/ids.ts';
import type { Problem } from '../graph/problem.ts';
import type { Graph } from '../graph/schema.ts';
import type { NodeKind } from '../nodes/index.ts';
import { modelPrices, type ModelPrices } from './settings.ts';

export {
  allows,
  keyRequest,
  loginRequest,
  passwordRequest,
  roles,
  scopeOfRole,
  scopes,
  longestPassword,
  shortestPassword,
  userName,
  userRequest,
  type KeyAnswer,
  type KeyCreated,
  type KeyList,
  type KeyRequest,
  type KeyScope,
  type LoginRequest,
  type PasswordRequest,
  type Role,
  type Session,
  type UserAnswer,
  type UserList,
  type UserRequest,
} from './access.ts';
export {
  modelPrice,
  modelPrices,
  outgoingRequest,
  secretName,
  secretRequest,
  type FoundServer,
  type FoundServers,
  type ModelPrice,
  type ModelPrices,
  type OutgoingAnswer,
  type OutgoingRequest,
  type SecretAnswer,
  type SecretList,
  type SecretRequest,
} from './settings.ts';

/** RFC 9457 `application/problem+json`. */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** For bad input; `path` is a JSON Pointer into the body. */
  errors?: { path: string; message: string }[];
}

/** What a card on the home screen draws, and what its parts are called. */
export interface GraphSummary {
  id: string;
  name: string;
  description: string;
  revision: string;
  /** ISO 8601. */
  updatedAt: string;
  nodes: { id: string; kind: NodeKind; name?: string | undefined; position?: Position | undefined }[];
  handoffs: { id: string; from: string; to: string }[];
  /** `why` it is paused. */
  lastRun?: { run: string; status: RunStatus; at: string; why?: PauseReason };
}
export interface GraphList {
  graphs: GraphSummary[];
  /** Cursor of the next page. */
  next?: string;
}
export interface GraphAnswer {
  graph: Graph;
  revision: string;
}
export const publishRequest = object({
  /** What is new, to people. */
  note: z.string().max(2000).optional(),
});
export type PublishRequest = z.infer<typeof publishRequest>;
/** A published version: its content never changes. */
export interface VersionSummary {
  version: number;
  revision: string;
  note: string;
  /** ISO 8601. */
  publishedAt: string;
}
export interface VersionList {
  versions: VersionSummary[];
  /** Cursor of the next page. */
  next?: string;
}
export interface VersionAnswer extends VersionSummary {
  graph: Graph;
}

export const webhookRequest = object({
  /** Who is told, by a signed POST, when a run that came by the webhook ends or waits for a person. */
  callback: z.url({ protocol: /^https?$/ }).optional(),
});
export interface WebhookAnswer {
  /** Under the server's address. */
  path: string;
  callback?: string;
  createdAt: string;
}
/** The one answer that has the secret. */
export interface WebhookCreated extends WebhookAnswer {
  secret: string;
}
/** What a sender sends. */
export const webhookBody = object({
  input: z.string().max(100_000),
  thread: z
    .string()
    .regex(/^t_[a-z0-9]{8,40}$/, 'a thread id looks like t_0a1b2c3d4e5f')
    .optional(),
});

export interface CheckAnswer {
  problems: Problem[];
}

export const runRequest = object({
  /** The id of a stored graph, or a whole document. */
  graph: z.union([id, z.record(z.string(), z.unknown())]),
  version: z.union([z.int().positive(), z.enum(['draft', 'published'])]).optional(),
  input: z.string().max(100_000),
  thread: z
    .string()
    .regex(/^t_[a-z0-9]{8,40}$/, 'a thread id looks like t_0a1b2c3d4e5f')
    .optional(),
  /** Used in place of every node's model, such as `script`. */
  model: z.string().optional(),
  breakpoints: z.array(id).optional(),
  /** Answer only when the run has ended or waits for a person. */
  wait: z.boolean().optional(),
  /** Wait behind an unfinished run of the same thread instead of being refused. */
  queue: z.boolean().optional(),
});
export type RunRequest = z.infer<typeof runRequest>;
export interface RunStarted {
  run: string;
  thread: string;
  /** With `wait`: the run's view when it ended or paused. */
  view?: RunView;
}

export interface RunSummary {
  run: string;
  thread: string;
  graph: string;
  version: number | string;
  status: RunStatus;
  input: string;
  createdAt: string;
  endedAt?: string;
}
export interface RunList {
  runs: RunSummary[];
  next?: string;
}

export const answerRequest = object({
  ask: z.string().optional(),
  /** In place of `ask` while only one question of the node is open. */
  node: id.optional(),
  answer: json,
  by: z.string().max(200).optional(),
}).refine((body) => body.ask !== undefined || body.node !== undefined, 'say which question: "ask", or "node"');
export type AnswerRequest = z.infer<typeof answerRequest>;

export const providerRequest = object({
  kind: z.enum(['openai', 'openai-compatible']),
  baseUrl: z.url({ protocol: /^https?$/ }).optional(),
  apiKey: z.string().min(1).max(500).optional(),
  /** Models to offer in the picker; asked of the server where it can list them. */
  models: z.array(z.string().max(200)).max(2000).optional(),
  /** What its models cost; left out, the prices that are known stay. */
  prices: modelPrices.optional(),
});
export type ProviderRequest = z.infer<typeof providerRequest>;
/** A provider as it is shown: the key never comes back. */
export interface ProviderAnswer {
  name: string;
  kind: 'openai' | 'openai-compatible' | 'script';
  baseUrl?: string;
  hasKey: boolean;
  models: string[];
  prices: ModelPrices;
}
export interface ProviderList {
  providers: ProviderAnswer[];
}
export interface ProviderTest {
  ok: boolean;
  /** What it answered, or what went wrong and what to do. */
  message: string;
  ms: number;
}

export interface Health {
  status: 'ok' | 'stopping';
  version: string;
}

export const paths = {
  health: '/api/health',
  graphs: '/api/graphs',
  graph: (graph: string) => `/api/graphs/${encodeURIComponent(graph)}`,
  versions: (graph: string) => `/api/graphs/${encodeURIComponent(graph)}/versions`,
  version: (graph: string, version: number) => `/api/graphs/${encodeURIComponent(graph)}/versions/${version}`,
  publish: (graph: string) => `/api/graphs/${encodeURIComponent(graph)}/publish`,
  webhook: (graph: string) => `/api/graphs/${encodeURIComponent(graph)}/webhook`,
  check: '/api/graphs/check',
  runs: '/api/runs',
  run: (run: string) => `/api/runs/${encodeURIComponent(run)}`,
  events: (run: string) => `/api/runs/${encodeURIComponent(run)}/events`,
  answer: (run: string) => `/api/runs/${encodeURIComponent(run)}/answer`,
  cancel: (run: string) => `/api/runs/${encodeURIComponent(run)}/cancel`,
  providers: '/api/settings/providers',
  provider: (name: string) => `/api/settings/providers/${encodeURIComponent(name)}`,
  providerTest: (name: string) => `/api/settings/providers/${encodeURIComponent(name)}/test`,
  localServers: '/api/settings/local-servers',
  secrets: '/api/settings/secrets',
  secret: (name: string) => `/api/settings/secrets/${encodeURIComponent(name)}`,
  outgoing: '/api/settings/outgoing',
  session: '/api/session',
  password: '/api/session/password',
  users: '/api/settings/users',
  user: (name: string) => `/api/settings/users/${encodeURIComponent(name)}`,
  keys: '/api/settings/keys',
  key: (id: string) => `/api/settings/keys/${encodeURIComponent(id)}`,
} as const;

export type { Json, RunView, StoredEvent };
