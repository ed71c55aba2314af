import { isStored, reduceAll, type StoredEvent } from '@baton/shared/events';
import * as fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { chargedTwice, recorded } from './recording.ts';
import { endReplay, momentsOf, replayTo } from './replay.ts';
import { isLive } from './session.ts';
import { nothingRun, show, useRun } from './runStore.ts';

const log = recorded(chargedTwice).filter((event): event is StoredEvent => isStored(event));
const state = () => useRun.getState();

beforeEach(() => {
  useRun.setState(nothingRun);
  show(log);
});

it('any moment shows what a reader of the log up to there would have seen', () => {
  fc.assert(
    fc.property(fc.constantFrom(...log), ({ seq }) => {
      replayTo(seq);
      expect(state().view).toEqual(reduceAll(log.filter((event) => event.seq <= seq)));
    }),
  );
});

it('the canvas shows it too: who was at work, and which handoff was not taken yet', () => {
  const handoff = log.find(({ type }) => type === 'handoff.taken');
  replayTo((handoff?.seq ?? 0) - 1);
  expect(state().nodes.has('billing')).toBe(false);
  expect(state().handoffs.get('triage-billing')?.order).toEqual([]);
});

it('its end shows the whole run again', () => {
  const whole = state();
  replayTo(3);
  endReplay();
  expect(state()).toEqual({ ...whole, replay: undefined });
});

it('a run that is looked at in its middle is not under way', () => {
  replayTo(3);
  expect(state().view?.status).toBe('running');
  expect(isLive(state())).toBe(false);
});

it('a run that is not over cannot be gone back in', () => {
  useRun.setState(nothingRun);
  show(log.slice(0, 4));
  replayTo(2);
  expect(state().replay).toBeUndefined();
});

it('has a moment for everything that can be seen', () => {
  expect(momentsOf(log).map(({ node = '', what }) => `${node} ${what}`.trim())).toEqual([
    'The run begins',
    'triage begins',
    'triage has an answer of its model',
    'triage is done',
    'triage hands over',
    'billing begins',
    'billing has an answer of its model',
    'billing is done',
    'The run is finished',
  ]);
});
