/** A name tells nodes apart, on the canvas, in a conversation and for a model that reads who said what. */
import { pointer } from '../graph/problem.ts';
import { fixed, problem, type Check } from './check.ts';

export const nodeNames: Check = ({ nodes }) => {
  const names = new Set(nodes.map(({ name }) => name));
  const seen = new Set<string>();
  return nodes.flatMap(({ name }, index) => {
    if (name === undefined) return [];
    const first = !seen.has(name);
    seen.add(name);
    if (first) return [];
    const path = ['nodes', index, 'name'];
    const free = freeName(name, names);
    names.add(free);
    return problem(
      'hint',
      'doubled-name',
      path,
      `Another node is called "${name}" too; give this one a name of its own.`,
      fixed(`Rename to "${free}"`, { op: 'replace', path: pointer(path), value: free }),
    );
  });
};

function freeName(name: string, taken: ReadonlySet<string | undefined>): string {
  for (let count = 2; ; count++) if (!taken.has(`${name} ${count}`)) return `${name} ${count}`;
}
