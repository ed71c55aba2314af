/** A small picture of a graph, as numbers: where its nodes and handoffs are drawn. One size of node for all, so that graphs look alike. */
import type { GraphSummary } from '@baton/shared/api';

export type Pictured = Pick<GraphSummary, 'nodes' | 'handoffs'>;

export interface Picture {
  boxes: { id: string; kind: Pictured['nodes'][number]['kind']; x: number; y: number }[];
  /** SVG paths from the right of one box to the left of another. */
  paths: { id: string; d: string }[];
  box: { width: number; height: number };
}

export const frame = { width: 320, height: 168 } as const;
const margin = 22;

export function pictureOf({ nodes, handoffs }: Pictured): Picture {
  const box = sizeFor(nodes.length);
  const places = placed(nodes, handoffs);
  const toX = scale(
    places.map(({ x }) => x),
    margin + box.width / 2,
    frame.width - margin - box.width / 2,
  );
  const toY = scale(
    places.map(({ y }) => y),
    margin + box.height / 2,
    frame.height - margin - box.height / 2,
  );
  const boxes = nodes.map(({ id, kind }, index) => ({
    id,
    kind,
    x: toX(places[index]?.x ?? 0),
    y: toY(places[index]?.y ?? 0),
  }));
  const byId = new Map(boxes.map((entry) => [entry.id, entry]));
  const paths = handoffs.flatMap(({ id, from, to }) => {
    const start = byId.get(from);
    const end = byId.get(to);
    return start && end ? [{ id, d: pathBetween(start, end, box) }] : [];
  });
  return { boxes, paths, box };
}

function sizeFor(count: number): Picture['box'] {
  if (count > 60) return { width: 6, height: 4 };
  if (count > 14) return { width: 20, height: 14 };
  return { width: 40, height: 26 };
}

/** Stretches values over a room, and keeps few or near ones from being torn apart. */
function scale(values: readonly number[], low: number, high: number): (value: number) => number {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const factor = most === least ? 0 : Math.min(0.4, (high - low) / (most - least));
  const middle = (low + high) / 2;
  return (value) => round(middle + (value - (least + most) / 2) * factor);
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Where the document says, or in columns by distance from the first node where it does not. */
function placed(nodes: Pictured['nodes'], handoffs: Pictured['handoffs']): { x: number; y: number }[] {
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

interface Spot {
  x: number;
  y: number;
}

/** Forward: an S from right to left edge. Back: an arc under both. To itself: a loop on top. */
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
  const low = round(Math.max(from.y, to.y) + down + 18);
  return `M${from.x} ${from.y + down} C${from.x} ${low} ${to.x} ${low} ${to.x} ${to.y + down}`;
}
