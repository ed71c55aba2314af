/** Near to a problem with what happens when a node fails, waits or comes back. */
import { agent, graph, handoff } from '../made.ts';
import { model, orders, person, type Near } from './made.ts';

export const outcomes: Near[] = [
  {
    code: 'no-person',
    why: 'the way to a person goes through another agent',
    graph: graph({
      resume: 'active',
      nodes: [agent('a'), agent('b'), person],
      handoffs: [
        handoff('a', 'b', { trigger: model }),
        handoff('b', 'a', { trigger: model }),
        handoff('a', 'p', { trigger: model }),
      ],
    }),
  },
  {
    code: 'no-person',
    why: 'a person is asked before the only handoff is taken',
    graph: graph({
      resume: 'active',
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: model, approval: true })],
    }),
  },
  {
    code: 'unknown-capability',
    why: 'whoever offers it is a person, who has no list',
    graph: graph({
      nodes: [agent('a', { script: [{ needs: 'signing' }] }), person],
      handoffs: [handoff('a', 'p', { trigger: { on: 'capability', needs: ['signing'] } })],
    }),
  },
  {
    code: 'unhandled-error',
    why: 'inside an agent the model deals with the failure',
    graph: graph({ tools: [orders], nodes: [agent('a', { tools: ['orders'] })] }),
  },
  {
    code: 'endless-graph',
    why: 'a way goes past the node',
    graph: graph({
      nodes: [agent('a'), { id: 'b', kind: 'graph', graph: 'desk' }, agent('c')],
      handoffs: [
        handoff('a', 'b', { trigger: model }),
        handoff('b', 'c'),
        handoff('b', 'c', { id: 'failed', trigger: { on: 'error' } }),
      ],
    }),
  },
  {
    code: 'never-played',
    why: 'the first step is played once',
    graph: graph({ nodes: [agent('a', { script: [{ say: 'Hello.', once: true }, { say: 'Again?' }] })] }),
  },
  {
    code: 'untold-result',
    why: 'a condition looks at it',
    graph: graph({
      tools: [orders],
      entry: 't',
      nodes: [{ id: 't', kind: 'tool', tool: 'orders' }, agent('a'), agent('b')],
      handoffs: [
        handoff('t', 'a', { trigger: { on: 'rule', if: 'output == "paid"' } }),
        handoff('t', 'b', { trigger: { on: 'otherwise' } }),
        handoff('t', 'b', { id: 'failed', trigger: { on: 'error' } }),
      ],
    }),
  },
  {
    code: 'approval-bypassed',
    why: 'the other one is for what needs no approval',
    graph: graph({
      state: { sum: { type: 'number', default: 1 } },
      nodes: [agent('a'), agent('b')],
      handoffs: [
        handoff('a', 'b', { trigger: { on: 'rule', if: 'state.sum > 1000.0' }, approval: true }),
        handoff('a', 'b', { id: 'small', trigger: { on: 'rule', if: 'state.sum <= 1000.0' } }),
      ],
    }),
  },
];
