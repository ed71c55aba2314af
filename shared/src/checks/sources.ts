/** Where the document holds CEL, of which sort it is, and which variables it sees there. */
import type { PlaceKind, ScopePlace } from '../expressions/index.ts';
import { handoffsOf, nodesOf } from '../graph/defaults.ts';
import type { Handoff } from '../graph/handoff.ts';
import type { Graph } from '../graph/schema.ts';
import type { Tool } from '../graph/tools.ts';
import type { NodeKind, NodeOf, ScriptStep } from '../nodes/index.ts';

export interface Source {
  graph: Graph;
  /** A condition must be true or false, a list a list; an expression may be anything; a template is text with expressions in it. */
  kind: 'condition' | 'expression' | 'list' | 'template';
  text: string;
  path: readonly PropertyKey[];
  place: ScopePlace;
}

type Found = [kind: Source['kind'], text: string | undefined, path: readonly PropertyKey[], at: PlaceKind];

const known = new WeakMap<Graph, readonly Source[]>();

export function sourcesIn(graph: Graph): readonly Source[] {
  const sources = known.get(graph) ?? allIn(graph);
  known.set(graph, sources);
  return sources;
}

function allIn(graph: Graph): Source[] {
  const nodes = nodesOf(graph).flatMap((node, index) =>
    inNode(node).map((found) => source(graph, ['nodes', index], found, { node: node.id })),
  );
  const handoffs = handoffsOf(graph).flatMap((handoff, index) =>
    inHandoff(handoff).map((found) => source(graph, ['handoffs', index], found, { node: handoff.from, handoff })),
  );
  const tools = (graph.tools ?? []).flatMap((tool, index) =>
    inTool(tool).map((found) => source(graph, ['tools', index], found, { args: tool.args ?? {} })),
  );
  return [...nodes, ...handoffs, ...tools].filter((one) => one !== undefined);
}

function source(graph: Graph, at: PropertyKey[], found: Found, place: Omit<ScopePlace, 'at'>): Source | undefined {
  const [kind, text, path, where] = found;
  return text === undefined ? undefined : { graph, kind, text, path: [...at, ...path], place: { ...place, at: where } };
}

const fields: { [Kind in NodeKind]: (node: NodeOf<Kind>) => Found[] } = {
  agent: ({ instructions, script, guardrails }) => [
    ['template', instructions, ['instructions'], 'template'],
    ...inScript(script),
    ...inGuardrails(guardrails?.input, ['guardrails', 'input'], 'entry'),
    ...inGuardrails(guardrails?.output, ['guardrails', 'output'], 'guardrail'),
  ],
  router: ({ script }) => inScript(script),
  human: ({ ask }) => [['template', ask, ['ask'], 'template']],
  tool: ({ args }) =>
    Object.entries(args ?? {}).map(([name, text]): Found => ['expression', text, ['args', name], 'template']),
  join: ({ combine }) =>
    combine === undefined || ['list', 'vote', 'first'].includes(combine)
      ? []
      : [['expression', combine, ['combine'], 'join']],
  graph: ({ input }) => [['template', input, ['input'], 'template']],
};

function inNode<Kind extends NodeKind>(node: NodeOf<Kind> & { kind: Kind }): Found[] {
  return fields[node.kind](node);
}

const inScript = (script: readonly ScriptStep[] = []): Found[] =>
  script.flatMap((step, index): Found[] => [
    ['condition', step.if, ['script', index, 'if'], 'script'],
    ['template', step.say, ['script', index, 'say'], 'script'],
  ]);

type Guardrail = NonNullable<NonNullable<NodeOf<'agent'>['guardrails']>['input']>[number];

const inGuardrails = (guardrails: readonly Guardrail[] = [], path: PropertyKey[], at: PlaceKind): Found[] =>
  guardrails.flatMap((guardrail, index): Found[] => [
    ['condition', 'trip' in guardrail ? guardrail.trip : undefined, [...path, index, 'trip'], at],
    [
      'template',
      typeof guardrail.then === 'object' ? guardrail.then.say : undefined,
      [...path, index, 'then', 'say'],
      at,
    ],
  ]);

function inHandoff({ trigger, enabled, each, context }: Handoff): Found[] {
  const rule = trigger?.on === 'rule' ? trigger : undefined;
  return [
    ['condition', rule?.if, ['trigger', 'if'], rule?.at ?? 'exit'],
    ['condition', enabled, ['enabled'], 'entry'],
    ['list', each, ['each'], 'exit'],
    ['template', context?.brief, ['context', 'brief'], 'package'],
  ];
}

function inTool(tool: Tool): Found[] {
  const headers = 'headers' in tool ? Object.entries(tool.headers ?? {}) : [];
  const sent = headers.map(([name, text]): Found => ['template', text, ['headers', name], 'tool']);
  if (tool.type !== 'http') return sent;
  return [
    ['template', tool.url, ['url'], 'tool'],
    ['template', tool.body, ['body'], 'tool'],
    ...sent,
    ['expression', tool.take, ['take'], 'answer'],
  ];
}
