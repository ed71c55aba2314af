/** For tests: one document that says everything the format can say, and what the format can say, as a list of places. */
import { type Graph, graphJsonSchema, isObject, parseGraph } from '@baton/shared/graph';

/** Every field is set; what can be said in several ways stands in several entries. Words end in a number of their own. */
export const everything: Graph = read({
  format: 'baton/1',
  id: 'everything',
  name: 'name-10',
  description: 'description-11',
  entry: 'agent',
  resume: 'entry',
  defaults: { model: 'model-12:a' },
  limits: {
    handoffs: 201,
    visits: 202,
    modelCalls: 203,
    branches: 204,
    depth: 205,
    seconds: 206,
    tokens: 207,
    costUsd: 208,
  },
  state: { value_13: { type: 'string', description: 'state-14', merge: 'append', default: 'start-15' } },
  tools: [
    {
      id: 'http-20',
      type: 'http',
      description: 'tool-21',
      args: { type: 'object', properties: { arg_22: { type: 'string' } } },
      approval: 'approval-23',
      method: 'POST',
      timeoutSeconds: 229,
      url: 'https://example.com/url-24',
      headers: { 'Header-25': 'header-26' },
      body: 'body-27',
      take: 'body.take_28',
    },
    {
      id: 'mcp-30',
      type: 'mcp',
      description: 'tool-31',
      args: {},
      approval: true,
      server: 'server-32',
      tools: ['tool-33'],
      timeoutSeconds: 239,
      headers: { 'Header-34': 'header-35' },
    },
    {
      id: 'code-40',
      type: 'code',
      description: 'tool-41',
      args: {},
      approval: true,
      code: '(args) => "code-42"',
      timeoutSeconds: 249,
    },
    {
      id: 'graph-50',
      type: 'graph',
      description: 'tool-51',
      args: {},
      approval: true,
      graph: 'graph-52',
      version: 253,
      timeoutSeconds: 259,
    },
    {
      id: 'builtin-60',
      type: 'builtin',
      description: 'tool-61',
      args: {},
      approval: true,
      builtin: 'lookup',
      data: { 'key-62': 'data-63' },
      timeoutSeconds: 269,
    },
  ],
  nodes: [
    {
      id: 'agent',
      kind: 'agent',
      ...common(100),
      instructions: 'instructions-110',
      model: 'model-111:a',
      modelOptions: { temperature: 'option-112' },
      tools: ['http-20'],
      capabilities: ['capability-113'],
      output: { type: 'object', properties: { value_13: { type: 'string' } } },
      into: ['value_13'],
      confidence: 'judge',
      maxSteps: 414,
      guardrails: {
        input: [
          { trip: 'input == "trip-115"', then: { say: 'say-116' } },
          { judge: 'judge-121', model: 'model-122:a', then: 'error' },
        ],
        output: [
          { judge: 'judge-117', model: 'model-118:a', then: 'error' },
          { trip: 'message == "trip-119"', then: { say: 'say-123' } },
        ],
      },
      script: script(124),
    },
    {
      id: 'router',
      kind: 'router',
      ...common(130),
      classify: {
        question: 'question-140',
        labels: [{ name: 'label-141', description: 'label-142', examples: ['example-143'] }],
        into: 'value_13',
      },
      model: 'model-144:a',
      modelOptions: { temperature: 'option-145' },
      script: script(150),
    },
    {
      id: 'human',
      kind: 'human',
      ...common(160),
      ask: 'ask-170',
      answer: { type: 'object', properties: { field_171: { type: 'string' } } },
      assignee: 'assignee-172',
      into: 'value_13',
    },
    {
      id: 'tool',
      kind: 'tool',
      ...common(180),
      tool: 'http-20',
      args: { arg_22: 'state.value_13 + "arg-190"' },
      into: 'value_13',
    },
    {
      id: 'join',
      kind: 'join',
      ...common(200),
      wait: 210,
      combine: 'results.map(r, "combine-211")',
      onBranchError: 'collect',
      into: 'value_13',
    },
    {
      id: 'graph',
      kind: 'graph',
      ...common(220),
      graph: 'graph-230',
      version: 231,
      input: 'input-232',
      into: 'value_13',
    },
  ],
  handoffs: [
    {
      id: 'by-model',
      from: 'agent',
      to: 'router',
      label: 'label-300',
      trigger: {
        on: 'model',
        when: 'when-301',
        tool: 'tool-302',
        args: { type: 'object', properties: { arg_303: {} } },
      },
      context: {
        history: { last: 304 },
        maxTokens: 305,
        tools: 'text',
        speakers: 'named',
        state: ['value_13'],
        results: ['human'],
        redact: ['email', { pattern: 'pattern-306', with: 'with-307' }],
        brief: 'brief-308',
      },
      enabled: 'input == "enabled-309"',
      approval: 'approval-310',
      returns: true,
      each: '["each-311"]',
      limit: 312,
    },
    {
      id: 'by-rule',
      from: 'agent',
      to: 'human',
      trigger: { on: 'rule', if: 'input == "if-320"', at: 'entry' },
      context: { history: { since: 'user' } },
    },
    {
      id: 'by-confidence',
      from: 'agent',
      to: 'tool',
      trigger: { on: 'confidence', below: 0.33, missing: 'fire' },
      context: { history: { summary: 'summary-330', model: 'model-331:a' } },
    },
    { id: 'by-confidence-too', from: 'router', to: 'tool', trigger: { on: 'confidence', atLeast: 0.34 } },
    {
      id: 'by-capability',
      from: 'agent',
      to: 'join',
      trigger: { on: 'capability', needs: ['need-340'] },
      context: { history: 'none' },
    },
    { id: 'by-error', from: 'agent', to: 'graph', trigger: { on: 'error', kinds: ['tool'] } },
    { id: 'always', from: 'router', to: 'human', trigger: { on: 'always' } },
    { id: 'otherwise', from: 'router', to: 'agent', trigger: { on: 'otherwise' } },
  ],
  scenarios: [
    {
      id: 'scenario-400',
      name: 'name-401',
      say: ['say-402'],
      answers: { human: { field_171: 'answer-403' } },
      expect: {
        route: ['agent', 'router'],
        state: { value_13: 'state-404' },
        says: 'says-405',
        handoffs: ['by-model'],
      },
    },
  ],
  notes: [{ id: 'note', text: 'note-500', position: { x: 1, y: 2 }, size: { width: 1, height: 1 } }],
});

function common(from: number) {
  return {
    name: `name-${from}`,
    description: `description-${from + 1}`,
    position: { x: 1, y: 2 },
    retry: { attempts: 17, backoffMs: from + 1003 },
    timeoutSeconds: from + 1004,
    route: 'all',
  };
}

function script(from: number) {
  return [
    {
      if: `input == "if-${from}"`,
      say: `say-${from + 1}`,
      handoff: ['human'],
      args: { arg: `arg-${from + 2}` },
      calls: [{ tool: 'http-20', args: { arg: `call-${from + 3}` } }],
      output: `output-${from + 4}`,
      confidence: 0.55,
      needs: [`need-${from + 5}`],
      fail: { kind: 'tool', message: `fail-${from + 6}`, passing: true },
      delayMs: from + 2007,
      once: true,
    },
  ];
}

function read(value: unknown): Graph {
  const parsed = parseGraph(value);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.graph;
}

type Schema = { [key: string]: unknown };

/** Values that are anything at all: they are one field, whatever is in them. */
const opaque = new Set(['json', 'jsonSchema', 'stateValue']);

/** Every place that the format has, as `/nodes/*\/retry/attempts`; entries of lists and maps are a star. */
export function placesOfFormat(): Set<string> {
  const root = graphJsonSchema() as Schema;
  const parts = (root['$defs'] ?? {}) as { [name: string]: Schema };
  const places = new Set<string>();
  walk(root, '');
  return places;

  function walk(schema: unknown, path: string): void {
    if (!isObject(schema)) return;
    const ref = typeof schema['$ref'] === 'string' ? (schema['$ref'].split('/').at(-1) ?? '') : undefined;
    if (ref !== undefined && opaque.has(ref)) return void places.add(path);
    if (ref !== undefined) return walk(parts[ref], path);
    const choices = [schema['anyOf'], schema['oneOf'], schema['allOf']].flatMap((list) =>
      Array.isArray(list) ? list : [],
    );
    const written = choices.filter(
      (choice) => isObject(choice) && !('required' in choice && Object.keys(choice).length === 1),
    );
    for (const choice of written) walk(choice, path);
    if (isObject(schema['properties']))
      for (const [key, entry] of Object.entries(schema['properties'])) walk(entry, `${path}/${key}`);
    else if (isObject(schema['items'])) walk(schema['items'], `${path}/*`);
    else if (isObject(schema['additionalProperties'])) walk(schema['additionalProperties'], `${path}/*`);
    else if (written.length === 0) places.add(path);
  }
}

/** The places that a document makes use of, in the same words; every place on the way is one too. */
export function placesOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((entry) => placesOf(entry, `${path}/*`))];
  if (!isObject(value)) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, entry]) => [
      ...placesOf(entry, `${path}/${key}`),
      ...placesOf(entry, `${path}/*`),
    ]),
  ];
}

/** The words and numbers of a value that no other has: what a form has to show. */
export function tokensOf(value: unknown): string[] {
  if (typeof value === 'number') return Number.isInteger(value) && value > 200 ? [String(value)] : [];
  if (typeof value === 'string') return value.match(/[A-Za-z]+[-_]\d{2,}/g)?.slice(-1) ?? [];
  if (Array.isArray(value)) return value.flatMap(tokensOf);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, entry]) => [...tokensOf(key), ...tokensOf(entry)]);
}
