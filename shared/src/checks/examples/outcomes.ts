import { agent, always, approver, graph, handoff, type Example } from './made.ts';

const person = { id: 'p', kind: 'human' } as const;
const orders = { id: 'orders', type: 'http', url: 'https://example.com' } as const;

export const outcomes: Example[] = [
  {
    code: 'endless-consultation',
    severity: 'warning',
    path: '/handoffs/0',
    says: 'a is asked again when the result is there, and consults again',
    graph: graph({ nodes: [agent('a'), agent('b')], handoffs: [handoff('a', 'b', { returns: true })] }),
  },
  {
    code: 'never-returns',
    severity: 'warning',
    path: '/handoffs/0',
    says: 'b is consulted, and always hands on until control is with a again',
    graph: graph({
      nodes: [agent('a'), agent('b')],
      handoffs: [
        handoff('a', 'b', { trigger: { on: 'model' }, returns: true }),
        handoff('b', 'a', { trigger: always, limit: undefined }),
      ],
    }),
  },
  {
    code: 'no-timeout-handoff',
    severity: 'warning',
    path: '/nodes/0/timeoutSeconds',
    says: 'When a has not answered in 2 hours, the run fails',
    graph: graph({ nodes: [approver({ timeoutSeconds: 7200 })] }),
  },
  {
    code: 'no-person',
    severity: 'hint',
    path: '/nodes/1',
    says: "When b has answered, the user's next message goes to it again",
    graph: graph({
      resume: 'active',
      nodes: [agent('a'), agent('b'), person],
      handoffs: [handoff('a', 'b', { trigger: { on: 'model' } }), handoff('a', 'p', { trigger: { on: 'model' } })],
    }),
  },
  {
    code: 'unhandled-error',
    severity: 'hint',
    path: '/nodes/0',
    says: 'When a fails, the run fails',
    graph: graph({ tools: [orders], nodes: [{ id: 'a', kind: 'tool', tool: 'orders' }] }),
  },
  {
    code: 'endless-graph',
    severity: 'warning',
    path: '/nodes/1/graph',
    says: 'b runs this graph again, and no way through it goes past b',
    graph: graph({
      nodes: [agent('a'), { id: 'b', kind: 'graph', graph: 'desk' }, agent('c')],
      handoffs: [handoff('a', 'b'), handoff('b', 'c'), handoff('b', 'c', { id: 'failed', trigger: { on: 'error' } })],
    }),
  },
  {
    code: 'unknown-capability',
    severity: 'warning',
    path: '/handoffs/0/trigger/needs/0',
    says: 'b does not name "tax" among its capabilities',
    graph: graph({
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: { on: 'capability', needs: ['tax'] } })],
    }),
  },
  {
    code: 'unknown-capability',
    severity: 'warning',
    path: '/nodes/0/script/0/needs',
    says: 'No handoff of a offers "taxs"; did you mean "tax"?',
    graph: graph({
      nodes: [agent('a', { script: [{ needs: 'taxs' }] }), agent('b', { capabilities: ['tax'] })],
      handoffs: [handoff('a', 'b', { trigger: { on: 'capability' } })],
    }),
  },
  {
    code: 'untold-result',
    severity: 'hint',
    path: '/nodes/0',
    says: 'What t returns is told to nobody; pass it on with "results", or write it into the state with "into".',
    graph: graph({
      tools: [orders],
      entry: 't',
      nodes: [{ id: 't', kind: 'tool', tool: 'orders' }, agent('a'), agent('b')],
      handoffs: [handoff('t', 'a'), handoff('t', 'b', { trigger: { on: 'error' } })],
    }),
  },
  {
    code: 'approval-bypassed',
    severity: 'warning',
    path: '/handoffs/1',
    says: 'When a person refuses the handoff "a-b", this one leads to b all the same.',
    graph: graph({
      state: { sum: { type: 'number', default: 1 } },
      nodes: [agent('a'), agent('b')],
      handoffs: [
        handoff('a', 'b', { trigger: { on: 'rule', if: 'state.sum > 1000.0' }, approval: true }),
        handoff('a', 'b', { id: 'small', trigger: { on: 'otherwise' } }),
      ],
    }),
  },
  {
    code: 'script-misfit',
    severity: 'warning',
    path: '/nodes/0/script/0/handoff',
    says: 'The script hands off to "biling", and a has no handoff there that a model can choose; did you mean "billing"?',
    graph: graph({
      nodes: [agent('a', { script: [{ handoff: 'biling' }] }), agent('billing')],
      handoffs: [handoff('a', 'billing', { trigger: { on: 'model' } })],
    }),
  },
  {
    code: 'script-misfit',
    severity: 'warning',
    path: '/nodes/0/script/0/calls/0/tool',
    says: 'The script calls "orders", and that is no tool of a',
    graph: graph({ tools: [orders], nodes: [agent('a', { script: [{ calls: [{ tool: 'orders' }] }] })] }),
  },
  {
    code: 'script-misfit',
    severity: 'warning',
    path: '/nodes/0/script/0/output',
    says: 'The script decides for "biling", and that is no label of a; did you mean "billing"?',
    graph: graph({
      nodes: [{ id: 'a', kind: 'router', classify: { labels: [{ name: 'billing' }] }, script: [{ output: 'biling' }] }],
    }),
  },
  {
    code: 'script-misfit',
    severity: 'warning',
    path: '/nodes/0/script/0/say',
    says: 'The script says words, and a must answer with its output; give the step an "output".',
    graph: graph({ nodes: [agent('a', { output: { type: 'object' }, script: [{ say: 'Happy to help.' }] })] }),
  },
  {
    code: 'script-misfit',
    severity: 'warning',
    path: '/nodes/0/script/0/output/kind',
    says: `The script's answer does not fit the output of a: /kind must be one of "motor", "home"`,
    graph: graph({
      nodes: [
        agent('a', {
          output: { type: 'object', properties: { kind: { enum: ['motor', 'home'] } } },
          script: [{ output: { kind: 'moto' } }],
        }),
      ],
    }),
  },
  {
    code: 'never-played',
    severity: 'warning',
    path: '/nodes/0/script/1',
    says: "This step of a's script is never played: step 1 has no condition",
    graph: graph({ nodes: [agent('a', { script: [{ say: 'Hello.' }, { if: 'visits > 1', say: 'Again?' }] })] }),
  },
  {
    code: 'unknown-model-option',
    severity: 'warning',
    path: '/nodes/0/modelOptions/max_tokens',
    says: 'a sets the model option "max_tokens", which is not passed on to models; did you mean "maxTokens"?',
    graph: graph({ nodes: [agent('a', { modelOptions: { temperature: 0, max_tokens: 50 } })] }),
  },
  {
    code: 'unknown-model-option',
    severity: 'warning',
    path: '/nodes/0/modelOptions/baseURL',
    says: 'which is not passed on to models; what there is: temperature, topP,',
    graph: graph({ nodes: [agent('a', { modelOptions: { baseURL: 'https://example.com' } })] }),
  },
  {
    code: 'no-effect',
    severity: 'hint',
    path: '/nodes/1/timeoutSeconds',
    says: 'b asks neither a model nor a tool itself, so that "timeoutSeconds" has no effect',
    graph: graph({
      nodes: [agent('a'), { id: 'b', kind: 'router', timeoutSeconds: 5 }],
      handoffs: [handoff('a', 'b')],
    }),
  },
  {
    code: 'no-effect',
    severity: 'hint',
    path: '/nodes/0/retry',
    says: 'so that "retry" has no effect',
    graph: graph({ nodes: [approver({ retry: { attempts: 2 } })] }),
  },
  {
    code: 'no-effect',
    severity: 'hint',
    path: '/tools/0/timeoutSeconds',
    says: '"ask" asks neither a model nor a tool itself',
    graph: graph({
      tools: [{ id: 'ask', type: 'graph', graph: 'other', timeoutSeconds: 5 }],
      nodes: [agent('a', { tools: ['ask'] })],
    }),
  },
];
