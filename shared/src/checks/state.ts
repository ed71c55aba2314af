/** State that is written or passed on is declared, so that it has a type and everyone knows how values join. */
import type { Problem } from '../graph/problem.ts';
import { pointer } from '../graph/problem.ts';
import type { JsonSchema } from '../graph/json.ts';
import type { Node } from '../nodes/index.ts';
import { fixed, problem, unknown, type Check } from './check.ts';
import { propertiesOf, writesOf } from './writes.ts';
import type { Graph } from '../graph/schema.ts';

export const state: Check = ({ graph, nodes, handoffs }) => {
  const known = new Set(Object.keys(graph.state ?? {}));
  const written = nodes.flatMap((node, index) =>
    writesOf(node)
      .filter(({ key }) => !known.has(key))
      .map(({ key, path, schema }) => declare(graph, known, key, ['nodes', index, ...path], schema ?? {})),
  );
  const passed = handoffs.flatMap(({ context }, index) =>
    (context?.state ?? []).flatMap((key, at) =>
      known.has(key)
        ? []
        : [unknown('state value', key, known, ['handoffs', index, 'context', 'state', at], 'warning')],
    ),
  );
  return [...written, ...passed, ...nodes.flatMap((node, index) => unfilled(node, index))];
};

function declare(
  graph: Graph,
  known: Iterable<string>,
  key: string,
  path: readonly PropertyKey[],
  schema: JsonSchema,
): Problem {
  const found = unknown('state value', key, known, path);
  if (found.fix) return found;
  const patch = graph.state
    ? ({ op: 'add', path: pointer(['state', key]), value: schema } as const)
    : ({ op: 'add', path: '/state', value: { [key]: schema } } as const);
  return { ...found, fix: fixed(`Declare "${key}"`, patch) };
}

/** An agent's `into` takes properties of its output: without one there is nothing to take. */
function unfilled(node: Node, index: number): Problem[] {
  if (node.kind !== 'agent' || !node.into?.length) return [];
  if (!node.output) {
    const message = `${node.name ?? node.id} fills state from its output, and has no "output"; say there what the answer looks like.`;
    return [problem('warning', 'no-output', ['nodes', index, 'into'], message)];
  }
  const properties = propertiesOf(node.output);
  if (!properties) return [];
  return node.into.flatMap((key, at) =>
    Object.hasOwn(properties, key)
      ? []
      : [unknown('output property', key, Object.keys(properties), ['nodes', index, 'into', at], 'warning')],
  );
}
