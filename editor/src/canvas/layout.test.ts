import { type Graph, handoffsOf, type Position } from '@baton/shared/graph';
import ELK from 'elkjs/lib/elk.bundled.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { placesIn, toElk } from './layout.ts';
import { cardWidth } from './sizes.ts';

const elk = new ELK();
const arranged = async (graph: Graph, only?: ReadonlySet<string>): Promise<Map<string, Position>> =>
  placesIn(await elk.layout(toElk(graph, only)));

type Pair = readonly [from: string, to: string];

const graphOf = (nodes: Iterable<string>, pairs: readonly Pair[], entry: string): Graph => ({
  format: 'baton/1',
  id: 'g',
  entry,
  nodes: [...nodes].map((id) => ({ id, kind: 'agent' })),
  handoffs: pairs.map(([from, to], index) => ({ id: `h${index}`, from, to })),
});

/** A loop behind its start, whose last node decides whether it goes through once more. */
const again: Pair = ['decide', 'draft'];
const loop: Pair[] = [
  ['start', 'draft'],
  ['draft', 'split'],
  ['split', 'r1'],
  ['split', 'r2'],
  ['r1', 'join'],
  ['r2', 'join'],
  ['join', 'decide'],
  again,
  ['decide', 'end'],
];
const looping = graphOf(new Set(loop.flat()), loop, 'start');

const ahead = (places: Map<string, Position>, [from, to]: Pair): boolean =>
  places.get(to)!.x >= places.get(from)!.x + cardWidth;

/** Handoffs between nodes that the entry reaches, apart from those to a node through which the walk from the entry came. */
function leadingOn(graph: Graph): Pair[] {
  const found: Pair[] = [];
  const met = new Set<string>();
  const walk = (id: string, path: readonly string[]): void => {
    met.add(id);
    for (const { from, to } of handoffsOf(graph)) {
      if (from !== id || path.includes(to)) continue;
      found.push([from, to]);
      if (!met.has(to)) walk(to, [...path, to]);
    }
  };
  walk(graph.entry, [graph.entry]);
  return found;
}

const names = Array.from({ length: 9 }, (_, index) => `n${index}`);
const anyGraph = fc
  .record({
    pairs: fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), { maxLength: 16 }),
    entry: fc.constantFrom(...names),
  })
  .map(({ pairs, entry }) => graphOf(names, pairs, entry));

test('a loop goes from left to right, and only what closes it goes back', async () => {
  const places = await arranged(looping);
  expect(loop.filter((pair) => !ahead(places, pair))).toEqual([again]);
});

test('what is selected of a loop stands in the order that it has in the whole', async () => {
  const part = new Set(['decide', 'join', 'r2', 'split', 'draft']);
  const places = await arranged(looping, part);
  expect(places.size).toBe(part.size);
  const within = loop.filter((pair) => pair.every((id) => part.has(id)));
  expect(within.filter((pair) => !ahead(places, pair))).toEqual([again]);
});

test('what the entry does not reach begins at its own source', async () => {
  const pairs: Pair[] = [
    ['b', 'c'],
    ['c', 'b'],
    ['a', 'b'],
  ];
  const places = await arranged(graphOf(['entry', 'c', 'b', 'a'], pairs, 'entry'));
  expect(pairs.filter((pair) => !ahead(places, pair))).toEqual([['c', 'b']]);
});

test('every handoff leads to the right, but those to where the way from the entry came through', async () => {
  await fc.assert(
    fc.asyncProperty(anyGraph, async (graph) => {
      const places = await arranged(graph);
      expect(leadingOn(graph).filter((pair) => !ahead(places, pair))).toEqual([]);
    }),
    { numRuns: 50 },
  );
}, 60_000);

test('the same document is always laid out in the same way', async () => {
  await fc.assert(
    fc.asyncProperty(anyGraph, async (graph) => {
      expect(await arranged(graph)).toEqual(await arranged(graph));
    }),
    { numRuns: 10 },
  );
});
