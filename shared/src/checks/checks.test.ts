import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyFix } from '../graph/edit/fix.ts';
import { parseGraph } from '../graph/parse.ts';
import { pointerKeys } from '../graph/problem.ts';
import { graphs } from '../testing/graphs.ts';
import { examples } from './examples/index.ts';
import { agent, graph, handoff } from './examples/made.ts';
import { near } from './examples/near/index.ts';
import { checkGraph } from './index.ts';

describe('each problem', () => {
  test.each(examples)('$severity $code at $path', ({ graph: example, code, severity, path, says }) => {
    expect(parseGraph(example)).toMatchObject({ ok: true });
    expect(checkGraph(example)).toMatchObject([
      { code, severity, path, message: expect.stringContaining(says) as string },
    ]);
  });

  test.each(examples)('$code at $path is a sentence that ends', ({ graph: example }) => {
    for (const { message } of checkGraph(example)) expect(message).toMatch(/^(?:[A-Z"]|[abj]\b).*[.?]$/);
  });

  const repairs = examples.filter(({ graph: example }) => checkGraph(example)[0]?.fix);
  test.each(repairs)(
    '$code at $path is gone when its fix is applied, and nothing else is wrong',
    ({ graph: example, leaves = [] }) => {
      const fix = checkGraph(example)[0]?.fix;
      const fixed = fix ? applyFix(example, fix) : example;
      expect(fixed).not.toBe(example);
      expect(checkGraph(fixed).map((problem) => problem.code)).toEqual(leaves);
    },
  );
});

describe('what is nearly a problem', () => {
  test.each(near)('is not told as $code: $why', ({ graph: example }) => {
    expect(parseGraph(example)).toMatchObject({ ok: true });
    expect(checkGraph(example)).toEqual([]);
  });

  test('is there for each problem that no fix takes away', () => {
    const mended = examples.filter(({ graph: example }) => checkGraph(example)[0]?.fix).map(({ code }) => code);
    const alike = new Set([...mended, ...near.map(({ code }) => code)]);
    expect(examples.map(({ code }) => code).filter((code) => !alike.has(code))).toEqual([]);
  });
});

describe('whatever the graph', () => {
  test('a graph whose names and expressions are right has no error', () => {
    fc.assert(
      fc.property(graphs, (any) => {
        expect(checkGraph(any).filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
    );
  });

  test('each problem points into the document, and each fix makes a document', () => {
    fc.assert(
      fc.property(graphs, fc.constantFrom('a', 'no-such-node'), (any, entry) => {
        const damaged = { ...any, entry, state: {} };
        for (const { path, fix } of checkGraph(damaged)) {
          expect(valueAt(damaged, pointerKeys(path))).not.toBe(undefined);
          if (fix) expect(applyFix(damaged, fix)).not.toBe(damaged);
        }
      }),
    );
  });

  test('errors come first, hints last', () => {
    const order = ['error', 'warning', 'hint'];
    const found = checkGraph(
      graph({
        entry: 'x',
        nodes: [
          { id: 'a', kind: 'agent' },
          { id: 'b', kind: 'agent', into: ['y'] },
        ],
      }),
    );
    const ranks = found.map(({ severity }) => order.indexOf(severity));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(new Set(ranks).size).toBe(3);
  });

  test('a chain of 5,000 nodes is checked in a moment', () => {
    const ids = Array.from({ length: 5000 }, (_, index) => `n${index}`);
    const chain = graph({
      entry: 'n0',
      nodes: ids.map((id) => agent(id)),
      handoffs: ids.slice(1).map((id, index) => handoff(`n${index}`, id)),
    });
    expect(checkGraph(chain)).toEqual([]);
  });
});

function valueAt(document: unknown, keys: readonly string[]): unknown {
  let value = document;
  for (const key of keys) value = (value as { [key: string]: unknown } | undefined)?.[key];
  return value;
}
