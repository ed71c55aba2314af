import type { Graph, Handoff } from '@baton/shared/graph';
import { isStored } from '@baton/shared/events';
import { expect, test } from 'vitest';
import { chargedTwice, recorded } from '../../run/recording.ts';
import { conversationOf, previewOf, sampleConversation } from './preview.ts';

const handoff: Handoff = { id: 'triage-billing', from: 'triage', to: 'billing', trigger: { on: 'model' } };
const graph: Graph = {
  format: 'baton/1',
  id: 'customer-service',
  entry: 'triage',
  nodes: [
    { id: 'triage', kind: 'agent', name: 'Triage', tools: ['look'] },
    { id: 'billing', kind: 'agent', name: 'Billing' },
  ],
  handoffs: [handoff],
};
const log = recorded(chargedTwice).filter((event) => isStored(event));
const texts = (messages: readonly { text: string }[]) => messages.map(({ text }) => text);

test('what a sender has seen and said is read from the run', () => {
  const conversation = conversationOf(log, 'triage');
  expect(texts(conversation?.seen ?? [])).toEqual(['I was charged twice for order 1001', 'Let me bring in billing.']);
  expect(conversationOf(log, 'returns')).toBeUndefined();
});

test('what is passed on and what is left make up all of it, under every rule', () => {
  const sample = sampleConversation(graph, handoff);
  const all = previewOf(graph, handoff, sample);
  expect(all.left).toEqual([]);
  const rules: NonNullable<Handoff['context']>[] = [
    { history: 'none' },
    { history: { last: 1 } },
    { tools: 'drop' },
    { maxTokens: 20 },
  ];
  for (const context of rules) {
    const { passed, left, leftTokens } = previewOf(graph, { ...handoff, context }, sample);
    expect(left.length).toBeGreaterThan(0);
    expect(passed.length + left.length).toBe(sample.seen.length);
    expect(leftTokens).toBeGreaterThan(0);
  }
});

test('since the handoff is what has come since the newest one, whatever that passed on', () => {
  const again = log.flatMap((event) =>
    event.type === 'node.started' && event.node === 'triage'
      ? [{ ...event, seq: log.length + 1, visit: 2, context: { ...event.context, history: [] } }]
      : [],
  );
  const conversation = conversationOf([...log, ...again], 'triage');
  if (!conversation) throw new Error('it was run');
  const { passed } = previewOf(graph, { ...handoff, context: { history: { since: 'handoff' } } }, conversation);
  expect(texts(passed)).toEqual(['I was charged twice for order 1001']);
});

test('the receiver sees who spoke, when it shall', () => {
  const conversation = conversationOf(log, 'triage');
  if (!conversation) throw new Error('it was run');
  const { passed } = previewOf(graph, { ...handoff, context: { speakers: 'named' } }, conversation);
  expect(texts(passed)).toContain('[Triage] Let me bring in billing.');
});

test('a summary stands for the rest, beside the user’s last words', () => {
  const { passed } = previewOf(
    graph,
    { ...handoff, context: { history: { summary: '' } } },
    sampleConversation(graph, handoff),
  );
  expect(passed.map(({ id }) => id)).toEqual(['summary', 'm1']);
});
