/** Near to a problem with a condition or a text that is worked out. */
import { agent, graph, handoff } from '../made.ts';
import { rule, type Near } from './made.ts';

export const conditions: Near[] = [
  {
    code: 'never-true',
    why: 'the two parts meet in one number',
    graph: graph({
      state: { x: { type: 'number', default: 0 } },
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: rule('state.x >= 3.0 && state.x <= 3.0') })],
    }),
  },
  {
    code: 'bad-expression',
    why: 'nothing says what is in the object',
    graph: graph({
      state: { order: { type: 'object', default: {} } },
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: rule('state.order.total > 200') })],
    }),
  },
  {
    code: 'bad-template',
    why: 'the number is made a text',
    graph: graph({
      state: { count: { type: 'integer', default: 0 } },
      nodes: [agent('a', { instructions: 'Say it {{ string(state.count) + " times" }}.' })],
    }),
  },
  {
    code: 'always-trips',
    why: 'it trips from the second visit on',
    graph: graph({ nodes: [agent('a', { guardrails: { input: [{ trip: 'visits >= 2' }] } })] }),
  },
  {
    code: 'broken-code',
    why: 'what the sandbox puts in parentheses may end with a comment',
    graph: graph({
      nodes: [agent('a', { tools: ['total'] })],
      tools: [
        {
          id: 'total',
          type: 'code',
          code: 'function total({ prices = [] }) {\n  return prices.at(-1) ?? 0;\n} // the last',
        },
      ],
    }),
  },
];
