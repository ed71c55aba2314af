/** Strongly connected components, by Tarjan's algorithm (SIAM J. Comput. 1972): the groups of nodes that go round. */

/** @returns the groups in which every node leads to every other; a node alone is in one only when it leads to itself. */
export function groupsOf(ids: Iterable<string>, next: (id: string) => Iterable<string>): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const open = new Set<string>();
  const groups: string[][] = [];
  for (const root of ids) if (!order.has(root)) visit(root);
  return groups;

  /** With a stack of its own: a chain of thousands of nodes must not end the call stack. */
  function visit(root: string): void {
    const work = [enter(root)];
    for (let top = work.at(-1); top; top = work.at(-1)) {
      const step = top.rest.next();
      if (step.done) {
        leave(top.id);
        work.pop();
        const parent = work.at(-1);
        if (parent) lower(parent.id, low.get(top.id));
      } else if (!order.has(step.value)) work.push(enter(step.value));
      else if (open.has(step.value)) lower(top.id, order.get(step.value));
    }
  }

  function enter(id: string) {
    order.set(id, order.size);
    low.set(id, order.size - 1);
    stack.push(id);
    open.add(id);
    return { id, rest: Iterator.from(next(id)) };
  }

  function lower(id: string, to: number | undefined): void {
    low.set(id, Math.min(low.get(id) ?? 0, to ?? Number.POSITIVE_INFINITY));
  }

  function leave(id: string): void {
    if (low.get(id) !== order.get(id)) return;
    const group = stack.splice(stack.lastIndexOf(id));
    for (const member of group) open.delete(member);
    if (group.length > 1 || Iterator.from(next(id)).some((to) => to === id)) groups.push(group);
  }
}
