/**
 * A key of the state, renamed in every place that names it: where nodes write it, where expressions and templates read it,
 * in packages and in scenarios. An agent writes the property of its output that has the key's name, so that goes along too.
 * A door of its own: it brings the parser of expressions along, which the home screen does without.
 */
import { renameInExpression, renameInTemplate, type Renaming } from '../../expressions/rename.ts';
import { applyChanges } from '../../events/state.ts';
import { sourcesIn, type Source } from '../../checks/sources.ts';
import { propertiesOf, writesOf } from '../../checks/writes.ts';
import type { AgentNode, Node } from '../../nodes/index.ts';
import { handoffsOf, nodesOf } from '../defaults.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { pointer, type PatchOperation } from '../problem.ts';
import type { Graph } from '../schema.ts';

type Change = [path: readonly PropertyKey[], value: unknown];

/** @returns the graph itself when `key` is not there or `next` is taken, by another key or in the output of an agent that writes it. */
export function renameStateKey(graph: Graph, key: string, next: string): Graph {
  const { state } = graph;
  if (!state || key === next || !Object.hasOwn(state, key) || Object.hasOwn(state, next)) return graph;
  if (writerWith(graph, key, next)) return graph;
  const nodes = nodesOf(graph);
  const changes: Change[] = [
    [['state'], withKey(state, key, next)],
    ...sourcesIn(graph).flatMap((source) => inSource(graph, source, key, next)),
    ...nodes.flatMap((node, index) =>
      inNode(node, key, next).map(([path, value]): Change => [['nodes', index, ...path], value]),
    ),
    ...handoffsOf(graph).flatMap(({ context }, index) =>
      (context?.state ?? []).flatMap((name, at): Change[] =>
        name === key ? [[['handoffs', index, 'context', 'state', at], next]] : [],
      ),
    ),
    ...(graph.scenarios ?? []).flatMap(({ expect }, index): Change[] =>
      expect?.state && Object.hasOwn(expect.state, key)
        ? [[['scenarios', index, 'expect', 'state'], withKey(expect.state, key, next)]]
        : [],
    ),
  ];
  const patch = changes.map(([path, value]): PatchOperation => ({ op: 'replace', path: pointer(path), value }));
  return applyChanges(graph as unknown as JsonObject, patch) as unknown as Graph;
}

/** An agent that writes the key, and whose output has something of the new name already. */
export const writerWith = (graph: Graph, key: string, next: string): Node | undefined =>
  nodesOf(graph).find((node) => writes(node, key) && Object.hasOwn(propertiesOf(node.output) ?? {}, next));

const writes = (node: Node | undefined, key: string): node is AgentNode =>
  node?.kind === 'agent' && (node.into ?? []).includes(key);

function inSource(graph: Graph, { kind, text, path, place }: Source, key: string, next: string): Change[] {
  const sender = nodesOf(graph).find(({ id }) => id === place.node);
  // The answer of a tool is all that its `take` sees.
  const seen = place.at === 'answer' ? [] : writes(sender, key) ? ['state', 'output'] : ['state'];
  const rename = kind === 'template' ? renameInTemplate : renameInExpression;
  const renamed = seen.reduce((now, of) => rename(now, { of, field: key, to: next } satisfies Renaming), text);
  return renamed === text ? [] : [[path, renamed]];
}

function inNode(node: Node, key: string, next: string): Change[] {
  const written = writesOf(node).flatMap((write): Change[] => (write.key === key ? [[write.path, next]] : []));
  if (!writes(node, key)) return written;
  const { output, script = [] } = node;
  const properties = propertiesOf(output);
  const required = output?.['required'];
  return [
    ...written,
    ...(properties && Object.hasOwn(properties, key)
      ? [[['output', 'properties'], withKey(properties, key, next)] satisfies Change]
      : []),
    ...(Array.isArray(required) && required.includes(key)
      ? [[['output', 'required'], required.map((name) => (name === key ? next : name))] satisfies Change]
      : []),
    ...script.flatMap((step, index): Change[] =>
      isObject(step.output) && Object.hasOwn(step.output, key)
        ? [[['script', index, 'output'], withKey(step.output, key, next)]]
        : [],
    ),
  ];
}

const withKey = (value: { readonly [key: string]: unknown }, key: string, next: string): Json =>
  Object.fromEntries(Object.entries(value).map(([name, one]) => [name === key ? next : name, one])) as JsonObject;
