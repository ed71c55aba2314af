import { evaluate } from '@marcbachmann/cel-js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../graph/json.ts';
import { compileExpression } from './compile.ts';
import { sample } from './sample.ts';
import { scopeOf } from './scope.ts';

/** Random CEL of each type, as source. */
type Sources = {
  int: string;
  double: string;
  bool: string;
  text: string;
  ints: string;
  texts: string;
};

const sources = fc.letrec<Sources>((tie) => {
  const deep = <Source extends string>(...ways: fc.Arbitrary<Source>[]) =>
    fc.oneof({ maxDepth: 4, withCrossShrink: true }, ...ways);
  const two = (name: 'int' | 'double' | 'bool' | 'text' | 'ints', ...signs: string[]) =>
    fc.tuple(tie(name), fc.constantFrom(...signs), tie(name)).map(([a, sign, b]) => `(${a} ${sign} ${b})`);
  const choice = (name: keyof Sources) =>
    fc.tuple(tie('bool'), tie(name), tie(name)).map(([if_, a, b]) => `(${if_} ? ${a} : ${b})`);
  const on = (receiver: keyof Sources, call: string, ...args: (keyof Sources)[]) =>
    fc
      .tuple(tie(receiver), ...args.map((arg) => tie(arg)))
      .map(([target, ...given]) => `${target}.${call}(${given.join(', ')})`);
  const loop = (list: 'ints' | 'texts', kind: string, ...bodies: string[]) =>
    fc.tuple(tie(list), fc.constantFrom(...bodies)).map(([over, body]) => `${over}.${kind}(x, ${body})`);
  const overInts = ['x > 1', 'x % 2 == 0', 'x == 3', 'x / (x - 2) > 0'];
  return {
    int: deep(
      fc.integer({ min: 0, max: 9 }).map(String),
      two('int', '+', '-', '*', '/', '%'),
      choice('int'),
      on('text', 'size'),
      on('ints', 'size'),
      on('text', 'indexOf', 'text'),
      fc.tuple(tie('ints'), tie('int')).map(([list, at]) => `${list}[${at}]`),
      tie('int').map((value) => `(-${value})`),
      tie('double').map((value) => `int(${value})`),
    ),
    double: deep(
      fc.constantFrom('0.5', '2.0', '10.25'),
      two('double', '+', '-', '*', '/'),
      choice('double'),
      tie('int').map((value) => `double(${value})`),
    ),
    bool: deep(
      fc.constantFrom('true', 'false'),
      two('int', '==', '!=', '<', '<=', '>', '>='),
      two('double', '==', '<', '>='),
      two('text', '==', '!=', '<', '>='),
      two('ints', '==', '!='),
      two('bool', '&&', '||', '=='),
      tie('bool').map((value) => `(!${value})`),
      fc.tuple(tie('int'), tie('ints')).map(([item, list]) => `(${item} in ${list})`),
      on('text', 'contains', 'text'),
      on('text', 'startsWith', 'text'),
      on('text', 'endsWith', 'text'),
      ...['all', 'exists', 'exists_one'].map((kind) => loop('ints', kind, ...overInts)),
    ),
    text: deep(
      fc.constantFrom('"a"', '"ab"', '"B c"', '""'),
      two('text', '+'),
      choice('text'),
      on('text', 'trim'),
      on('text', 'upperAscii'),
      on('text', 'substring', 'int'),
      on('texts', 'join'),
      on('texts', 'join', 'text'),
      tie('int').map((value) => `string(${value})`),
      tie('bool').map((value) => `string(${value})`),
    ),
    ints: deep(
      fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 }).map((list) => `[${list.join(', ')}]`),
      two('ints', '+'),
      loop('ints', 'filter', ...overInts),
      loop('ints', 'map', 'x + 1', 'x * x', '10 / x'),
    ),
    texts: deep(
      fc.constantFrom('["a", "b"]', '["x"]'),
      on('text', 'split', 'text'),
      loop('texts', 'filter', 'x != "a"', 'size(x) > 0'),
      loop('texts', 'map', 'x + "!"', 'x.upperAscii()'),
    ),
  };
});

function plain(value: unknown): Json | { failed: true } {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return { failed: true };
  return Array.isArray(value) ? value.map((item) => plain(item)) : (value as Json);
}

test("evaluates pure CEL as the library's own evaluator does", () => {
  const scope = scopeOf(sample, { at: 'entry' });
  let evaluated = 0;
  fc.assert(
    fc.property(
      fc.oneof(sources.int, sources.double, sources.bool, sources.text, sources.ints, sources.texts),
      (source) => {
        const compiled = compileExpression(source, scope);
        fc.pre(compiled.ok);
        const result = compiled.expression.evaluate({});
        let theirs: Json | { failed: true };
        try {
          theirs = plain(evaluate(source));
        } catch {
          theirs = { failed: true };
        }
        expect(result.ok ? result.value : { failed: true }).toEqual(theirs);
        evaluated++;
      },
    ),
    { numRuns: 600 },
  );
  expect(evaluated).toBeGreaterThan(300);
});
