import { agent, always, graph, handoff, type Example } from './made.ts';

const clerk = { id: 'a', kind: 'router', route: 'all' } as const;
const opinion = (type: string) => ({
  output: { type: 'object', properties: { opinion: { type } }, required: ['opinion'] },
  into: ['opinion'],
});
const meeting = { id: 'j', kind: 'join' } as const;

export const parallel: Example[] = [
  {
    code: 'parallel-write',
    severity: 'warning',
    path: '/nodes/2/into/0',
    says: 'b and c write "opinion" in parallel branches (from a), and its merge is "replace"',
    graph: graph({
      state: { opinion: { type: 'object' } },
      nodes: [clerk, agent('b', opinion('object')), agent('c', opinion('object')), meeting],
      handoffs: [handoff('a', 'b'), handoff('a', 'c'), handoff('b', 'j'), handoff('c', 'j')],
    }),
  },
  {
    code: 'parallel-write',
    severity: 'warning',
    path: '/nodes/1/into/0',
    says: 'b writes "opinion" in several branches at once (from a)',
    graph: graph({
      state: { opinion: { type: 'string' } },
      nodes: [agent('a'), agent('b', opinion('string')), meeting],
      handoffs: [handoff('a', 'b', { trigger: always, each: '["x", "y"]' }), handoff('b', 'j')],
    }),
  },
  {
    code: 'parallel-write',
    severity: 'warning',
    path: '/nodes/2/into/0',
    says: 'b and c write "opinion" in parallel branches (from a)',
    graph: graph({
      state: { opinion: { type: 'string' } },
      nodes: [clerk, agent('b', opinion('string')), agent('c', opinion('string')), meeting],
      handoffs: [
        handoff('a', 'b', { trigger: { on: 'otherwise' } }),
        handoff('a', 'c', { trigger: { on: 'otherwise' } }),
        handoff('b', 'j'),
        handoff('c', 'j'),
      ],
    }),
  },
  {
    code: 'nothing-to-join',
    severity: 'warning',
    path: '/nodes/1',
    says: 'No parallel branches come to j',
    graph: graph({ nodes: [agent('a'), meeting], handoffs: [handoff('a', 'j')] }),
  },
  {
    code: 'wait-too-large',
    severity: 'warning',
    path: '/nodes/3/wait',
    says: 'j waits for 3 branches, and at most 2 can come',
    graph: graph({
      nodes: [clerk, agent('b'), agent('c'), { ...meeting, wait: 3 }],
      handoffs: [handoff('a', 'b'), handoff('a', 'c'), handoff('b', 'j'), handoff('c', 'j')],
    }),
  },
  {
    code: 'resumes-in-branch',
    severity: 'hint',
    path: '/resume',
    says: 'is one in a branch, such as b, and the other branches do not begin. Begin every message at the entry.',
    graph: graph({
      resume: undefined,
      nodes: [clerk, agent('b'), agent('c'), meeting],
      handoffs: [handoff('a', 'b'), handoff('a', 'c'), handoff('b', 'j'), handoff('c', 'j')],
    }),
  },
];
