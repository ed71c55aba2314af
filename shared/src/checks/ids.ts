/** An id stands for one entry of its list: a second one would be overwritten, or never found. */
import { freeId } from '../graph/edit/fresh.ts';
import { pointer, type Problem } from '../graph/problem.ts';
import { fixed, problem, type Check } from './check.ts';

const lists = ['tools', 'nodes', 'handoffs', 'scenarios', 'notes'] as const;

export const ids: Check = ({ graph }) => lists.flatMap((list) => doubled(list, graph[list] ?? []));

function doubled(list: string, entries: readonly { id: string }[]): Problem[] {
  const taken = new Set<string>();
  const all = entries.map((entry) => entry.id);
  return entries.flatMap(({ id }, index) => {
    const first = !taken.has(id);
    taken.add(id);
    if (first) return [];
    const path = [list, index, 'id'];
    const free = freeId(id, all);
    all.push(free);
    const what = list.slice(0, -1);
    return problem(
      'error',
      'doubled-id',
      path,
      `Another ${what} already has the id "${id}"; give this one an id of its own.`,
      fixed(`Rename to "${free}"`, { op: 'replace', path: pointer(path), value: free }),
    );
  });
}
