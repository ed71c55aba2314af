/** A small picture of a graph, as numbers: where its nodes and handoffs are drawn. One size of node for all, so that graphs look alike. */
import type { GraphSummary } from '@baton/shared/api';

export interface Pictured {
  nodes: readonly Pick<GraphSummary['nodes'][number], 'id' | 'kind' | 'position'>[];
  handoffs: readonly Pick<GraphSummary['handoffs'][number], 'id' | 'from' | 'to'>[];
}

export interface Picture {
  boxes: { id: string; kind: Pictured['nodes'][number]['kind']; x: number; y: number }[];
  /** SVG paths from the right of one box to the left of another. */
  paths: { id: string; d: string }[];
  /** `icon` is the size of the icon in it; 0 where there is no room for one. */
  box: { width: number; height: number; icon: number };
}

interface Spot {
  x: number;
  y: number;
}

export const frame = { width: 320, height: 168 } as const;
const margin = 20;

/** From cards with room for an icon down to dots; the largest is taken at which no two of them touch. */
const sizes: readonly Picture['box'][] = [
  { width: 40, height: 26, icon: 14 },
  { width: 30, height: 20, icon: 12 },
  { width: 20, height: 14, icon: 0 },
  { width: 12, height: 8, icon: 0 },
  { width: 6, height: 4, icon: 0 },
];
const smallest = sizes[sizes.length - 1] ?? { width: 6, height: 4, icon: 0 };

export function pictureOf({ nodes, handoffs }: Pictured): Picture {
  const places = placed(nodes, handoffs);
  const { box, spots } = fitted(places);
  const boxes = nodes.map(({ id, kind }, index) => ({ id, kind, ...(spots[index] ?? { x: 0, y: 0 }) }));
  const byId = new Map(boxes.map((entry) => [entry.id, entry]));
  const paths = handoffs.flatMap(({ id, from, to }) => {
    const start = byId.get(from);
    const end = byId.get(to);
    return start && end ? [{ id, d: pathBetween(start, end, box) }] : [];
  });
  return { boxes, paths, box };
}

function fitted(places: readonly Spot[]): { box: Picture['box']; spots: Spot[] } {
  for (const box of sizes) {
    const spots = spread(places, box);
    if (box === smallest || !touching(spots, box)) return { box, spots };
  }
  return { box: smallest, spots: spread(places, smallest) };
}

function touching(spots: readonly Spot[], { width, height }: Picture['box']): boolean {
  const most = (frame.width * frame.height) / (width * height);
  if (spots.length > most) return true;
  return spots.some((a, index) =>
    spots.slice(index + 1).some((b) => Math.abs(a.x - b.x) < width + 6 && Math.abs(a.y - b.y) < height + 6),
  );
}

/** Both directions fill the frame, as long as the picture keeps its proportions and near nodes are not torn apart. */
function spread(places: readonly Spot[], box: Picture['box']): Spot[] {
  const x = range(places.map((place) => place.x));
  const y = range(places.map((place) => place.y));
  const wide = Math.min(0.4, (frame.width - 2 * margin - box.width) / x.size);
  const high = Math.min(0.4, (frame.height - 2 * margin - box.height) / y.size);
  const [fx, fy] = [Math.min(wide, high * 1.5), Math.min(high, wide * 1.5)];
  return places.map((place) => ({
    x: round(frame.width / 2 + (place.x - x.middle) * fx),
    y: round(frame.height / 2 + (place.y - y.middle) * fy),
  }));
}

function range(values: readonly number[]): { size: number; middle: number } {
  const least = Math.min(...values);
  const most = Math.max(...values);
  return { size: Math.max(1, most - least), middle: (least + most) / 2 };
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Where the document says, or in columns by distance from the first node where it does not. */
function placed(nodes: Pictured['nodes'], handoffs: Pictured['handoffs']): Spot[] {
  if (nodes.every((node) => node.position)) return nodes.map((node) => node.position ?? { x: 0, y: 0 });
  const column = new Map<string, number>();
  const queue = nodes.slice(0, 1).map((node) => node.id);
  for (const id of queue) column.set(id, 0);
  for (const id of queue) {
    for (const { from, to } of handoffs) {
      if (from !== id || column.has(to)) continue;
      column.set(to, (column.get(id) ?? 0) + 1);
      queue.push(to);
    }
  }
  const rows = new Map<number, number>();
  const cells = nodes.map((node) => {
    const x = column.get(node.id) ?? 0;
    const y = rows.get(x) ?? 0;
    rows.set(x, y + 1);
    return { x, y };
  });
  return cells.map(({ x, y }) => ({ x: x * 240, y: (y - ((rows.get(x) ?? 1) - 1) / 2) * 120 }));
}

/** Forward: an S from right to left edge. Above each other: straight. Back: an arc under both. To itself: a loop on top. */
function pathBetween(from: Spot, to: Spot, box: Picture['box']): string {
  const half = box.width / 2;
  if (from.x === to.x && from.y === to.y) {
    const top = from.y - box.height / 2;
    return `M${from.x - 6} ${top} c-4 -14 16 -14 12 0`;
  }
  if (to.x - half > from.x + half - 4) {
    const bend = Math.max(8, (to.x - from.x - box.width) / 2);
    return `M${from.x + half} ${from.y} C${round(from.x + half + bend)} ${from.y} ${round(to.x - half - bend)} ${to.y} ${to.x - half} ${to.y}`;
  }
  const down = box.height / 2;
  if (Math.abs(to.x - from.x) < half && Math.abs(to.y - from.y) > box.height) {
    const side = to.y > from.y ? down : -down;
    return `M${from.x} ${from.y + side} L${to.x} ${to.y - side}`;
  }
  const low = round(Math.max(from.y, to.y) + down + 18);
  return `M${from.x} ${from.y + down} C${from.x} ${low} ${to.x} ${low} ${to.x} ${to.y + down}`;
}
