/** Which state values are set, and which have been passed on, whatever way control came to a node: a dataflow over the handoffs. */
import { triggerOf } from '../graph/defaults.ts';
import type { Handoff } from '../graph/handoff.ts';
import type { Survey } from './check.ts';
import { fansOf } from './fans.ts';
import { isSure } from './guards.ts';
import { certainReads } from './reads.ts';
import { stageOf } from './stages.ts';
import { writesOf } from './writes.ts';

/** Answers about one key. */
export interface Flow {
  /** Some node writes it, or it has a default. */
  isEverSet(key: string): boolean;
  /** Set on every way, when the node begins. */
  isSet(node: string, key: string): boolean;
  /** Set and passed on on every way: what the node's templates can count on. */
  isSeen(node: string, key: string): boolean;
  /** Passed on on some way. */
  maySee(node: string, key: string): boolean;
  /** Set when a handoff of the node is asked: what it has written is there. */
  isSetAfter(handoff: Handoff, key: string): boolean;
  writes(node: string, key: string): boolean;
}

/** A set of keys: one bit for each. */
type Keys = bigint;

/** What a handoff adds to what is known, and what it takes away. */
interface Step {
  handoff: Handoff;
  writes: Keys;
  proven: Keys;
  passed: Keys;
}

export function flowOf(survey: Survey): Flow {
  const places = new Map(Object.keys(survey.graph.state ?? {}).map((key, place) => [key, 1n << BigInt(place)]));
  const bits = (keys: Iterable<string>): Keys => {
    let sum = 0n;
    for (const key of keys) sum |= places.get(key) ?? 0n;
    return sum;
  };
  const all = (1n << BigInt(places.size)) - 1n;
  const own = new Map(survey.nodes.map((node) => [node.id, bits(writesOf(node).map(({ key }) => key))]));
  const begin = bits(defaultsOf(survey));
  const ever = [...own.values()].reduce((sum, keys) => sum | keys, begin);
  const writtenBy = (handoff: Handoff): Keys => (isAfterwards(handoff) ? (own.get(handoff.from) ?? 0n) : 0n);
  const steps = survey.handoffs.map((handoff): Step => {
    const state = handoff.context?.state;
    const proven = bits(certainlyRead(survey, handoff));
    return { handoff, writes: writtenBy(handoff), proven, passed: state ? bits(state) : all };
  });
  const arriving = Map.groupBy(steps, ({ handoff }) => handoff.to);
  const order = inOrder(survey);
  const passedOn = (keys: Keys, { writes, passed }: Step): Keys => (keys | writes) & passed;
  const every = { order, arriving, begin, meet: (a: Keys, b: Keys) => a & b };

  const set = solve(survey, { ...every, along: (keys, { writes, proven }) => keys | writes | proven });
  const seen = solve(survey, { ...every, along: passedOn });
  const maybe = solve(survey, { ...every, along: passedOn, meet: (a, b) => a | b, begin: ever });
  const has = (keys: Keys | undefined, key: string): boolean => ((keys ?? all) & (places.get(key) ?? 0n)) !== 0n;
  return {
    isEverSet: (key) => has(ever, key),
    isSet: (node, key) => has(set.get(node), key),
    isSeen: (node, key) => has(seen.get(node), key),
    maySee: (node, key) => has(maybe.get(node), key),
    isSetAfter: (handoff, key) => has(set.get(handoff.from), key) || has(writtenBy(handoff), key),
    writes: (node, key) => has(own.get(node) ?? 0n, key),
  };
}

const defaultsOf = ({ graph }: Survey): string[] =>
  Object.entries(graph.state ?? {}).flatMap(([key, value]) => (value.default === undefined ? [] : [key]));

/** A node that fails, that is left on entry, or whose model hands off has not written its result. */
const isAfterwards = (handoff: Handoff): boolean => ['exit', 'otherwise'].includes(stageOf(handoff));

/** A rule that held has read what it reads: that is there. */
function certainlyRead(survey: Survey, handoff: Handoff): Iterable<string> {
  const trigger = triggerOf(handoff);
  return trigger.on === 'rule' ? certainReads(survey.graph, handoff.from, trigger) : [];
}

interface Way {
  order: readonly string[];
  arriving: ReadonlyMap<string, readonly Step[]>;
  /** What is known at the entry. */
  begin: Keys;
  along(keys: Keys, step: Step): Keys;
  /** What holds where several ways meet. A join that waits for branches which are all taken has what each of them brings. */
  meet(a: Keys, b: Keys): Keys;
}

/** The joins that wait for all of their branches, none of which may be left out. */
function fullJoins(survey: Survey): Set<string> {
  const branches = fansOf(survey).flatMap((fan) => fan.branches);
  const perhaps = new Set(
    branches.filter(({ entry }) => !entry.each && !isSure(survey, entry)).flatMap(({ joins }) => joins),
  );
  const all = survey.nodes.filter((node) => node.kind === 'join' && (node.wait ?? 'all') === 'all');
  return new Set(all.map(({ id }) => id)).difference(perhaps);
}

/** Loops inside of loops settle after a few sweeps; where they have not, nothing is claimed. */
const maxSweeps = 32;

/** @returns what is known at each node that control can come to, by sweeps in the order of control until nothing changes. */
function solve(survey: Survey, way: Way): Map<string, Keys> {
  const known = new Map<string, Keys>();
  const full = fullJoins(survey);
  const meeting = (id: string): Way['meet'] => (full.has(id) ? (a: Keys, b: Keys) => a | b : way.meet);
  const at = (id: string): Keys | undefined => {
    const brought = (way.arriving.get(id) ?? []).flatMap((step) => {
      const before = known.get(step.handoff.from);
      return before === undefined ? [] : [way.along(before, step)];
    });
    const all = id === survey.graph.entry ? [way.begin, ...brought] : brought;
    return all.length > 0 ? all.reduce(meeting(id)) : undefined;
  };
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    let changed = false;
    for (const id of way.order) {
      const next = at(id);
      if (next === undefined || known.get(id) === next) continue;
      known.set(id, next);
      changed = true;
    }
    if (!changed) return known;
  }
  return new Map();
}

/** The nodes that can be reached, each after those before it as far as there are no loops. */
function inOrder(survey: Survey): string[] {
  const { entry } = survey.graph;
  const seen = new Set([entry]);
  const left: string[] = [];
  const work = [{ id: entry, rest: survey.handoffsFrom(entry).values() }];
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
