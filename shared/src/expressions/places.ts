/** Which variables an expression sees, by where it stands in the graph. */
import type { Handoff } from '../graph/handoff.ts';
import type { Graph } from '../graph/schema.ts';
import type { HumanNode, Node } from '../nodes/index.ts';
import { double, dyn, int, listOf, objectOf, text, bool, type CelType, typeOfSchema } from './type.ts';

/**
 * - `entry`: before the node works: rules with `at: "entry"`, and `enabled`, which is asked before a model is offered the handoff.
 * - `exit`: after it has worked: rules, `each`.
 * - `template`: what a node is told or asks: instructions, `ask`, a graph node's `input`, a tool node's `args`; `message` is the last that the node has seen.
 * - `script`: a script's `if` and `say`; `message` is the last message that the model was sent, such as a tool's result.
 * - `package`: a handoff's brief.
 * - `guardrail`: what trips on a node's output. `join`: what combines branches. `tool`, `answer`: an http tool's request and what it takes.
 */
export type PlaceKind = 'entry' | 'exit' | 'template' | 'script' | 'package' | 'guardrail' | 'join' | 'tool' | 'answer';

interface Place {
  node?: Node | undefined;
  handoff?: Handoff;
  args?: unknown;
}
type Variables = { [name: string]: CelType };

const named = objectOf({ id: text, name: text });
const approval = objectOf({ approved: bool, comment: text });

const before = (graph: Graph): Variables => ({
  state: stateType(graph),
  input: text,
  visits: int,
  hops: int,
  item: dyn,
});

const after = (graph: Graph, node: Node | undefined): Variables => ({
  ...before(graph),
  output: node ? outputType(node) : dyn,
  message: text,
  confidence: double,
  error: objectOf({ kind: text, message: text }),
  ...(node?.kind === 'human' && { answer: answerType(node) }),
});

const places: { [Kind in PlaceKind]: (graph: Graph, place: Place) => Variables } = {
  entry: before,
  template: (graph) => ({ ...before(graph), message: text }),
  script: (graph) => ({ ...before(graph), message: text }),
  exit: (graph, { node }) => after(graph, node),
  guardrail: (graph, { node }) => after(graph, node),
  package: (graph, { node, handoff }) => ({ ...after(graph, node), from: named, to: named, args: argsType(handoff) }),
  join: (graph) => ({ ...before(graph), results: listOf(dyn) }),
  tool: (graph, { args }) => ({
    state: stateType(graph),
    args: typeOfSchema(args),
    secrets: { kind: 'map', of: text },
  }),
  answer: () => ({ body: dyn, status: int, headers: { kind: 'map', of: text } }),
};

export function variablesAt(graph: Graph, place: Place & { at: PlaceKind }): ReadonlyMap<string, CelType> {
  return new Map(Object.entries(places[place.at](graph, place)));
}

const stateTypes = new WeakMap<NonNullable<Graph['state']>, CelType>();
const empty: NonNullable<Graph['state']> = {};

function stateType({ state = empty }: Graph): CelType {
  const known =
    stateTypes.get(state) ??
    objectOf(Object.fromEntries(Object.entries(state).map(([key, schema]) => [key, typeOfSchema(schema)])));
  stateTypes.set(state, known);
  return known;
}

const argsType = (handoff: Handoff | undefined): CelType =>
  handoff?.trigger?.on === 'model' && handoff.trigger.args
    ? typeOfSchema(handoff.trigger.args)
    : { kind: 'map', of: dyn };

function answerType({ answer }: HumanNode): CelType {
  if (answer === undefined || answer === 'text') return text;
  if (answer === 'approval') return approval;
  return answer === 'takeover' ? dyn : typeOfSchema(answer);
}

/** What `output` is when the node has finished. */
export function outputType(node: Node): CelType {
  if (node.kind === 'agent') return node.output ? typeOfSchema(node.output) : dyn;
  if (node.kind === 'human') return answerType(node);
  if (node.kind !== 'router') return dyn;
  return node.classify ? { kind: 'string', words: node.classify.labels.map((label) => label.name) } : text;
}
