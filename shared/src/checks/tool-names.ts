/** A model chooses among tools by name: its own tools and its handoffs must not share one. */
import { nodeName, transferToolOf, triggerOf } from '../graph/defaults.ts';
import type { Handoff } from '../graph/handoff.ts';
import { pointer, type Problem } from '../graph/problem.ts';
import { fixed, problem, type Check, type Placed } from './check.ts';

export const toolNames: Check = ({ nodes, handoffsFrom }) =>
  nodes.flatMap((node) => {
    if (node.kind !== 'agent') return [];
    const taken = new Map((node.tools ?? []).map((tool) => [tool, `the tool "${tool}"`]));
    return handoffsFrom(node.id)
      .filter(({ entry }) => triggerOf(entry).on === 'model')
      .flatMap((placed) => {
        const name = transferToolOf(placed.entry);
        const other = taken.get(name);
        if (other === undefined) {
          taken.set(name, `the handoff "${placed.entry.id}"`);
          return [];
        }
        return [collision(nodeName(node), name, other, placed, taken)];
      });
  });

function collision(
  node: string,
  name: string,
  other: string,
  { entry, index }: Placed<Handoff>,
  taken: Map<string, string>,
): Problem {
  const free = freeName(name, taken);
  taken.set(free, `the handoff "${entry.id}"`);
  const message = `${node}'s model is offered this handoff as "${name}", and that is ${other} already; set "tool" of the trigger to another name.`;
  const rename = { op: 'add', path: pointer(['handoffs', index, 'trigger', 'tool']), value: free } as const;
  return problem(
    'error',
    'tool-name-taken',
    ['handoffs', index, 'trigger'],
    message,
    fixed(`Offer it as "${free}"`, rename),
  );
}

function freeName(name: string, taken: ReadonlyMap<string, string>): string {
  for (let count = 2; ; count++) {
    const suffix = `_${count}`;
    const free = name.slice(0, 64 - suffix.length) + suffix;
    if (!taken.has(free)) return free;
  }
}
