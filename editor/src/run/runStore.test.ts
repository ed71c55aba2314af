import { emptyView, isStored, reduceAll } from '@baton/shared/events';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { progressed, noProgress } from './progress.ts';
import { chargedTwice, entered, finished, handsOver, recorded, started } from './recording.ts';
import { nothingRun, show, useRun } from './runStore.ts';

const log = recorded(chargedTwice);

beforeEach(() => useRun.setState(nothingRun));

describe('the shown run', () => {
  it('is what reduce makes of its events, however they are batched', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 30 }), (sizes) => {
        useRun.setState(nothingRun);
        const rest = [...log];
        for (const size of [...sizes, log.length]) show(rest.splice(0, size));
        expect(useRun.getState().view).toEqual(reduceAll(log));
        expect(useRun.getState().log).toEqual(log.filter(isStored));
        const { nodes, handoffs } = progressed(noProgress, emptyView(), reduceAll(log));
        expect(useRun.getState().nodes).toEqual(nodes);
        expect(useRun.getState().handoffs).toEqual(handoffs);
      }),
      { numRuns: 40 },
    );
  });

  it('is the same when it is read again from its log, without what was live only', () => {
    show(log);
    const live = useRun.getState();
    useRun.setState(nothingRun);
    show(log.filter(isStored));
    expect(useRun.getState().view).toEqual(live.view);
    expect(useRun.getState().nodes).toEqual(live.nodes);
  });

  it('tells its subscribers once for a batch', () => {
    let told = 0;
    const stop = useRun.subscribe(() => told++);
    show(log);
    stop();
    expect(told).toBe(1);
  });
});

describe('what a run means to a card', () => {
  const node = (id: string) => useRun.getState().nodes.get(id);

  it('is its status, its places in the route and its last words', () => {
    show(log);
    expect(node('triage')).toMatchObject({ status: 'finished', visits: 1, steps: [1] });
    expect(node('billing')).toMatchObject({ steps: [2], words: 'The second charge is refunded.' });
    expect(node('technical')).toBeUndefined();
  });

  it('counts visits of a node that control comes back to', () => {
    show(
      recorded([
        started('hello'),
        entered('code'),
        finished('code', 'done'),
        entered('test'),
        finished('test', 'red'),
        entered('code', 2),
      ]),
    );
    expect(node('code')).toMatchObject({ status: 'running', visits: 2, steps: [1, 3] });
  });

  it('keeps its identity while another node is at work', () => {
    const upTo = log.findIndex((event) => event.type === 'model.delta' && event.node === 'billing');
    show(log.slice(0, upTo));
    const [triage, billing] = [node('triage'), node('billing')];
    show(log.slice(upTo, upTo + 2));
    expect(node('triage')).toBe(triage);
    expect(node('billing')).not.toBe(billing);
  });
});

describe('what a run means to a line', () => {
  const handoff = (id: string) => useRun.getState().handoffs.get(id);

  it('is the order in which it was taken, and whether it was considered', () => {
    show(log);
    expect(handoff('triage-billing')?.order).toEqual([1]);
    expect(handoff('triage-returns')).toEqual({ order: [], seq: undefined });
    expect(handoff('billing-supervisor')).toBeUndefined();
  });

  it('is every time that it was taken, and the last one is looked at', () => {
    const loop = recorded([
      started('go'),
      entered('a'),
      ...handsOver('a', 'b', 'x'),
      ...handsOver('b', 'a', 'y'),
      ...handsOver('a', 'b', 'z'),
    ]);
    show(loop);
    expect(handoff('a-b')).toEqual({ order: [1, 3], seq: loop.filter(isStored).at(-1)?.seq });
  });
});
