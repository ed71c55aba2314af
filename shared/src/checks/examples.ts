/** One small graph for each problem: it has that problem and no other. */
import type { Handoff } from '../graph/handoff.ts';
import type { Problem } from '../graph/problem.ts';
import type { Graph } from '../graph/schema.ts';
import type { Node } from '../nodes/index.ts';

/** An agent with a script, so that nobody remarks on its answers. */
export const agent = (id: string, more: object = {}): Node => ({
  id,
  kind: 'agent',
  script: [{ say: 'Hello.' }],
  ...more,
});
export const handoff = (from: string, to: string, more: Partial<Handoff> = {}): Handoff => ({
  id: `${from}-${to}`,
  from,
  to,
  ...more,
});
export const graph = (part: Partial<Graph>): Graph => ({
  format: 'baton/1',
  id: 'desk',
  entry: 'a',
  nodes: [agent('a')],
  ...part,
});
const always = { on: 'always' } as const;
const approver = (more: object = {}): Node => ({ id: 'a', kind: 'human', answer: 'approval', ...more });

interface Example {
  code: string;
  severity: Problem['severity'];
  path: string;
  /** A piece of the sentence: what it is about, and what to do. */
  says: string;
  graph: Graph;
}

export const examples: Example[] = [
  {
    code: 'doubled-id',
    severity: 'error',
    path: '/nodes/1/id',
    says: 'Another node already has the id "a"',
    graph: graph({ nodes: [agent('a'), agent('a')] }),
  },
  {
    code: 'doubled-id',
    severity: 'error',
    path: '/notes/1/id',
    says: 'Another note',
    graph: graph({ notes: ['n', 'n'].map((id) => ({ id, text: '', position: { x: 0, y: 0 } })) }),
  },
  {
    code: 'no-entry',
    severity: 'error',
    path: '/entry',
    says: 'The first message goes to "triaje"',
    graph: graph({ entry: 'triaje', nodes: [agent('triage')] }),
  },
  {
    code: 'no-entry',
    severity: 'error',
    path: '/nodes',
    says: 'This graph has no node yet',
    graph: graph({ nodes: [] }),
  },
  {
    code: 'unknown-node',
    severity: 'error',
    path: '/handoffs/0/to',
    says: 'There is no node "biling"; did you mean "billing"?',
    graph: graph({
      nodes: [agent('a'), agent('billing')],
      handoffs: ['biling', 'billing'].map((to) => handoff('a', to, { trigger: { on: 'model' } })),
    }),
  },
  {
    code: 'unknown-node',
    severity: 'error',
    path: '/handoffs/0/from',
    says: 'There is no node "nobody"; known are a.',
    graph: graph({ handoffs: [handoff('nobody', 'a')] }),
  },
  {
    code: 'unknown-node',
    severity: 'error',
    path: '/handoffs/0/context/results/0',
    says: 'There is no node "c"',
    graph: graph({ nodes: [agent('a'), agent('b')], handoffs: [handoff('a', 'b', { context: { results: ['c'] } })] }),
  },
  {
    code: 'unknown-node',
    severity: 'warning',
    path: '/scenarios/0/answers/bob',
    says: 'There is no node "bob"',
    graph: graph({ scenarios: [{ id: 's', say: ['Hi'], answers: { bob: true } }] }),
  },
  {
    code: 'unknown-node',
    severity: 'warning',
    path: '/scenarios/0/expect/route/1',
    says: 'There is no node "bob"',
    graph: graph({ scenarios: [{ id: 's', say: ['Hi'], expect: { route: ['a', 'bob'] } }] }),
  },
  {
    code: 'unknown-handoff',
    severity: 'warning',
    path: '/scenarios/0/expect/handoffs/0',
    says: 'There is no handoff "a-b"',
    graph: graph({ scenarios: [{ id: 's', say: ['Hi'], expect: { handoffs: ['a-b'] } }] }),
  },
  {
    code: 'unknown-tool',
    severity: 'error',
    path: '/nodes/0/tools/0',
    says: 'did you mean "lookup-order"?',
    graph: graph({
      tools: [{ id: 'lookup-order', type: 'builtin', builtin: 'lookup' }],
      nodes: [agent('a', { tools: ['lookup-ordr'] })],
    }),
  },
  {
    code: 'unknown-tool',
    severity: 'error',
    path: '/nodes/0/tool',
    says: 'There is no tool "calculator" in this graph yet; add it',
    graph: graph({ nodes: [{ id: 'a', kind: 'tool', tool: 'calculator' }] }),
  },
  {
    code: 'tool-name-taken',
    severity: 'error',
    path: '/handoffs/1/trigger',
    says: 'is offered this handoff as "transfer_to_b", and that is the handoff "first" already',
    graph: graph({
      nodes: [agent('a'), agent('b')],
      handoffs: [
        handoff('a', 'b', { id: 'first', trigger: { on: 'model' } }),
        handoff('a', 'b', { id: 'second', trigger: { on: 'model' } }),
      ],
    }),
  },
  {
    code: 'tool-name-taken',
    severity: 'error',
    path: '/handoffs/0/trigger',
    says: 'that is the tool "search" already',
    graph: graph({
      tools: [{ id: 'search', type: 'builtin', builtin: 'lookup' }],
      nodes: [agent('a', { tools: ['search'] }), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: { on: 'model', tool: 'search' } })],
    }),
  },
  {
    code: 'unknown-state-value',
    severity: 'error',
    path: '/nodes/0/into/0',
    says: 'There is no state value "amount"',
    graph: graph({ nodes: [agent('a', { output: { properties: { amount: { type: 'number' } } }, into: ['amount'] })] }),
  },
  {
    code: 'unknown-state-value',
    severity: 'error',
    path: '/nodes/0/classify/into',
    says: 'did you mean "intent"?',
    graph: graph({
      state: { intent: { type: 'string' } },
      nodes: [
        { id: 'a', kind: 'router', classify: { labels: [{ name: 'x' }], into: 'intnet' }, script: [{ output: 'x' }] },
      ],
    }),
  },
  {
    code: 'unknown-state-value',
    severity: 'error',
    path: '/nodes/0/into',
    says: 'There is no state value "approval"',
    graph: graph({ nodes: [approver({ into: 'approval' })] }),
  },
  {
    code: 'unknown-state-value',
    severity: 'warning',
    path: '/handoffs/0/context/state/0',
    says: 'There is no state value "order"',
    graph: graph({ nodes: [agent('a'), agent('b')], handoffs: [handoff('a', 'b', { context: { state: ['order'] } })] }),
  },
  {
    code: 'no-output',
    severity: 'warning',
    path: '/nodes/0/into',
    says: 'has no "output"; say there what the answer looks like',
    graph: graph({ state: { amount: {} }, nodes: [agent('a', { into: ['amount'] })] }),
  },
  {
    code: 'unknown-output-property',
    severity: 'warning',
    path: '/nodes/0/into/0',
    says: 'did you mean "amounts"?',
    graph: graph({
      state: { amount: {} },
      nodes: [agent('a', { output: { properties: { amounts: {} } }, into: ['amount'] })],
    }),
  },
  {
    code: 'bad-expression',
    severity: 'error',
    path: '/handoffs/0/trigger/if',
    says: 'There is no "amuont"; did you mean "amount"?',
    graph: graph({
      state: { amount: { type: 'number' } },
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
      state: { count: { type: 'integer' } },
      nodes: [agent('a', { instructions: 'Say it {{ state.count + " times" }}.' })],
    }),
  },
  {
    code: 'never-true',
    severity: 'warning',
    path: '/handoffs/0/trigger/if',
    says: 'It can never be "biling"; did you mean "billing"?',
    graph: graph({
      state: { intent: { type: 'string', enum: ['billing', 'returns'] } },
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: { on: 'rule', if: 'state.intent == "biling"' } })],
    }),
  },
  {
    code: 'no-model',
    severity: 'error',
    path: '/handoffs/0/trigger',
    says: 'is no agent, so there is no model that could choose',
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
    says: 'Never taken: a asks "a-b" before it, which always fires',
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
      state: { passed: { type: 'boolean' } },
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
];
