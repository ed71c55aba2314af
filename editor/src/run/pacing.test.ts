import { isStored, type RunEvent } from '@baton/shared/events';
import { describe, expect, it } from 'vitest';
import { Pacing } from './pacing.ts';
import { chargedTwice, ended, entered, finished, handsOver, recorded, started } from './recording.ts';

const types = (events: readonly RunEvent[]): string[] => events.map(({ type }) => type);

function filled(events: readonly RunEvent[], at = 0): Pacing {
  const pacing = new Pacing();
  for (const event of events) pacing.push(event, at);
  return pacing;
}

/** Plays to the end in frames of 16 ms. */
function played(pacing: Pacing, from = 0): { at: number; event: RunEvent }[] {
  const shown: { at: number; event: RunEvent }[] = [];
  for (let now = from; pacing.busy; now += 16) for (const event of pacing.due(now)) shown.push({ at: now, event });
  return shown;
}

describe('pacing', () => {
  const log = recorded(chargedTwice);

  it('shows every event once and in order', () => {
    expect(played(filled(log)).map(({ event }) => event)).toEqual(log);
  });

  it('lights a node for a moment before it is done', () => {
    const shown = played(filled(log));
    const when = (type: string): number => shown.find(({ event }) => event.type === type)?.at ?? Number.NaN;
    expect(when('node.finished') - when('node.started')).toBeGreaterThanOrEqual(300);
  });

  it('lets the baton arrive before its receiver begins', () => {
    const shown = played(filled(log));
    const taken = shown.find(({ event }) => event.type === 'handoff.taken');
    const next = shown.find(({ event }) => event.type === 'node.started' && event.node === 'billing');
    expect((next?.at ?? 0) - (taken?.at ?? 0)).toBeGreaterThanOrEqual(600);
  });

  it('sends off together the batons that one node hands to several', () => {
    const fan = ['b', 'c', 'd'].flatMap((to) => handsOver('a', to, '').filter(({ type }) => type === 'handoff.taken'));
    const pacing = filled(recorded([started('x'), ...fan]));
    pacing.due(0);
    expect(pacing.flights.map(({ handoff }) => handoff)).toEqual(['a-b', 'a-c', 'a-d']);
  });

  it('flies faster when much waits', () => {
    const rounds = Array.from({ length: 12 }, (_, index) => [
      entered('a', index + 1),
      finished('a', '', index + 1),
      ...handsOver('a', 'b', ''),
      ...handsOver('b', 'a', ''),
    ]).flat();
    const shown = played(filled(recorded([started('x'), ...rounds, ended('', [])])));
    expect(shown.at(-1)?.at).toBeLessThan(24 * 600);
  });

  it('does not hold anything for longer than a few seconds', () => {
    const pacing = filled(log);
    expect(types(pacing.due(60_000))).toEqual(types(log));
  });

  it('shows the words of a model as they come', () => {
    const pacing = filled(recorded([started('x'), entered('a')]));
    pacing.due(0);
    pacing.push(recorded([{ type: 'model.delta', node: 'a', visit: 1, text: 'Hi' }])[0]!, 5);
    expect(types(pacing.due(5))).toEqual(['model.delta']);
  });

  it('gives numbers to batons that a log would know', () => {
    const pacing = filled(log);
    const flown = new Set<number>();
    for (let now = 0; pacing.busy; now += 16) {
      pacing.due(now);
      for (const { seq } of pacing.flights) flown.add(seq);
    }
    expect([...flown]).toEqual(
      log
        .filter((event) => event.type === 'handoff.taken' && isStored(event))
        .map((event) => ('seq' in event ? event.seq : 0)),
    );
  });
});
