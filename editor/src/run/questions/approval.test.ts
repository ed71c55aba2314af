import type { ContextPackage, Message } from '@baton/shared/events';
import { describe, expect, it } from 'vitest';
import { answerOf, changesOf, elsewhere, groupsOf, schemaFor, unchanged, withMessages } from './approval.ts';

const context: ContextPackage = {
  from: 'triage',
  to: 'billing',
  trigger: 'model',
  reason: 'a charge',
  evidence: {},
  args: { reason: 'a charge' },
  history: ['m1', 'm2', 'm3', 'm4'],
  state: { amount: 900, order: '1002' },
  results: [],
  brief: 'Be quick.',
  at: '',
  hop: 1,
};
const messages: { [id: string]: Message } = {
  m1: { id: 'm1', role: 'user', text: 'Hello' },
  m2: { id: 'm2', role: 'assistant', node: 'triage', text: '', calls: [{ id: 'c1', tool: 'lookup', args: {} }] },
  m3: { id: 'm3', role: 'tool', call: 'c1', tool: 'lookup', text: '{}' },
  m4: { id: 'm4', role: 'assistant', node: 'triage', text: 'One moment.' },
};

describe('what would be passed on', () => {
  it('keeps a call and its results together, and takes a message that it does not know by itself', () => {
    expect(groupsOf(['m1', 'm2', 'm3', 'm4', 'm9'], messages)).toEqual([['m1'], ['m2', 'm3'], ['m4'], ['m9']]);
  });

  it('keeps its order, whatever is left out and taken back in', () => {
    const without = withMessages(context.history, context.history, ['m2', 'm3'], false);
    expect(without).toEqual(['m1', 'm4']);
    expect(withMessages(context.history, without, ['m2', 'm3'], true)).toEqual(context.history);
  });
});

describe('an answer', () => {
  const allow = { approved: true, comment: '' };

  it('says nothing of a package that was not changed, or changed back', () => {
    expect(changesOf(context, unchanged(context))).toBeUndefined();
    const back = { ...unchanged(context), state: { amount: 900, order: '1002' } };
    expect(answerOf({ context, to: 'billing' }, { ...allow, changed: back })).toEqual({ approved: true });
  });

  it('names what was changed, and where it goes instead', () => {
    const changed = { ...unchanged(context), history: ['m1'], state: { amount: 90, order: '1002' } };
    expect(answerOf({ context, to: 'billing' }, { ...allow, comment: ' less ', to: 'refunds', changed })).toEqual({
      approved: true,
      comment: 'less',
      to: 'refunds',
      context: { history: ['m1'], state: { amount: 90, order: '1002' } },
    });
  });

  it('that refuses passes nothing on, so it changes nothing', () => {
    const changed = { ...unchanged(context), brief: 'Be slow.' };
    expect(answerOf({ context, to: 'billing' }, { approved: false, comment: 'No.', to: 'refunds', changed })).toEqual({
      approved: false,
      comment: 'No.',
    });
  });
});

it('a handoff may go to another node of the graph that asks, also inside a graph node', () => {
  const schema = { properties: { to: { enum: ['check', 'pay', 'refuse'] } } };
  expect(elsewhere({ schema, node: 'refund/check', to: 'refund/pay' })).toEqual([
    { id: 'check', place: 'refund/check' },
    { id: 'refuse', place: 'refund/refuse' },
  ]);
  expect(elsewhere({ schema, node: 'check', to: 'pay' }).map(({ place }) => place)).toEqual(['check', 'refuse']);
});

it('values are edited by the schema that the graph has for them, else as what they are', () => {
  expect(schemaFor({ amount: 900, tags: ['a'], on: true, order: null }, { amount: { type: 'integer' } })).toMatchObject(
    {
      properties: {
        amount: { type: 'integer' },
        tags: { type: 'array' },
        on: { type: 'boolean' },
        order: { type: 'null' },
      },
    },
  );
});

it('a value that does not fit the schema of the graph is edited as what it is', () => {
  expect(schemaFor({ order: { id: '1002' } }, { order: { type: 'string' } })).toMatchObject({
    properties: { order: { type: 'object' } },
  });
});
