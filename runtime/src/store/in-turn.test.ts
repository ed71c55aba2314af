import { expect, it } from 'vitest';
import { InTurn } from './in-turn.ts';
import { MemoryStore } from './memory-store.ts';
import type { RunChange, StoredDraft } from './store.ts';

const paused: StoredDraft = { type: 'run.paused', why: 'human' };
const resumed: StoredDraft = { type: 'run.resumed', why: 'human' };

class SlowStore extends MemoryStore {
  readonly begun: string[] = [];
  readonly first = Promise.withResolvers<void>();

  override async write(run: string, change: RunChange) {
    this.begun.push(change.events?.[0]?.type ?? '');
    if (this.begun.length === 1) await this.first.promise;
    return super.write(run, change);
  }
}

function slow() {
  const store = new SlowStore();
  store.place('r_1', 't_1');
  return { store, writes: new InTurn('r_1', store) };
}

it('begins a write when the one before is stored', async () => {
  const { store, writes } = slow();
  const both = Promise.all([writes.write({ events: [paused] }), writes.write({ events: [resumed] })]);
  await Promise.resolve();
  expect(store.begun).toEqual(['run.paused']);
  store.first.resolve();
  expect((await both).flat().map(({ seq, type }) => [seq, type])).toEqual([
    [1, 'run.paused'],
    [2, 'run.resumed'],
  ]);
});

it('makes none after one that failed', async () => {
  const { store, writes } = slow();
  const both = Promise.allSettled([writes.write({ events: [paused] }), writes.write({ events: [resumed] })]);
  store.first.reject(new Error('the disk is full'));
  const reason = new Error('the disk is full');
  expect(await both).toMatchObject([{ reason }, { reason }]);
  await expect(writes.write({ events: [resumed] })).rejects.toThrow('the disk is full');
  expect(store.begun).toEqual(['run.paused']);
  expect(await store.events('r_1')).toEqual([]);
});
