import type { RunEvent } from '@baton/shared/events';
import * as fc from 'fast-check';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { RoutePrinter } from './route-printer.ts';

const at = { run: 'run-1', at: '2026-01-01T00:00:00Z' };
const says = (visit: number, text: string): RunEvent => ({ ...at, type: 'model.delta', node: 'answer', visit, text });
const ends = (visit: number): RunEvent => ({
  ...at,
  type: 'node.cancelled',
  seq: 1,
  node: 'answer',
  visit,
  attempt: 1,
  error: { kind: 'timeout', message: 'Nobody waits for it any more.' },
});
const paused: RunEvent = { ...at, type: 'run.paused', seq: 2, why: 'human' };

function printed(events: readonly RunEvent[]): string {
  const out = new PassThrough({ encoding: 'utf8' });
  const nodes = [{ id: 'answer', kind: 'agent' as const }];
  const printer = new RoutePrinter({ format: 'baton/1', id: 'g', entry: 'answer', nodes }, out, (_, text) => text);
  for (const event of events) printer.print(event);
  return String(out.read() ?? '');
}

/** The events of several visits, shuffled but for the order within each. */
const interleaved = fc
  .array(fc.record({ words: fc.array(fc.stringMatching(/^[a-z]{1,5} $/), { minLength: 1 }), over: fc.boolean() }), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((branches) => {
    const queues = branches.map(({ words, over }, index) => {
      const told = words.map((word) => says(index + 1, word));
      return over ? [...told, ends(index + 1)] : told;
    });
    const turns = queues.flatMap((queue, index) => queue.map(() => index));
    return fc.shuffledSubarray(turns, { minLength: turns.length }).map((order) => {
      const left = queues.map((queue) => [...queue]);
      return { branches, events: order.flatMap((index) => left[index]?.shift() ?? []) };
    });
  });

it('prints what each of several branches says in one piece, below its name', () => {
  fc.assert(
    fc.property(interleaved, ({ branches, events }) => {
      const text = printed([...events, paused]);
      for (const [index, { words }] of branches.entries()) {
        const name = index === 0 ? '● answer' : `● answer visit ${index + 1}`;
        expect(text).toContain(`${name}\n    ${words.join('')}\n`);
      }
      const said = branches.flatMap(({ words }) => words).join('').length;
      expect(text.replace(/● answer( visit \d)?\n {4}|\n/g, '')).toHaveLength(said);
    }),
  );
});

it('prints what a model has said without streaming it, and nothing that it has only thought over for Baton', () => {
  const answered = (seq: number, text: string, more: object = {}): RunEvent => ({
    ...at,
    type: 'model.finished',
    seq,
    node: 'answer',
    visit: 1,
    model: 'script',
    request: { messages: [], added: [], tools: [] },
    tokens: { input: 0, output: 0, cached: 0 },
    costUsd: 0,
    ms: 0,
    message: { id: `m${seq}`, role: 'assistant', node: 'answer', text },
    ...more,
  });
  expect(printed([answered(1, 'Hello.'), answered(2, 'Summary.', { silent: true })])).toBe('● answer\n    Hello.\n');
});

it('prints the words of the one that speaks as they come', () => {
  expect(printed([says(1, 'One '), says(2, 'Two '), says(1, 'more ')])).toBe('● answer\n    One more ');
});
