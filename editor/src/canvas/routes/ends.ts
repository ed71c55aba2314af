/** Where exactly on the sides of the cards the handoffs begin and end: each at its own point, in an order that keeps lines apart. */
import { bottom, type Box, type Point, right } from './geometry.ts';
import type { Side, Sides } from './sides.ts';

export interface Link {
  id: string;
  from: string;
  to: string;
}

export interface End extends Point {
  side: Side;
  /** How many lines of its side reach farther the same way. They bend first, so that none has to be crossed. */
  rank: number;
}

export interface Ends {
  start: End;
  end: End;
}

/** How far apart ends are where there is room, and how much of a side stays free at its corners. */
const apart: Record<Side, number> = { left: 26, right: 26, top: 36, bottom: 36 };
const margin = 12;
/** Two ends that are this near to one height are brought to it: a straight line is better than a small step. */
const nearlyLevel = 24;
const loopStep = 14;
/** The least distance between two ends of a side. */
const nearest = 15;

interface Slot {
  link: Link;
  role: 'start' | 'end';
  node: Box;
  other: Box;
  side: Side;
  offset: number;
  rank: number;
  /** Its line is straight now, so it stays. */
  settled: boolean;
}

/** @param sidesOf the sides of every link, by id. */
export function placeEnds(
  links: readonly Link[],
  boxes: ReadonlyMap<string, Box>,
  sidesOf: ReadonlyMap<string, Sides>,
): Map<string, Ends> {
  const slots = new Map<string, { start: Slot; end: Slot }>();
  const groups = new Map<string, Slot[]>();
  for (const link of links) {
    const [from, to, sides] = [boxes.get(link.from), boxes.get(link.to), sidesOf.get(link.id)];
    if (!from || !to || !sides) continue;
    const start: Slot = {
      link,
      role: 'start',
      node: from,
      other: to,
      side: sides.out,
      offset: 0,
      rank: 0,
      settled: false,
    };
    const end: Slot = { link, role: 'end', node: to, other: from, side: sides.in, offset: 0, rank: 0, settled: false };
    slots.set(link.id, { start, end });
    for (const [slot, node] of [
      [start, link.from],
      [end, link.to],
    ] as const) {
      const key = `${node} ${slot.side}`;
      const group = groups.get(key);
      if (group) group.push(slot);
      else groups.set(key, [slot]);
    }
  }
  for (const group of groups.values()) spread(group);
  for (const { start, end } of slots.values()) level(start, end, groups);
  return new Map([...slots].map(([id, { start, end }]) => [id, { start: pointOf(start), end: pointOf(end) }]));
}

function spread(group: Slot[]): void {
  const [first] = group;
  if (!first) return;
  group.sort((a, b) => order(a) - order(b));
  const loops = group.filter((slot) => slot.link.from === slot.link.to);
  const others = group.filter((slot) => !loops.includes(slot));
  const room = lengthOf(first) - 2 * margin - loops.length * loopStep;
  const step = others.length > 1 ? Math.min(apart[first.side], room / (others.length - 1)) : 0;
  for (const [index, slot] of others.entries()) slot.offset = (index - (others.length - 1) / 2) * step;
  for (const slot of others) slot.rank = others.filter((other) => reach(other) / reach(slot) > 1).length;
  // A handoff to the node itself spans what is there, one within the other, so that it is wide enough for its label.
  for (const [index, slot] of loops.entries()) {
    const reach = lengthOf(first) / 2 - margin - Math.floor(index / 2) * loopStep;
    slot.offset = slot.role === 'start' ? reach : -reach;
  }
}

/**
 * The place of an end among those of its side. On left and right: as the other ends lie from top to bottom. On top and
 * bottom: those that go left before those that go right, and of those the way that reaches farther encloses the nearer.
 */
function order({ node, other, side }: Slot): number {
  if (side === 'left' || side === 'right') return other.y;
  const across = other.x + other.width / 2 - (node.x + node.width / 2);
  if (Math.abs(across) < 1) return 0;
  return across < 0 ? -1e6 - across : 1e6 - across;
}

/** How far along its side the line of a slot goes, and in which direction. */
const reach = ({ node, other, side }: Slot): number =>
  side === 'left' || side === 'right' ? other.y - node.y : other.x - node.x;

/** Makes a nearly straight line straight, where one of its ends can move without coming too near to its neighbours. */
function level(start: Slot, end: Slot, groups: ReadonlyMap<string, readonly Slot[]>): void {
  const upright = start.side === 'right' && end.side === 'left';
  const lying = (start.side === 'bottom' && end.side === 'top') || (start.side === 'top' && end.side === 'bottom');
  if (!upright && !lying) return;
  const [a, b] = [pointOf(start), pointOf(end)];
  const step = upright ? a.y - b.y : a.x - b.x;
  if (step === 0 || Math.abs(step) > nearlyLevel) return;
  const moved =
    moveTo(end, end.offset + step, groups.get(`${end.link.to} ${end.side}`)) ||
    moveTo(start, start.offset - step, groups.get(`${start.link.from} ${start.side}`));
  if (moved) [start.settled, end.settled] = [true, true];
}

function moveTo(slot: Slot, offset: number, group: readonly Slot[] = []): boolean {
  if (slot.settled || Math.abs(offset) > lengthOf(slot) / 2 - margin / 2) return false;
  const index = group.indexOf(slot);
  const [before, after] = [group[index - 1], group[index + 1]];
  if (before && offset - before.offset < nearest) return false;
  if (after && after.offset - offset < nearest) return false;
  slot.offset = offset;
  return true;
}

const lengthOf = ({ node, side }: Slot): number => (side === 'left' || side === 'right' ? node.height : node.width);

const pointAt: Record<Side, (box: Box, offset: number) => Point> = {
  left: (box, offset) => ({ x: box.x, y: box.y + box.height / 2 + offset }),
  right: (box, offset) => ({ x: right(box), y: box.y + box.height / 2 + offset }),
  top: (box, offset) => ({ x: box.x + box.width / 2 + offset, y: box.y }),
  bottom: (box, offset) => ({ x: box.x + box.width / 2 + offset, y: bottom(box) }),
};

function pointOf({ node, side, offset, rank }: Slot): End {
  const point = pointAt[side](node, offset);
  return { x: Math.round(point.x), y: Math.round(point.y), side, rank };
}
