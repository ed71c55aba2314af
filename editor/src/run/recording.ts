/** Runs as they would be recorded, made by hand for tests: a story of drafts becomes a log. */
import type { ContextPackage, EventDraft, Message, RunEvent } from '@baton/shared/events';

const base = Date.UTC(2026, 10, 24, 9, 0, 0);

/** Gives drafts what a log adds: the run, gapless sequence numbers, and times a tenth of a second apart. */
export function recorded(drafts: readonly EventDraft[], run = 'r_recorded'): RunEvent[] {
  let seq = 0;
  return drafts.map((draft, index) => {
    const at = new Date(base + index * 100).toISOString();
    if (draft.type === 'model.delta') return { ...draft, run, at };
    seq++;
    return { ...draft, seq, run, at };
  });
}

const noTokens = { input: 0, output: 0, cached: 0 };

export const started = (input: string): EventDraft => ({
  type: 'run.started',
  graph: 'customer-service',
  version: 'draft',
  thread: 't_recorded',
  input,
  inputMessage: { id: 'm-user', role: 'user', text: input },
  state: {},
});

const context = (to: string, more: Partial<ContextPackage> = {}): ContextPackage => ({
  from: null,
  to,
  trigger: 'start',
  reason: '',
  evidence: {},
  args: {},
  history: ['m-user'],
  state: {},
  results: [],
  brief: '',
  at: new Date(base).toISOString(),
  hop: 0,
  ...more,
});

export const entered = (node: string, visit = 1): EventDraft => ({
  type: 'node.started',
  node,
  visit,
  attempt: 1,
  context: context(node),
});

/** A node that streams its words, one delta a word. */
export function says(node: string, text: string, visit = 1): EventDraft[] {
  const message: Message = { id: `m-${node}-${visit}`, role: 'assistant', node, text };
  const deltas = text.split(/(?<= )/).map((word): EventDraft => ({ type: 'model.delta', node, visit, text: word }));
  return [
    ...deltas,
    {
      type: 'model.finished',
      node,
      visit,
      model: 'script',
      request: {
        messages: ['m-system', 'm-user'],
        added: [{ id: 'm-system', role: 'system', text: 'Help.' }],
        tools: [],
      },
      tokens: { input: 40, output: 12, cached: 0 },
      costUsd: 0,
      ms: 120,
      message,
    },
  ];
}

export const finished = (node: string, message: string, visit = 1): EventDraft => ({
  type: 'node.finished',
  node,
  visit,
  output: null,
  message,
  confidence: null,
  ms: 150,
});

export const handsOver = (from: string, to: string, reason: string, others: readonly string[] = []): EventDraft[] => {
  const handoff = `${from}-${to}`;
  const considered = [
    { id: handoff, fires: true, evidence: { confidence: 0.9 } },
    ...others.map((other) => ({ id: `${from}-${other}`, fires: false, evidence: { confidence: 0.9 } })),
  ];
  return [
    { type: 'handoff.considered', node: from, visit: 1, handoffs: considered },
    {
      type: 'handoff.taken',
      node: from,
      visit: 1,
      handoff,
      from,
      to,
      reason,
      context: context(to, { from, trigger: 'model', reason, hop: 1 }),
      left: { messages: [], state: [], tokens: 0, passedTokens: 40 },
    },
  ];
};

export const ended = (output: string, route: readonly string[]): EventDraft => ({
  type: 'run.finished',
  output,
  route: [...route],
  tokens: { ...noTokens, input: 80, output: 24 },
  costUsd: 0,
  ms: 900,
});

/** Triage hands over to Billing, which answers. */
export const chargedTwice: readonly EventDraft[] = [
  started('I was charged twice for order 1001'),
  entered('triage'),
  ...says('triage', 'Let me bring in billing.'),
  finished('triage', 'Let me bring in billing.'),
  ...handsOver('triage', 'billing', 'a duplicate charge', ['returns', 'technical']),
  entered('billing'),
  ...says('billing', 'The second charge is refunded.'),
  finished('billing', 'The second charge is refunded.'),
  ended('The second charge is refunded.', ['triage', 'billing']),
];
