import { expect, test } from 'vitest';
import { endings, type EventType } from './event.ts';
import { isOver, statusAfter } from './status.ts';

test('the events that end a run are those after which it is over', () => {
  const types: EventType[] = [
    'run.started',
    'run.paused',
    'run.resumed',
    'run.finished',
    'run.failed',
    'run.cancelled',
  ];
  expect(types.map(statusAfter)).toEqual(['running', 'paused', 'running', 'finished', 'failed', 'cancelled']);
  for (const type of types) expect(isOver(statusAfter(type) ?? 'queued')).toBe(endings.has(type));
  expect(statusAfter('node.started')).toBeUndefined();
});
