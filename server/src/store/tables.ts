/**
 * The tables as Kysely sees them. JSON is text, times that are compared are milliseconds, bytes are blobs. Those of users
 * and sessions are better-auth's (logins.ts).
 */
import type { Generated, Kysely, Transaction } from 'kysely';
import type { KeyScope } from '@baton/shared/api';
import type { RunStatus } from '@baton/shared/events';

/** A graph document, by the hash of its content; drafts and runs share it. */
interface DocumentsTable {
  hash: string;
  body: string;
}

interface GraphsTable {
  id: string;
  hash: string;
  updated_at: string;
}

/** A graph as it was published, for ever. */
interface VersionsTable {
  graph: string;
  number: number;
  hash: string;
  note: string;
  published_at: string;
}

interface ThreadsTable {
  id: string;
  created_at: string;
  state: string | null;
  views: string | null;
  active: string | null;
}

export interface RunsTable {
  number: Generated<number>;
  id: string;
  thread: string;
  graph: string;
  /** `draft`, or a number. */
  version: string;
  hash: string;
  input: string;
  model: string | null;
  status: RunStatus;
  seq: Generated<number>;
  created_at: string;
  ended_at: string | null;
  /** From when on it is to be worked on; null when there is nothing to do. Kept while it is worked on. */
  due: number | null;
  /** Answers that came since it was last taken up. */
  answers: Generated<number>;
  cancel: Generated<number>;
  owner: string | null;
  lease_until: number | null;
  token: Generated<number>;
  /** Processes that have ended while they worked on it, since its last checkpoint. */
  deaths: Generated<number>;
  /** The webhook that it came by. */
  webhook: string | null;
}

interface WebhooksTable {
  id: string;
  graph: string;
  sealed_secret: Uint8Array;
  callback: string | null;
  created_at: string;
}

/** What a webhook has taken, by the sender's id of it. */
interface DeliveriesTable {
  webhook: string;
  delivery: string;
  at: number;
  run: string;
  thread: string;
}

/** Events that somebody is still to be told. */
interface CallbacksTable {
  run: string;
  seq: number;
  webhook: string;
  due: number;
  tries: Generated<number>;
}

/** Another graph that a run can reach, by the name under which its nodes and tools ask for it. */
interface PinsTable {
  run: string;
  key: string;
  hash: string;
}

interface MessagesTable {
  number: Generated<number>;
  thread: string;
  id: string;
  body: string;
}

interface EventsTable {
  run: string;
  seq: number;
  at: string;
  body: string;
}

/** Times up to which people are waited for. */
interface DeadlinesTable {
  run: string;
  ask: string;
  until: number;
}

interface CheckpointsTable {
  thread: string;
  namespace: string;
  id: string;
  parent: string | null;
  type: string;
  checkpoint: Uint8Array;
  metadata: Uint8Array;
}

interface WritesTable {
  thread: string;
  namespace: string;
  checkpoint: string;
  task: string;
  path: string;
  position: number;
  channel: string;
  type: string;
  value: Uint8Array;
}

interface ProvidersTable {
  name: string;
  kind: 'openai' | 'openai-compatible';
  base_url: string | null;
  sealed_key: Uint8Array | null;
  models: string;
  prices: string | null;
}

interface ApiKeysTable {
  id: string;
  hash: string;
  name: string;
  scope: KeyScope;
  start: string;
  created_by: string;
  created_at: string;
  expires_at: number | null;
  used_at: number | null;
}

interface SecretsTable {
  name: string;
  sealed: Uint8Array;
  hosts: string | null;
  updated_at: string;
}

interface SettingsTable {
  name: string;
  body: string;
}

export interface Tables {
  documents: DocumentsTable;
  graphs: GraphsTable;
  versions: VersionsTable;
  threads: ThreadsTable;
  runs: RunsTable;
  pins: PinsTable;
  webhooks: WebhooksTable;
  deliveries: DeliveriesTable;
  callbacks: CallbacksTable;
  messages: MessagesTable;
  events: EventsTable;
  deadlines: DeadlinesTable;
  checkpoints: CheckpointsTable;
  writes: WritesTable;
  providers: ProvidersTable;
  api_keys: ApiKeysTable;
  secrets: SecretsTable;
  settings: SettingsTable;
}

export type Database = Kysely<Tables>;
export type Tx = Transaction<Tables>;
