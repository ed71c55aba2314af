/**
 * LangGraph's checkpoint saver over a RunStore. What a step has to tell (its events and messages) is held back by
 * the run until the step is saved, and goes into the same transaction: see `take` in active-run.ts.
 */
import {
  BaseCheckpointSaver,
  TASKS,
  WRITES_IDX_MAP,
  compareWritesSortKeys,
  maxChannelVersion,
  writesSortKey,
  type ChannelVersions,
  type Checkpoint,
  type CheckpointListOptions,
  type CheckpointMetadata,
  type CheckpointPendingWrite,
  type CheckpointTuple,
  type PendingWrite,
} from '@langchain/langgraph-checkpoint';
import type { CheckpointRow, RunChange, RunStore, WriteRow } from '../store/store.ts';
import { decode, encode, jsonSerde } from './serde.ts';

/** The part of LangGraph's RunnableConfig that a saver reads. */
interface SaverConfig {
  configurable?: { [key: string]: unknown };
}

/**
 * Adds what the run holds back for a task (or for all of them) to a change, and sees to it that it is written.
 * @param values of a checkpoint: what its channels hold
 */
export type Commit = (
  run: string,
  change: RunChange,
  more?: { task?: string; values?: Checkpoint['channel_values'] },
) => Promise<void>;

interface Address {
  thread: string;
  namespace: string;
  id: string | undefined;
}

function address(config: SaverConfig): Address {
  const { thread_id, checkpoint_ns, checkpoint_id } = config.configurable ?? {};
  return {
    thread: typeof thread_id === 'string' ? thread_id : '',
    namespace: typeof checkpoint_ns === 'string' ? checkpoint_ns : '',
    id: typeof checkpoint_id === 'string' && checkpoint_id !== '' ? checkpoint_id : undefined,
  };
}

const configOf = (thread: string, namespace: string, id: string) => ({
  configurable: { thread_id: thread, checkpoint_ns: namespace, checkpoint_id: id },
});

export class BatonSaver extends BaseCheckpointSaver {
  readonly #store: RunStore;
  readonly #commit: Commit;

  constructor(store: RunStore, commit?: Commit) {
    super(jsonSerde);
    this.#store = store;
    this.#commit = commit ?? (async (run, change) => void (await store.write(run, change)));
  }

  override async getTuple(config: SaverConfig): Promise<CheckpointTuple | undefined> {
    const { thread, namespace, id } = address(config);
    const row = thread ? await this.#store.checkpoint(thread, namespace, id) : undefined;
    return row && this.#tuple(row);
  }

  override async *list(config: SaverConfig, options: CheckpointListOptions = {}): AsyncGenerator<CheckpointTuple> {
    const { thread, id } = address(config);
    const namespace = config.configurable?.['checkpoint_ns'];
    const before = options.before && address(options.before).id;
    let left = options.limit ?? Infinity;
    for (const row of await this.#store.checkpoints(
      thread || undefined,
      typeof namespace === 'string' ? namespace : undefined,
    )) {
      if (left <= 0) return;
      if ((id !== undefined && row.id !== id) || (before !== undefined && row.id >= before)) continue;
      const tuple = await this.#tuple(row);
      const metadata = new Map(Object.entries(tuple.metadata ?? {}));
      if (!Object.entries(options.filter ?? {}).every(([key, value]) => metadata.get(key) === value)) continue;
      left--;
      yield tuple;
    }
  }

  override async put(
    config: SaverConfig,
    checkpoint: Checkpoint,
    metadata: CheckpointMetadata,
    newVersions: ChannelVersions,
  ) {
    const { thread, namespace, id } = address(config);
    if (!thread) throw new Error('a checkpoint needs configurable.thread_id');
    const row: CheckpointRow = {
      thread,
      namespace,
      id: checkpoint.id,
      parent: id ?? null,
      type: 'json',
      checkpoint: encode(changesOf(checkpoint, newVersions)),
      metadata: encode(metadata),
    };
    await this.#commit(thread, { checkpoint: row }, { values: checkpoint.channel_values });
    return configOf(thread, namespace, checkpoint.id);
  }

  override async putWrites(config: SaverConfig, writes: PendingWrite[], task: string, path = ''): Promise<void> {
    const { thread, namespace, id } = address(config);
    if (!thread || id === undefined) throw new Error('writes need configurable.thread_id and checkpoint_id');
    const rows = writes.map(([channel, value], position) => ({
      thread,
      namespace,
      checkpoint: id,
      task,
      path,
      index: WRITES_IDX_MAP[channel] ?? position,
      channel,
      type: 'json',
      value: encode(value),
    }));
    await this.#commit(thread, { writes: rows }, { task });
  }

  override async deleteThread(thread: string): Promise<void> {
    await this.#store.deleteCheckpoints(thread);
  }

  async #tuple(row: CheckpointRow): Promise<CheckpointTuple> {
    const rows = await this.#store.writes(row.thread, row.namespace, row.id);
    const pendingWrites = ordered(rows).map((write): CheckpointPendingWrite => [
      write.task,
      write.channel,
      decode(write.value),
    ]);
    return {
      config: configOf(row.thread, row.namespace, row.id),
      checkpoint: await this.#withPendingSends(row, await this.#whole(row)),
      metadata: decode(row.metadata) as CheckpointMetadata,
      pendingWrites,
      ...(row.parent === null ? {} : { parentConfig: configOf(row.thread, row.namespace, row.parent) }),
    };
  }

  /** A row holds the channels that its step changed; the others are as the nearest checkpoint before it left them. */
  async #whole(row: CheckpointRow): Promise<Checkpoint> {
    const { changed, ...checkpoint } = decode(row.checkpoint) as StoredCheckpoint;
    const values = new Map(Object.entries(checkpoint.channel_values));
    const missing = new Set(Object.keys(checkpoint.channel_versions));
    for (const channel of changed) missing.delete(channel);
    let { parent } = row;
    while (parent !== null && missing.size > 0) {
      const before: CheckpointRow | undefined = await this.#store.checkpoint(row.thread, row.namespace, parent);
      if (!before) break;
      const older = decode(before.checkpoint) as StoredCheckpoint;
      for (const channel of older.changed) {
        if (missing.delete(channel) && Object.hasOwn(older.channel_values, channel))
          values.set(channel, older.channel_values[channel]);
      }
      parent = before.parent;
    }
    return { ...checkpoint, channel_values: Object.fromEntries(values) };
  }

  /** Before version 4 of LangGraph's checkpoints, packets on their way stood with the writes of the parent. */
  async #withPendingSends(row: CheckpointRow, checkpoint: Checkpoint): Promise<Checkpoint> {
    if (checkpoint.v >= 4 || row.parent === null) return checkpoint;
    const rows = await this.#store.writes(row.thread, row.namespace, row.parent);
    const sends = ordered(rows).flatMap((write) => (write.channel === TASKS ? [decode(write.value)] : []));
    const versions = Object.values(checkpoint.channel_versions);
    return {
      ...checkpoint,
      channel_values: { ...checkpoint.channel_values, [TASKS]: sends },
      channel_versions: {
        ...checkpoint.channel_versions,
        [TASKS]: versions.length > 0 ? maxChannelVersion(...versions) : this.getNextVersion(undefined),
      },
    };
  }
}

interface StoredCheckpoint extends Checkpoint {
  /** The channels that the step changed; one that has no value any more is named and has none. */
  changed: string[];
}

/** What a step costs to save does not grow with the channels that it leaves alone. */
function changesOf(checkpoint: Checkpoint, newVersions: ChannelVersions): StoredCheckpoint {
  const changed = Object.keys(newVersions);
  const entries = changed
    .filter((channel) => Object.hasOwn(checkpoint.channel_values, channel))
    .map((channel) => [channel, checkpoint.channel_values[channel]] as const);
  return { ...checkpoint, channel_values: Object.fromEntries(entries), changed };
}

/** In the order in which LangGraph applies the writes of a step. */
function ordered(rows: readonly WriteRow[]): WriteRow[] {
  const key = (write: WriteRow) => writesSortKey(write.path, write.task, write.index);
  return rows.toSorted((a, b) => compareWritesSortKeys(key(a), key(b)));
}
