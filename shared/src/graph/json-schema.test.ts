import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { graphs } from '../testing/graphs.ts';
import { damagedGraphs } from '../testing/mutations.ts';
import { graphJsonSchema } from './json-schema.ts';
import { parseGraph } from './parse.ts';
import { validateJson } from './validate.ts';

beforeAll(() => import('../patterns/index.ts'));

const schema = graphJsonSchema();

describe('the JSON Schema of the format', () => {
  // After a change of the format: pnpm exec vitest run shared -u
  test('is the file that is published', async () => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../../docs/baton-graph.schema.json');
  });

  test.each([
    ['an unknown key', { nmae: 'Desk' }],
    ['an id that is no id', { id: 'My desk' }],
    ['a reserved word as an id', { id: 'constructor' }],
    ['a reserved word as a state key', { state: { prototype: {} } }],
    ['a node of an unknown kind', { nodes: [{ id: 'a', kind: 'robot' }] }],
    [
      'a confidence without a threshold',
      { handoffs: [{ id: 'h', from: 'a', to: 'a', trigger: { on: 'confidence' } }] },
    ],
    [
      'a confidence with two thresholds',
      { handoffs: [{ id: 'h', from: 'a', to: 'a', trigger: { on: 'confidence', below: 0.5, atLeast: 0.5 } }] },
    ],
  ])('refuses %s, as the parser does', (_what, part) => {
    const document = { format: 'baton/1', id: 'desk', entry: 'a', ...part };
    expect(parseGraph(document).ok).toBe(false);
    expect(validateJson(schema, document).length).toBeGreaterThan(0);
  });

  test('accepts every graph that is parsed', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        expect(validateJson(schema, graph)).toEqual([]);
      }),
    );
  });

  test('judges a damaged document as the parser does', () => {
    fc.assert(
      fc.property(damagedGraphs, (document) => {
        const parsed = parseGraph(document);
        // Keys that are refused before the schema is asked are the parser's alone.
        fc.pre(parsed.ok || !['reserved-key', 'too-deep'].includes(parsed.problems[0]?.code ?? ''));
        expect(validateJson(schema, document).length === 0).toBe(parsed.ok);
      }),
      { numRuns: 500 },
    );
  });
});
