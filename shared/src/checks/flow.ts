/** Which state values are set, and which have been passed on, whatever way control came to a node: a dataflow over the handoffs. */
import { triggerOf } from '../graph/defaults.ts';
import type { Handoff } from '../graph/handoff.ts';
import type { Survey } from './check.ts';
import { certainReads } from './reads.ts';
import { stageOf } from './stages.ts';
import { writesOf } from './writes.ts';

export type Keys = ReadonlySet<string>;

export interface Flow {
  /** Set on every way, when the node begins. */
  set(node: string): Keys;
  /** Set and passed on on every way: what the node's templates can count on. */
  seen(node: string): Keys;
  /** Passed on on some way. */
  maybeSeen(node: string): Keys;
  /** Set when a handoff of the node is asked: what it has written is there. */
  setAfter(handoff: Handoff): Keys;
  /** Some node writes it, or it has a default. */
  readonly ever: Keys;
  /** Written by the node itself. */
  writtenBy(node: string): Keys;
}

export function flowOf(survey: Survey): Flow {
  const { graph } = survey;
  const written = new Map(survey.nodes.map((node) => [node.id, new Set(writesOf(node).map(({ key }) => key))]));
  const own = (id: string): Keys => written.get(id) ?? none;
  const defaults = Object.entries(graph.state ?? {}).flatMap(([key, value]) =>
    value.default === undefined ? [] : [key],
  );
  const ever: Keys = new Set([...defaults, ...[...written.values()].flatMap((keys) => [...keys])]);
  const proven = new Map(survey.handoffs.map((handoff) => [handoff, certainlyRead(survey, handoff)]));
  const finished = (handoff: Handoff): boolean => ['exit', 'otherwise'].includes(stageOf(handoff));
  const afterwards = (handoff: Handoff): Keys => (finished(handoff) ? own(handoff.from) : none);

  const every = { join: intersection, joins: union, begin: new Set(defaults) };
  const set = solve(survey, every, (keys, handoff) =>
    keys.union(afterwards(handoff)).union(proven.get(handoff) ?? none),
  );
  const passed = (keys: Keys, handoff: Handoff): Keys => {
    const visible = keys.union(afterwards(handoff));
    return handoff.context?.state ? visible.intersection(new Set(handoff.context.state)) : visible;
  };
  const seen = solve(survey, every, passed);
  const maybe = solve(survey, { join: union, joins: union, begin: ever }, passed);
  return {
    set: (id) => set.get(id) ?? ever,
    seen: (id) => seen.get(id) ?? ever,
    maybeSeen: (id) => maybe.get(id) ?? ever,
    setAfter: (handoff) => (set.get(handoff.from) ?? ever).union(afterwards(handoff)),
    ever,
    writtenBy: own,
  };
}

const none: Keys = new Set();
const union = (a: Keys, b: Keys): Keys => a.union(b);
const intersection = (a: Keys, b: Keys): Keys => a.intersection(b);

interface Way {
  /** What holds where several ways meet. */
  join(a: Keys, b: Keys): Keys;
  /** The same at a node that waits for its branches: what each of them brings. */
  joins(a: Keys, b: Keys): Keys;
  begin: Keys;
}

/** Loops inside of loops settle after a few sweeps; where they have not, nothing is claimed. */
const maxSweeps = 32;

/** @returns what is known at each node that control can come to, by sweeps in the order of control until nothing changes. */
function solve(survey: Survey, way: Way, along: (keys: Keys, handoff: Handoff) => Keys): Map<string, Keys> {
  const known = new Map<string, Keys>();
  const order = inOrder(survey);
  const arriving = Map.groupBy(survey.handoffs, ({ to }) => to);
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    let changed = false;
    for (const id of order) {
      const brought = (arriving.get(id) ?? []).flatMap((handoff) => {
        const keys = known.get(handoff.from);
        return keys ? [along(keys, handoff)] : [];
      });
      const meet = survey.byId.get(id)?.kind === 'join' ? way.joins : way.join;
      const together = brought.length > 0 ? brought.reduce(meet) : way.begin;
      const next = id === survey.graph.entry ? way.join(together, way.begin) : together;
      if (isSame(known.get(id), next)) continue;
      known.set(id, next);
      changed = true;
    }
    if (!changed) return known;
  }
  return new Map();
}

/** The nodes that can be reached, each after those before it as far as there are no loops. */
function inOrder(survey: Survey): string[] {
  const seen = new Set([survey.graph.entry]);
  const left: string[] = [];
  const work = [{ id: survey.graph.entry, rest: survey.handoffsFrom(survey.graph.entry).values() }];
  for (let top = work.at(-1); top; top = work.at(-1)) {
    const step = top.rest.next();
    if (step.done) {
      left.push(top.id);
      work.pop();
    } else if (!seen.has(step.value.entry.to)) {
      const { to } = step.value.entry;
      seen.add(to);
      work.push({ id: to, rest: survey.handoffsFrom(to).values() });
    }
  }
  return left.toReversed();
}

const isSame = (a: Keys | undefined, b: Keys): boolean => a !== undefined && a.size === b.size && a.isSubsetOf(b);

/** A rule that held has read what it reads: that is there. */
function certainlyRead(survey: Survey, handoff: Handoff): Keys {
  const trigger = triggerOf(handoff);
  return trigger.on === 'rule' ? certainReads(survey.graph, handoff.from, trigger) : none;
}
