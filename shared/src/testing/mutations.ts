/** Documents that somebody has damaged: one value of a document replaced, taken away, or joined by another. */
import * as fc from 'fast-check';
import { isObject } from '../graph/json.ts';
import type { Graph } from '../graph/schema.ts';
import { graphs } from './graphs.ts';

type Path = readonly (string | number)[];

const strange = fc.oneof(
  fc.constantFrom<unknown[]>(
    null,
    true,
    0,
    -1,
    1.5,
    '',
    'first',
    'Triage',
    'no such thing',
    'constructor',
    [],
    {},
    ['a'],
    { on: 'rule' },
    { kind: 'agent' },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
const strangeKey = fc.constantFrom('frm', 'nmae', 'tool', 'id', 'kind', 'x', 'if', 'below', 'atLeast');

function pathsIn(value: unknown, path: Path = []): Path[] {
  const inner = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return [path, ...inner.flatMap(([key, item]) => pathsIn(item, [...path, key]))];
}

function changed(value: unknown, [key, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === key ? changed(item, rest, change) : item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, name === key ? changed(item, rest, change) : item]),
  );
}

const without = (value: unknown, at: number): unknown => {
  if (Array.isArray(value)) return value.toSpliced(at % Math.max(1, value.length), 1);
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).toSpliced(at % Math.max(1, Object.keys(value).length), 1))
    : null;
};

function mutation(graph: Graph): fc.Arbitrary<unknown> {
  const place = fc.constantFrom(...pathsIn(graph));
  return fc.oneof(
    fc.tuple(place, strange).map(([path, value]) => changed(graph, path, () => value)),
    fc.tuple(place, fc.nat(20)).map(([path, at]) => changed(graph, path, (value) => without(value, at))),
    fc
      .tuple(place, strangeKey, strange)
      .map(([path, key, value]) => changed(graph, path, (old) => (isObject(old) ? { ...old, [key]: value } : old))),
  );
}

/** Mostly no graphs any more; some still are. */
export const damagedGraphs: fc.Arbitrary<unknown> = graphs.chain(mutation);
