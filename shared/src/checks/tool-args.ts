/** A tool node calls its tool with what the tool asks for. */
import { nodeName } from '../graph/defaults.ts';
import { nearest } from '../graph/nearest.ts';
import { pointer, type Problem } from '../graph/problem.ts';
import type { ToolNode } from '../nodes/index.ts';
import { fixed, problem, type Check } from './check.ts';
import { propertiesOf } from './writes.ts';

export const toolArgs: Check = ({ graph, nodes }) => {
  const schemas = new Map((graph.tools ?? []).map((tool) => [tool.id, tool.args]));
  return nodes.flatMap((node, index) => (node.kind === 'tool' ? inNode(node, schemas.get(node.tool), index) : []));
};

function inNode(node: ToolNode, schema: Parameters<typeof propertiesOf>[0], index: number): Problem[] {
  const properties = propertiesOf(schema);
  if (!schema || !properties) return [];
  const given = Object.keys(node.args ?? {});
  const required = Array.isArray(schema['required']) ? schema['required'].filter((key) => typeof key === 'string') : [];
  const missing = required.filter((key) => !given.includes(key));
  const strange = given.filter((key) => !Object.hasOwn(properties, key) && schema['additionalProperties'] !== true);
  const at = ['nodes', index, 'args'];
  return [
    ...strange.map((key) => {
      const meant = nearest(key, missing.length > 0 ? missing : Object.keys(properties));
      const message = `The tool "${node.tool}" takes no "${key}"${meant ? `; did you mean "${meant}"?` : `; it takes ${Object.keys(properties).join(', ') || 'nothing'}.`}`;
      const from = pointer([...at, key]);
      const renames = meant !== undefined && !given.includes(meant);
      const fix = renames
        ? fixed(
            `Rename to "${meant}"`,
            { op: 'remove', path: from },
            { op: 'add', path: pointer([...at, meant]), value: node.args?.[key] },
          )
        : fixed('Leave it out', { op: 'remove', path: from });
      return problem('warning', 'argument-misfit', [...at, key], message, fix);
    }),
    ...missing
      .filter((key) => !strange.some((name) => nearest(name, missing) === key))
      .map((key) =>
        problem(
          'warning',
          'argument-misfit',
          ['nodes', index],
          `${nodeName(node)} does not say "${key}", which the tool "${node.tool}" needs; add it to the arguments.`,
        ),
      ),
  ];
}
