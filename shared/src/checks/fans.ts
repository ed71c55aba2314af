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
  const fans = known.get(survey) ?? survey.nodes.flatMap((node) => fanAt(survey, node));
  known.set(survey, fans);
  return fans;
}

/** A node that takes all its ways, or one way for each of many items. A consultation opens no branch that meets others. */
function fanAt(survey: Survey, node: Node): Fan[] {
  if (!isFan(survey, node.id)) return [];
  return [
    { node, branches: waysFrom(survey, node.id).map((way) => ({ ...way, ...branch(survey, node.id, way.entry.to) })) },
  ];
}

const waysFrom = (survey: Survey, id: string): Placed<Handoff>[] =>
  survey.handoffsFrom(id).filter(({ entry }) => stageOf(entry) !== 'error' && !entry.returns);

function isFan(survey: Survey, id: string): boolean {
  const ways = waysFrom(survey, id);
  return (
    (survey.byId.get(id)?.route === 'all' && ways.length > 1) || ways.some(({ entry }) => entry.each !== undefined)
  );
}

/** Fans inside of fans are followed this deep. */
const deepest = 4;

/** A fan inside of the branch has a join of its own, behind which the branch goes on. */
function branch(survey: Survey, fan: string, to: string): { region: Set<string>; joins: string[] } {
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
    const inside = isJoin ? depth - 1 : Math.min(deepest, depth + (isFan(survey, id) ? 1 : 0));
    for (const { entry } of survey.handoffsFrom(id)) if (!entry.returns) open.push([entry.to, inside]);
  }
  return { region, joins: [...joins] };
}

/** Whether two branches of a fan can be under way at once. */
export function mayBothRun(survey: Survey, node: Node, a: Branch, b: Branch): boolean {
  if (a.index === b.index) return a.entry.each !== undefined;
  if (node.route !== 'all' || isEntry(a) !== isEntry(b)) return false;
  // `otherwise` is taken alone.
  if ([a, b].some(({ entry }) => stageOf(entry) === 'otherwise')) return false;
  const guards = [guardOf(survey, a.entry), guardOf(survey, b.entry)];
  return !isImpossible(all(...guards.map((guard) => guard?.isTrue ?? all())));
}

const isEntry = ({ entry }: Branch): boolean => stageOf(entry) === 'entry';
