import type { ContextPackage } from '@baton/shared/events';
import { expect, test } from 'vitest';
import { reasonOf } from './Hop.tsx';

const taken = (trigger: string, reason: string) => ({ reason, context: { trigger } as ContextPackage });

test.each([
  ['model', 'a duplicate charge', 'model decides', 'Billing', 'model decides: a duplicate charge'],
  ['model', 'model decides', 'model decides', 'Billing', 'model decides'],
  ['rule', 'output.amount > 200', 'when output.amount > 200', 'Too much', 'Too much: when output.amount > 200'],
  [
    'rule',
    'output.amount > 200',
    'on entry, when output.amount > 200',
    'Big',
    'Big: on entry, when output.amount > 200',
  ],
  ['rule', 'state.topic == "a"', 'when topic = a', 'when topic = a', 'when topic = a'],
  ['confidence', 'confidence < 60% (it was 0.4)', 'confidence < 60%', 'Unsure', 'confidence < 60% (it was 0.4)'],
  ['otherwise', 'nothing else fired', 'otherwise', 'Else', 'nothing else fired'],
])('%s, because of %s', (kind, reason, trigger, label, words) => {
  expect(reasonOf(taken(kind, reason), trigger, label)).toBe(words);
});

test.each([
  ['when output.amount > 1000', 'Too much', 'Too much: when output.amount > 200'],
  ['when output.amount > 1000', 'when output.amount > 1000', 'when output.amount > 200'],
  ['always', 'Too much', 'Too much: when output.amount > 200'],
  [undefined, 'returns-supervisor', 'returns-supervisor: when output.amount > 200'],
])('a condition that was changed since to "%s" is told as it was', (trigger, label, words) => {
  expect(reasonOf(taken('rule', 'output.amount > 200'), trigger, label)).toBe(words);
});
