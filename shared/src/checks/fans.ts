/** Where control parts into parallel branches, and what lies in each of them before it meets a join. */
import type { Handoff } from '../graph/handoff.ts';
import { all, isImpossible } from '../logic/index.ts';
import type { Node } from '../nodes/index.ts';
import type { Placed, Survey } from './check.ts';
import { guardOf } from './guards.ts';
import { stageOf } from './stages.ts';

export interface Branch extends Placed<Handoff> {
  /** The nodes of the branch: what its handoff leads to, up to the joins. */
  region: ReadonlySet<string>;
  joins: readonly string[];
}
export interface Fan {
  node: Node;
  branches: readonly Branch[];
}

const known = new WeakMap<Survey, readonly Fan[]>();

export function fansOf(survey: Survey): readonly Fan[] {
  const fans = known.get(survey) ?? fansIn(survey);
  known.set(survey, fans);
  return fans;
}

/** A node that takes all its ways, or one way for each of many items. A consultation opens no branch that meets others. */
function fansIn(survey: Survey): Fan[] {
  const ways = new Map<string, Placed<Handoff>[]>();
  for (const [index, entry] of survey.handoffs.entries()) {
    if (stageOf(entry) === 'error' || entry.returns) continue;
    const from = ways.get(entry.from);
    if (from) from.push({ entry, index });
    else ways.set(entry.from, [{ entry, index }]);
  }
  const fans = survey.nodes.filter(({ id, route }) => {
    const own = ways.get(id) ?? [];
    return (route === 'all' && own.length > 1) || own.some(({ entry }) => entry.each !== undefined);
  });
  const ids = new Set(fans.map(({ id }) => id));
  return fans.map((node) => ({
    node,
    branches: (ways.get(node.id) ?? []).map((way) => ({ ...way, ...branch(survey, ways, ids, way.entry) })),
  }));
}

/** Fans inside of fans are followed this deep. */
const deepest = 2;

/** A fan inside of the branch has a join of its own, behind which the branch goes on. */
function branch(
  survey: Survey,
  ways: ReadonlyMap<string, readonly Placed<Handoff>[]>,
  fans: ReadonlySet<string>,
  { from: fan, to }: Handoff,
): { region: Set<string>; joins: string[] } {
  const region = new Set<string>();
  const joins = new Set<string>();
  const levels = Array.from({ length: deepest + 1 }, () => new Set<string>());
  const open: [id: string, depth: number][] = [[to, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [id, depth] = next;
    if (id === fan || levels[depth]?.has(id)) continue;
    levels[depth]?.add(id);
    const isJoin = survey.byId.get(id)?.kind === 'join';
    if (isJoin && depth === 0) {
      joins.add(id);
      continue;
    }
    region.add(id);
    const inside = isJoin ? depth - 1 : Math.min(deepest, depth + (fans.has(id) ? 1 : 0));
    for (const { entry } of ways.get(id) ?? []) open.push([entry.to, inside]);
  }
  return { region, joins: [...joins] };
}

/** Whether two branches of a fan can be under way at once. */
export function mayBothRun(survey: Survey, node: Node, a: Branch, b: Branch): boolean {
  if (a.index === b.index) return a.entry.each !== undefined;
  if (node.route !== 'all' || isEntry(a) !== isEntry(b)) return false;
  // What is asked last is taken where nothing else is, and together.
  if ((stageOf(a.entry) === 'otherwise') !== (stageOf(b.entry) === 'otherwise')) return false;
  const guards = [guardOf(survey, a.entry), guardOf(survey, b.entry)];
  return !isImpossible(all(...guards.map((guard) => guard?.isTrue ?? all())));
}

const isEntry = ({ entry }: Branch): boolean => stageOf(entry) === 'entry';
