/** What every RunStore promises. Each implementation runs this suite; LangGraph's own suite runs beside it. */
import { describe, expect, it } from 'vitest';
import type { CheckpointRow, RunStore, StoredDraft, WriteRow } from './store.ts';

export interface StoreUnderTest {
  store: RunStore;
  /** Makes a run of a thread known; both ids are the store's own. */
  begin(thread?: string): Promise<{ run: string; thread: string }>;
  close?(): Promise<void> | void;
}

const paused: StoredDraft = { type: 'run.paused', why: 'human' };
const resumed: StoredDraft = { type: 'run.resumed', why: 'human' };
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

const checkpointRow = (thread: string, id: string, parent: string | null = null): CheckpointRow => ({
  thread,
  namespace: '',
  id,
  parent,
  type: 'json',
  checkpoint: bytes({ id }),
  metadata: bytes({ step: 1 }),
});

const writeRow = (thread: string, checkpoint: string, index: number, value: unknown): WriteRow => ({
  thread,
  namespace: '',
  checkpoint,
  task: 'task-1',
  path: '~__pregel_pull, a',
  index,
  channel: 'answers',
  type: 'json',
  value: bytes(value),
});

export function runStoreContract(name: string, open: () => Promise<StoreUnderTest> | StoreUnderTest): void {
  const using = async (work: (subject: StoreUnderTest) => Promise<void>): Promise<void> => {
    const subject = await open();
    try {
      await work(subject);
    } finally {
      await subject.close?.();
    }
  };

  describe(`${name} keeps what a RunStore promises`, () => {
    it('numbers the events of a run from 1 without a gap, each run for itself', () =>
      using(async ({ store, begin }) => {
        const [a, b] = [await begin(), await begin()];
        await store.write(a.run, { events: [paused, resumed] });
        await store.write(b.run, { events: [paused] });
        const last = await store.write(a.run, { events: [paused] });
        expect(last).toMatchObject([{ seq: 3, run: a.run, type: 'run.paused', why: 'human' }]);
        expect((await store.events(a.run)).map((event) => event.seq)).toEqual([1, 2, 3]);
        expect((await store.events(b.run)).map((event) => event.seq)).toEqual([1]);
        expect(Number.isNaN(Date.parse(last[0]?.at ?? ''))).toBe(false);
      }));

    it('numbers without a gap when writes come at the same time', () =>
      using(async ({ store, begin }) => {
        const { run } = await begin();
        await Promise.all(Array.from({ length: 20 }, () => store.write(run, { events: [paused, resumed] })));
        expect((await store.events(run)).map((event) => event.seq)).toEqual(
          Array.from({ length: 40 }, (_, i) => i + 1),
        );
      }));

    it('gives the events after a sequence number', () =>
      using(async ({ store, begin }) => {
        const { run } = await begin();
        await store.write(run, { events: [paused, resumed, paused] });
        expect((await store.events(run, 2)).map((event) => event.seq)).toEqual([3]);
        expect(await store.events(run, 3)).toEqual([]);
      }));

    it('shares messages and thread state between the runs of a thread, and with no other', () =>
      using(async ({ store, begin }) => {
        const first = await begin();
        await store.write(first.run, {
          messages: [
            { id: 'm1', role: 'user', text: 'hello' },
            { id: 'm2', role: 'assistant', text: 'hi', node: 'a' },
          ],
          thread: { state: { intent: 'x' }, views: { a: ['m1-m2'] }, active: 'a' },
        });
        const second = await begin(first.thread);
        const other = await begin();
        expect((await store.messages(second.run)).map((message) => message.id)).toEqual(['m1', 'm2']);
        expect(await store.thread(second.run)).toEqual({
          state: { intent: 'x' },
          views: { a: ['m1-m2'] },
          active: 'a',
        });
        expect(await store.messages(other.run)).toEqual([]);
        expect(await store.thread(other.run)).toBeUndefined();
      }));

    it('leaves a message as it is when it is written again', () =>
      using(async ({ store, begin }) => {
        const { run } = await begin();
        await store.write(run, { messages: [{ id: 'm1', role: 'user', text: 'first' }] });
        await store.write(run, { messages: [{ id: 'm1', role: 'user', text: 'second' }] });
        expect(await store.messages(run)).toEqual([{ id: 'm1', role: 'user', text: 'first' }]);
      }));

    it('finds a checkpoint by id and the newest of a namespace', () =>
      using(async ({ store, begin }) => {
        const { run } = await begin();
        await store.write(run, { checkpoint: checkpointRow(run, '1-a') });
        await store.write(run, { checkpoint: checkpointRow(run, '1-b', '1-a') });
        expect((await store.checkpoint(run, ''))?.id).toBe('1-b');
        expect(await store.checkpoint(run, '', '1-a')).toMatchObject({
          id: '1-a',
          parent: null,
          checkpoint: bytes({ id: '1-a' }),
        });
        expect(await store.checkpoint(run, 'elsewhere')).toBeUndefined();
        expect((await store.checkpoints(run)).map((row) => row.id)).toEqual(['1-b', '1-a']);
      }));

    it('keeps the first ordinary write of an index, and the last special one', () =>
      using(async ({ store, begin }) => {
        const { run } = await begin();
        await store.write(run, { checkpoint: checkpointRow(run, '1-a') });
        await store.write(run, { writes: [writeRow(run, '1-a', 0, 'first'), writeRow(run, '1-a', -3, 'first')] });
        await store.write(run, { writes: [writeRow(run, '1-a', 0, 'second'), writeRow(run, '1-a', -3, 'second')] });
        const rows = await store.writes(run, '', '1-a');
        expect(
          rows
            .map((row) => [row.index, row.path, new TextDecoder().decode(row.value)])
            .toSorted((a, b) => Number(a[0]) - Number(b[0])),
        ).toEqual([
          [-3, '~__pregel_pull, a', '"second"'],
          [0, '~__pregel_pull, a', '"first"'],
        ]);
      }));

    it('deletes the checkpoints of one run only', () =>
      using(async ({ store, begin }) => {
        const [a, b] = [await begin(), await begin()];
        for (const { run } of [a, b])
          await store.write(run, { checkpoint: checkpointRow(run, '1-a'), writes: [writeRow(run, '1-a', 0, 1)] });
        await store.deleteCheckpoints(a.run);
        expect(await store.checkpoint(a.run, '')).toBeUndefined();
        expect(await store.writes(a.run, '', '1-a')).toEqual([]);
        expect(await store.checkpoint(b.run, '')).toBeDefined();
      }));
  });
}
