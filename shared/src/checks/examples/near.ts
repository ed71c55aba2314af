/** What nearly has a problem, and has none: a check that says too much is turned off by its readers. */
import type { Graph } from '../../graph/schema.ts';
import { agent, always, approver, graph, handoff } from './made.ts';

interface Near {
  code: string;
  why: string;
  graph: Graph;
}

const person = { id: 'p', kind: 'human' } as const;
const meeting = { id: 'j', kind: 'join' } as const;
const model = { on: 'model' } as const;
const rule = (source: string) => ({ on: 'rule', if: source }) as const;
const report = { output: { type: 'object', properties: { amount: { type: 'number' } } }, into: ['amount'] };
const told = { instructions: 'It is about {{ state.amount }} €.' };
const amount = { type: 'number' } as const;
const classify = { labels: [{ name: 'x' }, { name: 'y' }], into: 'intent' };
const orders = { id: 'orders', type: 'http', url: 'https://example.com' } as const;
const opinion = {
  output: { type: 'object', properties: { opinion: { type: 'string' } }, required: ['opinion'] },
  into: ['opinion'],
};

export const near: Near[] = [
  {
    code: 'unreachable',
    why: 'only a failure leads to it',
    graph: graph({
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: { on: 'error' } })],
    }),
  },
  {
    code: 'no-way-out',
    why: 'one of the two may answer',
    graph: graph({
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b'), handoff('b', 'a', { trigger: model })],
    }),
  },
  {
    code: 'unbounded-cycle',
    why: 'a person decides about each round',
    graph: graph({
      nodes: [approver(), agent('b'), agent('c')],
      handoffs: [
        handoff('a', 'b', { trigger: rule('!answer.approved') }),
        handoff('a', 'c', { trigger: { on: 'otherwise' } }),
        handoff('b', 'a'),
      ],
    }),
  },
  {
    code: 'no-route',
    why: 'two rules together hold always',
    graph: graph({
      nodes: [approver(), agent('b'), agent('c')],
      handoffs: [
        handoff('a', 'b', { trigger: rule('answer.approved') }),
        handoff('a', 'c', { trigger: rule('!answer.approved') }),
      ],
    }),
  },
  {
    code: 'no-route',
    why: 'the rules look at what the labels have become',
    graph: graph({
      state: { intent: { type: 'string' } },
      nodes: [{ id: 'a', kind: 'router', classify, script: [{ output: 'x' }] }, agent('b'), agent('c')],
      handoffs: [
        handoff('a', 'b', { trigger: rule('state.intent == "x"') }),
        handoff('a', 'c', { trigger: rule('state.intent == "y"') }),
      ],
    }),
  },
  {
    code: 'no-route',
    why: 'the value that the rules look at begins with something',
    graph: graph({
      state: { amount: { type: 'number', default: 0 } },
      nodes: [{ id: 'a', kind: 'router' }, agent('b'), agent('c')],
      handoffs: [
        handoff('a', 'b', { trigger: rule('state.amount > 200') }),
        handoff('a', 'c', { trigger: rule('state.amount <= 200') }),
      ],
    }),
  },
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
    code: 'never-taken',
    why: 'the narrower rule is asked first',
    graph: graph({
      state: { x: { type: 'number', default: 0 } },
      nodes: [agent('a'), agent('b'), agent('c')],
      handoffs: [
        handoff('a', 'b', { trigger: rule('state.x > 5.0') }),
        handoff('a', 'c', { trigger: rule('state.x > 3.0') }),
      ],
    }),
  },
  {
    code: 'never-taken',
    why: 'the first fires once, and not again',
    graph: graph({
      nodes: [agent('a'), agent('b'), agent('c')],
      handoffs: [handoff('a', 'b', { limit: 1 }), handoff('a', 'c')],
    }),
  },
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
    code: 'overlap',
    why: 'the two ranges touch and share nothing',
    graph: graph({
      state: { x: { type: 'number', default: 0 } },
      nodes: [agent('a'), agent('b'), agent('c')],
      handoffs: [
        handoff('a', 'b', { trigger: rule('state.x > 200.0') }),
        handoff('a', 'c', { trigger: rule('state.x <= 200.0') }),
      ],
    }),
  },
  {
    code: 'overlap',
    why: 'both lead to the same node',
    graph: graph({
      state: { x: { type: 'number', default: 0 } },
      nodes: [agent('a'), agent('b')],
      handoffs: [
        handoff('a', 'b', { id: 'large', trigger: rule('state.x > 200.0') }),
        handoff('a', 'b', { id: 'small', trigger: rule('state.x < 500.0') }),
      ],
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
    code: 'never-set',
    why: 'a person writes it',
    graph: graph({
      state: { amount },
      nodes: [{ id: 'a', kind: 'human', answer: { type: 'number' }, into: 'amount' }, agent('b', told)],
      handoffs: [handoff('a', 'b')],
    }),
  },
  {
    code: 'maybe-unset',
    why: 'every way comes by somebody who writes it',
    graph: graph({
      state: { amount },
      nodes: [agent('a'), agent('b', report), agent('c', report), agent('d', told)],
      handoffs: [
        handoff('a', 'b', { trigger: rule('visits > 1') }),
        handoff('a', 'c', { trigger: { on: 'otherwise' } }),
        handoff('b', 'd'),
        handoff('c', 'd'),
      ],
    }),
  },
  {
    code: 'maybe-unset',
    why: 'one of the branches that all come to the join writes it',
    graph: graph({
      state: { amount },
      nodes: [agent('a', { route: 'all' }), agent('b', report), agent('c'), meeting, agent('d', told)],
      handoffs: [handoff('a', 'b'), handoff('a', 'c'), handoff('b', 'j'), handoff('c', 'j'), handoff('j', 'd')],
    }),
  },
  {
    code: 'maybe-unset',
    why: 'the rule on the way has asked for it',
    graph: graph({
      state: { amount },
      nodes: [agent('a', report), agent('b', told)],
      handoffs: [
        handoff('a', 'a', { trigger: model, limit: 1 }),
        handoff('a', 'b', { trigger: rule('has(state.amount)') }),
      ],
    }),
  },
  {
    code: 'not-passed-on',
    why: 'the one before passes on all, and the last what it needs',
    graph: graph({
      state: { amount, other: {} },
      nodes: [agent('a', report), agent('b'), agent('c', told)],
      handoffs: [handoff('a', 'b'), handoff('b', 'c', { context: { state: ['amount'] } })],
    }),
  },
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
    code: 'tool-name-taken',
    why: 'the two are never enabled at once',
    graph: graph({
      nodes: [agent('a'), agent('b')],
      handoffs: [
        handoff('a', 'b', { id: 'first', trigger: model, enabled: 'visits == 1' }),
        handoff('a', 'b', { id: 'later', trigger: model, enabled: 'visits > 1' }),
      ],
    }),
  },
  {
    code: 'no-capability',
    why: 'the trigger says what is needed',
    graph: graph({
      nodes: [agent('a'), agent('b', { capabilities: ['tax', 'law'] })],
      handoffs: [handoff('a', 'b', { trigger: { on: 'capability', needs: ['law'] } })],
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
    code: 'no-brief',
    why: 'the instructions of the receiver say what it is about',
    graph: graph({
      state: { amount },
      nodes: [agent('a', report), agent('b', told)],
      handoffs: [handoff('a', 'b', { trigger: always, context: { history: 'none' } })],
    }),
  },
  {
    code: 'summary-of-summary',
    why: 'nothing of the first summary is passed on between them',
    graph: graph({
      nodes: [agent('a'), agent('b'), agent('c'), agent('d')],
      handoffs: [
        handoff('a', 'b', { context: { history: { summary: 'Short.' } } }),
        handoff('b', 'c', { context: { history: 'none', brief: '{{ input }}' } }),
        handoff('c', 'd', { context: { history: { summary: 'Shorter.' } } }),
      ],
    }),
  },
  {
    code: 'unknown-handoff',
    why: 'the scenario expects one that there is',
    graph: graph({
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b')],
      scenarios: [{ id: 's', say: ['Hi'], expect: { handoffs: ['a-b'] } }],
    }),
  },
  {
    code: 'no-output',
    why: 'nothing is said of what is in the output',
    graph: graph({ state: { amount }, nodes: [agent('a', { output: { type: 'object' }, into: ['amount'] })] }),
  },
  {
    code: 'no-output',
    why: 'the script says one',
    graph: graph({
      nodes: [agent('a', { script: [{ output: { kind: 'x' } }] }), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: rule('output.kind == "x"') })],
    }),
  },
  {
    code: 'no-item',
    why: 'the branch begins one node before, and its brief sees it, too',
    graph: graph({
      nodes: [agent('a'), agent('b'), agent('c', { instructions: 'Look into {{ item }}.' })],
      handoffs: [
        handoff('a', 'b', { each: '["x", "y"]', context: { brief: 'It is about {{ item }}.' } }),
        handoff('b', 'c'),
      ],
    }),
  },
  {
    code: 'bad-request',
    why: 'what the conversation says stands behind the host',
    graph: graph({
      tools: [{ ...orders, url: 'https://example.com/{{ args.order }}', args: { type: 'object' } }],
      nodes: [agent('a', { tools: ['orders'] })],
    }),
  },
  {
    code: 'simulated',
    why: 'the graph has a model for all of its agents',
    graph: graph({ defaults: { model: 'openai:gpt-5-mini' }, nodes: [{ id: 'a', kind: 'agent' }] }),
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
];
