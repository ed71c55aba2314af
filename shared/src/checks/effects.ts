/** What is written and has no effect: options that no model is given, and tries where there are none. */
import { nodeName } from '../graph/defaults.ts';
import { modelOptionNames } from '../graph/model-options.ts';
import { nearest } from '../graph/nearest.ts';
import { pointer, type Problem } from '../graph/problem.ts';
import type { Graph } from '../graph/schema.ts';
import type { Node } from '../nodes/index.ts';
import { fixed, problem, type Check } from './check.ts';

export const effects: Check = ({ graph, nodes }) => [
  ...nodes.flatMap((node, index) => [...unknownOptions(node, index), ...idleTries(graph, node, index)]),
  ...idleTimes(graph),
];

function unknownOptions(node: Node, index: number): Problem[] {
  const options = node.kind === 'agent' || node.kind === 'router' ? (node.modelOptions ?? {}) : {};
  return Object.entries(options).flatMap(([name, value]) => {
    if (modelOptionNames.some((known) => known === name)) return [];
    const path = ['nodes', index, 'modelOptions'];
    const meant = nearest(name, modelOptionNames);
    const hint = meant ? `did you mean "${meant}"?` : `what there is: ${modelOptionNames.join(', ')}.`;
    const remove = { op: 'remove', path: pointer([...path, name]) } as const;
    const fix =
      meant && !Object.hasOwn(options, meant)
        ? fixed(`Change to "${meant}"`, remove, { op: 'add', path: pointer([...path, meant]), value })
        : fixed('Take it away', remove);
    const message = `${nodeName(node)} sets the model option "${name}", which is not passed on to models; ${hint}`;
    return [problem('warning', 'unknown-model-option', [...path, name], message, fix)];
  });
}

/** Which of the two a node looks at. */
function lookedAt({ tools = [] }: Graph, node: Node): readonly ('retry' | 'timeoutSeconds')[] {
  if (node.kind === 'human') return ['timeoutSeconds'];
  const isTried =
    node.kind === 'agent' ||
    (node.kind === 'router' && node.classify !== undefined) ||
    (node.kind === 'tool' && tools.find(({ id }) => id === node.tool)?.type !== 'graph');
  return isTried ? ['retry', 'timeoutSeconds'] : [];
}

function idleTries(graph: Graph, node: Node, index: number): Problem[] {
  const looked = lookedAt(graph, node);
  return (['retry', 'timeoutSeconds'] as const).flatMap((field) => {
    if (node[field] === undefined || looked.includes(field)) return [];
    return [noEffect(nodeName(node), ['nodes', index, field])];
  });
}

function idleTimes({ tools = [] }: Graph): Problem[] {
  return tools.flatMap((tool, index) =>
    tool.type === 'graph' && tool.timeoutSeconds !== undefined
      ? [noEffect(`"${tool.id}"`, ['tools', index, 'timeoutSeconds'])]
      : [],
  );
}

function noEffect(name: string, path: readonly PropertyKey[]): Problem {
  const field = String(path.at(-1));
  const message = `${name} asks neither a model nor a tool itself, so that "${field}" has no effect; set it where one is asked.`;
  return problem('hint', 'no-effect', path, message, fixed('Take it away', { op: 'remove', path: pointer(path) }));
}
