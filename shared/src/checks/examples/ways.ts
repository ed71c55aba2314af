import { agent, always, approver, graph, handoff, type Example } from './made.ts';

export const ways: Example[] = [
  {
    code: 'no-model',
    severity: 'error',
    path: '/handoffs/0/trigger',
    says: 'is no agent, so there is no model that could choose',
    leaves: ['never-taken'],
    graph: graph({
      nodes: [approver(), agent('b')],
      handoffs: [
        handoff('a', 'b', { trigger: { on: 'model' } }),
        handoff('a', 'b', { id: 'else', trigger: { on: 'otherwise' } }),
      ],
    }),
  },
  {
    code: 'no-capability',
    severity: 'warning',
    path: '/handoffs/0/trigger',
    says: 'names no capabilities',
    graph: graph({ nodes: [agent('a'), agent('b')], handoffs: [handoff('a', 'b', { trigger: { on: 'capability' } })] }),
  },
  {
    code: 'no-confidence',
    severity: 'warning',
    path: '/handoffs/0/trigger',
    says: "No step of a's script says a confidence",
    graph: graph({
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: { on: 'confidence', below: 0.5 } })],
    }),
  },
  {
    code: 'no-confidence',
    severity: 'warning',
    path: '/handoffs/0/trigger',
    says: 'The confidence of a is never known, so that this handoff fires every time, as "missing" says',
    graph: graph({
      nodes: [approver(), agent('b')],
      handoffs: [
        handoff('a', 'b', { trigger: { on: 'confidence', below: 0.5, missing: 'fire' } }),
        handoff('a', 'b', { id: 'else', trigger: { on: 'otherwise' } }),
      ],
    }),
    leaves: ['never-taken'],
  },
  {
    code: 'unreachable',
    severity: 'warning',
    path: '/nodes/1',
    says: 'No way leads from the entry to Island; draw a handoff to it',
    graph: graph({ nodes: [agent('a'), agent('island', { name: 'Island' })] }),
  },
  {
    code: 'no-route',
    severity: 'warning',
    path: '/nodes/0',
    says: 'may all not fire, and then the run fails; add one with the trigger "otherwise"',
    graph: graph({
      nodes: [approver(), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: { on: 'rule', if: 'answer.approved' } })],
    }),
  },
  {
    code: 'never-taken',
    severity: 'warning',
    path: '/handoffs/1',
    says: 'Never taken: a asks the handoff to b before it, which always fires',
    graph: graph({
      nodes: [agent('a'), agent('b'), agent('c')],
      handoffs: [
        handoff('a', 'b', { trigger: always }),
        handoff('a', 'c', { trigger: { on: 'rule', if: 'visits > 1' } }),
      ],
    }),
  },
  {
    code: 'no-way-out',
    severity: 'warning',
    path: '/nodes/0',
    says: 'From a → b no way leads to an end',
    graph: graph({ nodes: [agent('a'), agent('b')], handoffs: [handoff('a', 'b'), handoff('b', 'a')] }),
  },
  {
    code: 'unbounded-cycle',
    severity: 'warning',
    path: '/handoffs/1',
    says: 'a → b can go round until the run\'s limit of 15 visits ends it as failed; set "limit"',
    graph: graph({
      state: { passed: { type: 'boolean', default: false } },
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b'), handoff('b', 'a', { trigger: { on: 'rule', if: '!state.passed' } })],
    }),
  },
  {
    code: 'simulated',
    severity: 'hint',
    path: '/nodes/0',
    says: 'has neither a model nor a script',
    graph: graph({ nodes: [{ id: 'a', kind: 'agent' }] }),
  },
  {
    code: 'never-taken',
    severity: 'warning',
    path: '/handoffs/1',
    says: 'Never taken: a asks the handoff to b before it, which fires whenever this one would',
    graph: graph({
      state: { x: { type: 'number', default: 0 } },
      nodes: [agent('a'), agent('b'), agent('c')],
      handoffs: [
        handoff('a', 'b', { id: 'wide', trigger: { on: 'rule', if: 'state.x > 3.0' } }),
        handoff('a', 'c', { trigger: { on: 'rule', if: 'state.x > 5.0' } }),
      ],
    }),
  },
  {
    code: 'never-taken',
    severity: 'warning',
    path: '/handoffs/2',
    says: 'Never taken: whenever it would fire, one of the handoffs that a asks before it does',
    graph: graph({
      state: { x: { type: 'number', default: 0 } },
      nodes: [agent('a'), agent('b'), agent('c')],
      handoffs: [
        handoff('a', 'b', { id: 'high', trigger: { on: 'rule', if: 'state.x > 3.0' } }),
        handoff('a', 'b', { id: 'low', trigger: { on: 'rule', if: 'state.x <= 3.0' } }),
        handoff('a', 'c', { trigger: { on: 'rule', if: 'state.x > 2.0 && visits > 1' } }),
      ],
    }),
  },
  {
    code: 'never-taken',
    severity: 'warning',
    path: '/handoffs/0/trigger',
    says: 'Never taken: no confidence is less than 0',
    graph: graph({
      nodes: [agent('a', { script: [{ say: 'Hello.', confidence: 0.9 }] }), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: { on: 'confidence', below: 0 } })],
    }),
  },
  {
    code: 'never-taken',
    severity: 'warning',
    path: '/handoffs/0/enabled',
    says: 'Never taken: its trigger and "enabled" cannot both be true',
    graph: graph({
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: { on: 'rule', if: 'visits > 2' }, enabled: 'visits < 2' })],
    }),
  },
  {
    code: 'never-taken',
    severity: 'warning',
    path: '/handoffs/1',
    says: 'a asks the handoff to b before it, which always fires',
    graph: graph({
      nodes: [agent('a'), agent('b'), agent('c')],
      handoffs: [
        handoff('a', 'b', { trigger: { on: 'error' } }),
        handoff('a', 'c', { trigger: { on: 'error', kinds: ['timeout'] } }),
      ],
    }),
  },
  {
    code: 'never-works',
    severity: 'warning',
    path: '/handoffs/0',
    says: 'a never does its work: this handoff is taken on entry, every time',
    graph: graph({
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: { on: 'rule', if: 'true', at: 'entry' } })],
    }),
  },
  {
    code: 'overlap',
    severity: 'hint',
    path: '/handoffs/1',
    says: 'This one and the handoff to b can both be true, as when state.amount is 201; a asks the handoff to b first.',
    graph: graph({
      state: { amount: { type: 'number', default: 0 } },
      nodes: [agent('a'), agent('b'), agent('c')],
      handoffs: [
        handoff('a', 'b', { id: 'large', trigger: { on: 'rule', if: 'state.amount > 200' } }),
        handoff('a', 'c', { id: 'small', trigger: { on: 'rule', if: 'state.amount < 500' } }),
      ],
    }),
  },
  {
    code: 'overlap',
    severity: 'hint',
    path: '/handoffs/1',
    says: 'can both be true, as when confidence is',
    graph: graph({
      nodes: [agent('a', { script: [{ say: 'Hello.', confidence: 0.9 }] }), agent('b'), agent('c')],
      handoffs: [
        handoff('a', 'b', { trigger: { on: 'confidence', below: 0.7 } }),
        handoff('a', 'c', { trigger: { on: 'confidence', atLeast: 0.5 } }),
      ],
    }),
  },
  {
    code: 'overlap',
    severity: 'hint',
    path: '/handoffs/1',
    says: 'This one and the handoff "Often" can both be true, as when visits is',
    graph: graph({
      nodes: [agent('a'), agent('b'), agent('c')],
      handoffs: [
        handoff('a', 'b', { id: 'many', label: 'Often', trigger: { on: 'rule', if: 'visits > 2', at: 'entry' } }),
        handoff('a', 'c', { id: 'few', trigger: { on: 'rule', if: 'visits > 1 && visits < 5', at: 'entry' } }),
        handoff('b', 'a', { trigger: { on: 'model' } }),
      ],
    }),
  },
];
