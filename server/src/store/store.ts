/**
 * Everything that Baton keeps, behind one interface. What is acknowledged is stored, and what belongs together is
 * stored in one transaction. Times are milliseconds since 1970 where they are compared, ISO 8601 where people read them.
 */
import type {
  GraphList,
  KeyScope,
  ModelPrices,
  ProviderRequest,
  RunList,
  RunSummary,
  VersionList,
  VersionSummary,
} from '@baton/shared/api';
import type { RunStatus, StoredEvent } from '@baton/shared/events';
import type { Graph, Json } from '@baton/shared/graph';
import type { RunStore, StoredDraft } from '@baton/runtime';
import type { LoginTables } from './logins.ts';

/** Milliseconds since 1970; another one in tests. */
export type Clock = () => number;

/** A page of a list: `cursor` is the `next` of the page before. */
export interface Page {
  limit: number;
  cursor?: string | undefined;
}

/** A graph as it is stored. The revision is the content's hash, so equal documents have equal revisions. */
export interface StoredGraph {
  graph: Graph;
  revision: string;
}

export interface Graphs {
  list(page: Page): Promise<GraphList>;
  get(id: string): Promise<StoredGraph | undefined>;
  /** @returns undefined when there is a graph of this id already. */
  create(graph: Graph): Promise<StoredGraph | undefined>;
  /** @param revision the one that it takes the place of; `*` for any. */
  replace(graph: Graph, revision: string): Promise<StoredGraph | 'missing' | 'stale'>;
  remove(id: string, revision: string): Promise<'removed' | 'missing' | 'stale'>;
}

export interface StoredVersion extends VersionSummary {
  graph: Graph;
}

export interface Published {
  version: VersionSummary;
  /** False when the newest version has this content already. */
  made: boolean;
}

export interface Versions {
  /** Newest first. */
  list(graph: string, page: Page): Promise<VersionList>;
  /** @param version its number, or the newest. */
  get(graph: string, version: number | 'published'): Promise<StoredVersion | undefined>;
  /** Makes the draft the next version. @param revision what is published; `stale` when the draft is another by now. */
  publish(graph: string, note: string, revision: string): Promise<Published | 'missing' | 'stale'>;
}

/** Graphs by the name under which the nodes and tools of a run ask for them: `id`, or `id@version`. */
export type PinnedGraphs = ReadonlyMap<string, Graph>;

export interface NewRun {
  run: string;
  thread: string;
  /** Whether the thread begins with this run. */
  begins: boolean;
  graph: Graph;
  /** The other graphs that it can reach. */
  pins?: PinnedGraphs;
  version: number | string;
  input: string;
  model?: string | undefined;
  /** Wait behind an unfinished run of the thread instead of being refused. */
  queue: boolean;
  /** The webhook that it comes by, and the sender's id of the delivery. */
  by?: { webhook: string; delivery: string } | undefined;
}

/** Refused where the thread has an unfinished run and this one is not to wait, or as many wait as may. */
export type Created =
  | { ok: true }
  | { ok: false; unfinished: string }
  | { ok: false; waiting: number }
  /** The same delivery has made a run already. */
  | { ok: false; delivered: Delivered };

export interface RunRecord extends RunSummary {
  model: string | undefined;
  /** The `seq` of its last event; 0 before the first. */
  seq: number;
}

export interface Runs {
  /** Stores the run, its input and its graph, and puts it into the queue. */
  create(run: NewRun): Promise<Created>;
  get(run: string): Promise<RunRecord | undefined>;
  /** Newest first. */
  list(
    page: Page,
    filter: { graph?: string | undefined; thread?: string | undefined; status?: RunStatus | undefined },
  ): Promise<RunList>;
  /** @param graph of which alone its runs are to be, where it is given. */
  hasThread(thread: string, graph?: string): Promise<boolean>;
  /** Deletes at most so many runs that ended before this ISO time, with what only they need. @returns how many */
  deleteEnded(before: string, limit: number): Promise<number>;
}

/** The right to write into a run, until another process takes it over with a higher token. */
export interface Lease {
  run: string;
  owner: string;
  token: number;
}

/** A run that is to be worked on, with all that the runtime has to know. */
export interface Job {
  lease: Lease;
  record: RunRecord;
  graph: Graph;
  pins: PinnedGraphs;
  /** Somebody asked for its end. */
  cancel: boolean;
  /** How many processes have ended while they worked on it, since it last came further. */
  deaths: number;
}

/** Which runs have to be worked on, and who does. The runs table is the queue, so a queued run cannot be lost. */
export interface Queue {
  /** How many runs are due and worked on by nobody. */
  waiting(): Promise<number>;
  /** When the first run is due whose time comes after this one; undefined when there is none. */
  nextDue(after: number): Promise<number | undefined>;
  /**
   * Takes the run that has waited longest of the graph of which the least is worked on, and whose turn it is in its
   * thread; or the one that is named, also out of turn. A run whose lease has run out counts as waiting: that is how a run goes on after a crash.
   */
  claim(options: { owner: string; leaseMs: number; run?: string }): Promise<Job | undefined>;
  /** @returns those of the runs whose leases this owner still has, now for `leaseMs` longer, and whether they are to end. */
  renew(owner: string, runs: string[], leaseMs: number): Promise<{ run: string; cancel: boolean }[]>;
  /** Gives a run back. `again` puts it back into the queue, as after a shutdown. */
  release(lease: Lease, again: boolean): Promise<void>;
  /** The owners of leases; those that are known to be dead are told to `forget`. */
  owners(): Promise<string[]>;
  forget(owner: string): Promise<void>;
  /** @returns false when the run is over or unknown. */
  requestCancel(run: string): Promise<boolean>;
  /**
   * Writes an answer and puts the run into the queue.
   * @param seen the `seq` up to which the answer was checked against the log
   * @returns undefined when the log has moved on since then
   */
  answer(run: string, seen: number, event: StoredDraft): Promise<StoredEvent | undefined>;
}

export interface Log extends RunStore {
  /** Like `events`, at most `limit` of them. */
  page(run: string, after: number, limit: number): Promise<StoredEvent[]>;
}

/** A trigger of a graph from outside. Its id is its address: whoever knows it may knock. */
export interface StoredWebhook {
  id: string;
  graph: string;
  sealedSecret: Uint8Array;
  /** Who is told when a run of it ends or waits for a person. */
  callback: string | undefined;
  createdAt: string;
}

/** What a sender is answered. */
export interface Delivered {
  run: string;
  thread: string;
}

/** An event that somebody is to be told. */
export interface Callback {
  run: string;
  seq: number;
  webhook: string;
  /** How often it was tried. */
  tries: number;
}

export interface Webhooks {
  list(): Promise<StoredWebhook[]>;
  get(id: string): Promise<StoredWebhook | undefined>;
  of(graph: string): Promise<StoredWebhook | undefined>;
  /** @returns false where the graph has one already. */
  create(webhook: Omit<StoredWebhook, 'createdAt'>): Promise<boolean>;
  callBack(graph: string, callback: string | undefined): Promise<void>;
  remove(graph: string): Promise<boolean>;
  delivered(webhook: string, delivery: string): Promise<Delivered | undefined>;
  /** Takes what is due; it is due again after `leaseMs`, in case that this process ends. */
  takeCallbacks(limit: number, leaseMs: number): Promise<Callback[]>;
  calledBack(callback: Callback): Promise<void>;
  callAgain(callback: Callback, inMs: number): Promise<void>;
  nextCallback(): Promise<number | undefined>;
}

/** A provider as it is stored: the key is sealed, and only `security/secrets.ts` can open it. */
export interface StoredProvider {
  name: string;
  kind: ProviderRequest['kind'];
  baseUrl: string | undefined;
  sealedKey: Uint8Array | undefined;
  models: string[];
  prices: ModelPrices;
}

export interface Providers {
  list(): Promise<StoredProvider[]>;
  get(name: string): Promise<StoredProvider | undefined>;
  put(provider: StoredProvider): Promise<void>;
  remove(name: string): Promise<boolean>;
}

/** A secret as it is stored: sealed, like a provider's key. */
export interface StoredSecret {
  name: string;
  sealed: Uint8Array;
  /** Where it may go; undefined for anywhere. */
  hosts: string[] | undefined;
  updatedAt: string;
}

export interface SecretStore {
  list(): Promise<StoredSecret[]>;
  get(name: string): Promise<StoredSecret | undefined>;
  /** @returns whether it is new. */
  put(secret: Omit<StoredSecret, 'updatedAt'>): Promise<{ updatedAt: string; isNew: boolean }>;
  remove(name: string): Promise<boolean>;
}

/** What is set once for the whole server, as JSON by name. */
export interface SettingStore {
  get(name: string): Promise<unknown>;
  put(name: string, value: Json): Promise<void>;
}

export interface StoredKey {
  id: string;
  /** SHA-256 of the key, in hexadecimal. */
  hash: string;
  name: string;
  scope: KeyScope;
  /** Its first characters, to tell it from others. */
  start: string;
  createdBy: string;
  createdAt: string;
  expiresAt: number | undefined;
  usedAt: number | undefined;
}

export interface Keys {
  list(): Promise<StoredKey[]>;
  /** By the hash of the key. */
  find(hash: string): Promise<StoredKey | undefined>;
  create(key: StoredKey): Promise<void>;
  used(id: string, at: number): Promise<void>;
  remove(id: string): Promise<boolean>;
}

export interface Store {
  readonly graphs: Graphs;
  readonly versions: Versions;
  readonly runs: Runs;
  readonly queue: Queue;
  readonly webhooks: Webhooks;
  readonly providers: Providers;
  readonly secrets: SecretStore;
  readonly settings: SettingStore;
  readonly logins: LoginTables;
  readonly keys: Keys;
  /** The log of every run, written to without a lease. */
  readonly log: Log;
  /** The same for the process that works on a run: a write throws LeaseLost once another has taken the run over. */
  leased(lease: Lease): RunStore;
  close(): Promise<void>;
}
