/**
 * Who knows what: for each node the marks that have reached it, apart for each branch that it is in, and for each
 * visit the state values that it was given or has written.
 */
import { beside, isInner, localId } from '../../places.ts';

export type Marks = ReadonlySet<string>;

export interface At {
  node: string;
  visit: number;
  branch?: string;
}
type Standing = Pick<At, 'node' | 'branch'>;

const isWithin = (branch: string, around: string): boolean =>
  around === '' || branch === around || branch.startsWith(`${around}/`);

export class Knowledge {
  /** By node, then by branch; outside of any it is ''. */
  readonly #marks = new Map<string, Map<string, Set<string>>>();
  readonly #keys = new Map<string, Set<string>>();

  /** @param before what the nodes knew when the last turn of the thread was over. */
  constructor(before: ReadonlyMap<string, Marks>) {
    for (const [node, marks] of before) this.learn({ node }, marks);
  }

  learn({ node, branch = '' }: Standing, marks: Iterable<string>): void {
    const branches = this.#marks.get(node) ?? new Map<string, Set<string>>();
    this.#marks.set(node, branches);
    branches.set(branch, new Set([...(branches.get(branch) ?? []), ...marks]));
  }

  /** What a node knows in its branch: what it has learnt there, in those around, and outside of any. */
  of({ node, branch = '' }: Standing): Marks {
    const branches = [...(this.#marks.get(node) ?? [])];
    return new Set(branches.flatMap(([around, marks]) => (isWithin(branch, around) ? [...marks] : [])));
  }

  /** A consultation is over: what nodes have learnt in its branches they know where it was asked for. */
  bringOut(fan: string, caller: Standing): void {
    for (const [node, branches] of this.#marks) {
      // Every call of another graph is a new one: its nodes forget.
      if (beside(caller.node, localId(node)) !== node) continue;
      const inside = [...branches].filter(([branch]) => branch.startsWith(`${fan}.`));
      for (const [, marks] of inside) this.learn({ ...caller, node }, marks);
    }
  }

  hold({ node, visit }: At, keys: Iterable<string>): void {
    const key = `${node}#${visit}`;
    this.#keys.set(key, new Set([...(this.#keys.get(key) ?? []), ...keys]));
  }

  held({ node, visit }: At): ReadonlySet<string> {
    return this.#keys.get(`${node}#${visit}`) ?? new Set();
  }

  /** What outlives a run: each node remembers what it has learnt in all of its branches. */
  afterwards(): ReadonlyMap<string, Marks> {
    const all = [...this.#marks].filter(([node]) => !isInner(node));
    return new Map(all.map(([node, branches]) => [node, new Set([...branches.values()].flatMap((one) => [...one]))]));
  }
}
