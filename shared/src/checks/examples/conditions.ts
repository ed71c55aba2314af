import { agent, graph, handoff, type Example } from './made.ts';

export const conditions: Example[] = [
  {
    code: 'bad-expression',
    severity: 'error',
    path: '/handoffs/0/trigger/if',
    says: 'There is no "amuont"; did you mean "amount"?',
    graph: graph({
      state: { amount: { type: 'number', default: 0 } },
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: { on: 'rule', if: 'state.amuont > 200' } })],
    }),
  },
  {
    code: 'bad-template',
    severity: 'error',
    path: '/nodes/0/instructions',
    says: 'At state.count + " times": "+" does not work between a whole number and a text; write string(…) around',
    graph: graph({
      state: { count: { type: 'integer', default: 0 } },
      nodes: [agent('a', { instructions: 'Say it {{ state.count + " times" }}.' })],
    }),
  },
  {
    code: 'never-true',
    severity: 'warning',
    path: '/handoffs/0/trigger/if',
    says: 'It can never be "biling"; did you mean "billing"?',
    graph: graph({
      state: { intent: { type: 'string', enum: ['billing', 'returns'], default: 'returns' } },
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: { on: 'rule', if: 'state.intent == "biling"' } })],
    }),
  },
  {
    code: 'bad-expression',
    severity: 'error',
    path: '/handoffs/0/each',
    says: '"each" goes over a list, and this is string',
    graph: graph({
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: { on: 'model' }, each: 'input' })],
    }),
  },
  {
    code: 'never-true',
    severity: 'warning',
    path: '/handoffs/0/trigger/if',
    says: 'This can never be true: state.x > 5.0 and state.x < 3.0 exclude each other.',
    graph: graph({
      state: { x: { type: 'number', default: 0 } },
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: { on: 'rule', if: 'state.x > 5.0 && state.x < 3.0' } })],
    }),
  },
  {
    code: 'never-true',
    severity: 'warning',
    path: '/nodes/0/guardrails/input/0/trip',
    says: 'This can never be true: visits < 1 never is.',
    graph: graph({ nodes: [agent('a', { guardrails: { input: [{ trip: 'input != "" && visits < 1' }] } })] }),
  },
  {
    code: 'always-trips',
    severity: 'warning',
    path: '/nodes/0/guardrails/input/0/trip',
    says: 'This guardrail trips every time',
    graph: graph({ nodes: [agent('a', { guardrails: { input: [{ trip: 'visits >= 1' }] } })] }),
  },
  {
    code: 'switched-off',
    severity: 'hint',
    path: '/handoffs/0/enabled',
    says: 'This handoff is switched off',
    graph: graph({
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: { on: 'model' }, enabled: 'false' })],
    }),
  },
  {
    code: 'broken-code',
    severity: 'error',
    path: '/tools/0/code',
    says: 'The code is no JavaScript function: unexpected token in line 2.',
    graph: graph({
      nodes: [agent('a', { tools: ['total'] })],
      tools: [{ id: 'total', type: 'code', code: '(args) => {\n  return args.;\n}' }],
    }),
  },
  {
    code: 'broken-code',
    severity: 'error',
    path: '/tools/0/code',
    says: 'unexpected token in line 1',
    graph: graph({
      nodes: [agent('a', { tools: ['total'] })],
      tools: [{ id: 'total', type: 'code', code: '(args) => args.total;\n' }],
    }),
  },
];
