import { agent, always, approver, graph, handoff, type Example } from './made.ts';

const report = { output: { type: 'object', properties: { amount: { type: 'number' } } }, into: ['amount'] };

export const state: Example[] = [
  {
    code: 'never-set',
    severity: 'warning',
    path: '/nodes/0/instructions',
    says: 'Nothing ever writes "amount"',
    graph: graph({
      state: { amount: { type: 'number' } },
      nodes: [agent('a', { instructions: 'It is about {{ state.amount }} €.' })],
    }),
  },
  {
    code: 'no-output',
    severity: 'warning',
    path: '/handoffs/0/trigger/if',
    says: 'a answers with a text, which has no "kind"; say in its "output" what the answer looks like',
    graph: graph({
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: { on: 'rule', if: 'output.kind == "x"' } })],
    }),
  },
  {
    code: 'no-item',
    severity: 'warning',
    path: '/nodes/1/instructions',
    says: 'There is no "item" here: a handoff with "each" gives one to its branches, and none leads to b',
    graph: graph({
      nodes: [agent('a'), agent('b', { instructions: 'Look into {{ item }}.' })],
      handoffs: [handoff('a', 'b')],
    }),
  },
  {
    code: 'maybe-unset',
    severity: 'hint',
    path: '/nodes/2/instructions',
    says: 'On some way to c nothing has written "amount" yet, and nothing stands here then',
    graph: graph({
      state: { amount: { type: 'number' } },
      nodes: [agent('a'), agent('b', report), agent('c', { instructions: 'It is about {{ state.amount }} €.' })],
      handoffs: [
        handoff('a', 'b', { trigger: { on: 'rule', if: 'visits > 1' } }),
        handoff('a', 'c', { trigger: { on: 'otherwise' } }),
        handoff('b', 'c'),
      ],
    }),
  },
  {
    code: 'maybe-unset',
    severity: 'hint',
    path: '/handoffs/1/trigger/if',
    says: 'and this counts as not true then; let it begin with a value, or ask with has(state.done)',
    graph: graph({
      state: { done: { type: 'boolean' } },
      nodes: [
        agent('a', { output: { type: 'object', properties: { done: { type: 'boolean' } } }, into: ['done'] }),
        agent('b'),
        agent('c'),
      ],
      handoffs: [
        handoff('a', 'b', { trigger: { on: 'model' } }),
        handoff('b', 'c', { trigger: { on: 'rule', if: '!state.done' } }),
      ],
    }),
  },
  {
    code: 'maybe-unset',
    severity: 'hint',
    path: '/nodes/4/instructions',
    says: 'On some way to d nothing has written "amount" yet',
    graph: graph({
      state: { amount: { type: 'number' } },
      nodes: [
        agent('a', { route: 'all' }),
        agent('b', report),
        agent('c'),
        { id: 'j', kind: 'join' },
        agent('d', { instructions: 'It is about {{ state.amount }} €.' }),
      ],
      handoffs: [
        handoff('a', 'b', { trigger: { on: 'rule', if: 'visits > 1' } }),
        handoff('a', 'c'),
        handoff('b', 'j'),
        handoff('c', 'j'),
        handoff('j', 'd'),
      ],
    }),
  },
  {
    code: 'not-passed-on',
    severity: 'warning',
    path: '/nodes/1/instructions',
    says: 'b is never given "amount": "a-b" does not pass it on',
    graph: graph({
      state: { amount: { type: 'number' }, other: {} },
      nodes: [agent('a', report), agent('b', { instructions: 'It is about {{ state.amount }} €.' })],
      handoffs: [handoff('a', 'b', { context: { state: ['other'] } })],
    }),
  },
  {
    code: 'not-passed-on',
    severity: 'hint',
    path: '/nodes/1/instructions',
    says: 'b is not always given "amount": "short" does not pass it on',
    graph: graph({
      state: { amount: { type: 'number' }, other: {} },
      nodes: [agent('a', report), agent('b', { instructions: 'It is about {{ state.amount }} €.' })],
      handoffs: [
        handoff('a', 'b', { id: 'short', trigger: { on: 'rule', if: 'visits > 1' }, context: { state: ['other'] } }),
        handoff('a', 'b', { id: 'long', trigger: { on: 'otherwise' } }),
      ],
    }),
  },
  {
    code: 'into-misfit',
    severity: 'warning',
    path: '/nodes/0/into/0',
    says: 'a writes a number into "amount", which is a string; change one of the two',
    graph: graph({ state: { amount: { type: 'string' } }, nodes: [agent('a', report)] }),
  },
  {
    code: 'into-misfit',
    severity: 'warning',
    path: '/nodes/0/into',
    says: 'a writes an object into "approval", which is a boolean',
    graph: graph({ state: { approval: { type: 'boolean' } }, nodes: [approver({ into: 'approval' })] }),
  },
  {
    code: 'into-misfit',
    severity: 'warning',
    path: '/nodes/0/classify/into',
    says: 'a may write "technical" into "intent", which does not allow it',
    graph: graph({
      state: { intent: { type: 'string', enum: ['billing'] } },
      nodes: [
        {
          id: 'a',
          kind: 'router',
          classify: { labels: [{ name: 'billing' }, { name: 'technical' }], into: 'intent' },
          script: [{ output: 'billing' }],
        },
      ],
    }),
  },
  {
    code: 'default-misfit',
    severity: 'warning',
    path: '/state/count/default',
    says: 'The value that "count" begins with does not fit what it says it is: it must be a whole number, and is text.',
    graph: graph({ state: { count: { type: 'integer', default: 'none' } } }),
  },
  {
    code: 'bad-schema',
    severity: 'error',
    path: '/nodes/0/output/properties/next/$ref',
    says: '"#/$defs/step" leads nowhere',
    graph: graph({ nodes: [agent('a', { output: { properties: { next: { $ref: '#/$defs/step' } } } })] }),
  },
  {
    code: 'doubled-label',
    severity: 'warning',
    path: '/nodes/0/classify/labels/1/name',
    says: 'a has the label "other" twice',
    graph: graph({
      nodes: [
        {
          id: 'a',
          kind: 'router',
          classify: { labels: [{ name: 'other' }, { name: 'Other' }] },
          script: [{ output: 'other' }],
        },
      ],
    }),
  },
  {
    code: 'argument-misfit',
    severity: 'warning',
    path: '/nodes/0/args/ordr',
    says: 'The tool "find" takes no "ordr"; did you mean "order"?',
    graph: graph({
      tools: [
        {
          id: 'find',
          type: 'builtin',
          builtin: 'lookup',
          args: { type: 'object', properties: { order: { type: 'string' } }, required: ['order'] },
        },
      ],
      nodes: [{ id: 'a', kind: 'tool', tool: 'find', args: { ordr: 'input' } }],
    }),
  },
  {
    code: 'argument-misfit',
    severity: 'warning',
    path: '/nodes/0',
    says: 'a does not say "order", which the tool "find" needs',
    graph: graph({
      tools: [
        {
          id: 'find',
          type: 'builtin',
          builtin: 'lookup',
          args: { type: 'object', properties: { order: { type: 'string' } }, required: ['order'] },
        },
      ],
      nodes: [{ id: 'a', kind: 'tool', tool: 'find' }],
    }),
  },
  {
    code: 'no-brief',
    severity: 'warning',
    path: '/handoffs/0/context',
    says: 'b gets neither history nor a brief',
    graph: graph({
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: always, context: { history: 'none' } })],
    }),
  },
  {
    code: 'summary-of-summary',
    severity: 'hint',
    path: '/handoffs/2/context/history',
    says: 'What d is told here may have been summarised already, by the one from a',
    graph: graph({
      nodes: [agent('a'), agent('b'), agent('c'), agent('d')],
      handoffs: [
        handoff('a', 'b', { context: { history: { summary: 'Short.' } } }),
        handoff('b', 'c'),
        handoff('c', 'd', { context: { history: { summary: 'Shorter.' } } }),
      ],
    }),
  },
];
