import type { JsonObject } from '@baton/shared/graph';
import { expect, test } from 'vitest';
import { modelRunner } from './model.ts';

const reason = (args: JsonObject): string =>
  modelRunner.reason({ on: 'model' }, { fires: true, evidence: { tool: 'transfer_to_b', called: true, args } });

test('the reason is what the model itself calls one, whatever else it said', () => {
  expect(reason({ order: '1001', reason: 'charged twice' })).toBe('charged twice');
});

test('anything else is said with its name, without which nobody knows what it means', () => {
  expect(reason({ order: '1001', topic: 'crash', urgent: true })).toBe('order “1001”, topic “crash”');
});

test('where the model said nothing, that it decided is all there is to say', () => {
  expect(reason({ reason: '' })).toBe('model decides');
});
