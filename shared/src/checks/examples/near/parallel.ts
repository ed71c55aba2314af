/** Near to a problem with branches that run side by side. */
import { agent, graph, handoff } from '../made.ts';
import { meeting, rule, type Near } from './made.ts';

const opinion = {
  output: { type: 'object', properties: { opinion: { type: 'string' } }, required: ['opinion'] },
  into: ['opinion'],
};

export const parallel: Near[] = [
  {
    code: 'parallel-write',
    why: 'only one of the two can be taken',
    graph: graph({
      state: { opinion: { type: 'string' }, kind: { type: 'string', default: '' } },
      nodes: [{ id: 'a', kind: 'router', route: 'all' }, agent('b', opinion), agent('c', opinion), meeting],
      handoffs: [
        handoff('a', 'b', { trigger: rule('state.kind == "x"') }),
        handoff('a', 'c', { trigger: rule('state.kind != "x"') }),
        handoff('b', 'j'),
        handoff('c', 'j'),
      ],
    }),
  },
  {
    code: 'parallel-write',
    why: 'the second writes behind the join',
    graph: graph({
      state: { opinion: { type: 'string' } },
      nodes: [{ id: 'a', kind: 'router', route: 'all' }, agent('b', opinion), agent('c'), meeting, agent('d', opinion)],
      handoffs: [handoff('a', 'b'), handoff('a', 'c'), handoff('b', 'j'), handoff('c', 'j'), handoff('j', 'd')],
    }),
  },
  {
    code: 'parallel-write',
    why: 'one of the two is taken where the other is not',
    graph: graph({
      state: { opinion: { type: 'string' } },
      nodes: [{ id: 'a', kind: 'router', route: 'all' }, agent('b', opinion), agent('c', opinion), meeting],
      handoffs: [
        handoff('a', 'b', { trigger: rule('visits > 1') }),
        handoff('a', 'c', { trigger: { on: 'otherwise' } }),
        handoff('b', 'j'),
        handoff('c', 'j'),
      ],
    }),
  },
  {
    code: 'nothing-to-join',
    why: 'one handoff makes a branch of each item',
    graph: graph({
      nodes: [agent('a'), agent('b'), meeting],
      handoffs: [handoff('a', 'b', { each: '["x", "y"]' }), handoff('b', 'j')],
    }),
  },
  {
    code: 'resumes-in-branch',
    why: 'an agent speaks behind the join',
    graph: graph({
      resume: 'active',
      nodes: [{ id: 'a', kind: 'router', route: 'all' }, agent('b'), agent('c'), meeting, agent('d')],
      handoffs: [handoff('a', 'b'), handoff('a', 'c'), handoff('b', 'j'), handoff('c', 'j'), handoff('j', 'd')],
    }),
  },
];
