import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkGraph } from '../../checks/index.ts';
import { mayNameState } from '../../rules/index.ts';
import { templates } from '../../templates/index.ts';
import { graphs } from '../../testing/graphs.ts';
import { parseGraph } from '../parse.ts';
import type { Graph } from '../schema.ts';
import { renameStateKey } from './state-key.ts';

/** Names the value `amount` wherever the format lets it be named. */
const claims = (key: string): Graph => ({
  format: 'baton/1',
  id: 'claims',
  entry: 'sorter',
  state: { before: { type: 'string' }, [key]: { type: 'number', default: 0 }, seen: { type: 'array', items: {} } },
  tools: [
    {
      id: 'pay',
      type: 'http',
      url: `https://example.com/{{ state.${key} }}`,
      headers: { amount: `{{ state["${key}"] }}` },
      take: 'body.state.amount',
    },
  ],
  nodes: [
    {
      id: 'sorter',
      kind: 'agent',
      instructions: `The amount is {{ state.${key} }}.`,
      output: { type: 'object', properties: { [key]: { type: 'number' } }, required: [key] },
      into: [key],
      guardrails: {
        input: [{ trip: `state.${key} < 0`, then: { say: `No: {{ state.${key} }}` } }],
        output: [{ trip: `output.${key} < 0` }],
      },
      script: [{ if: `state.${key} > 0`, say: `{{ state.${key} }}`, output: { [key]: 7 } }],
    },
    { id: 'other', kind: 'agent', output: { type: 'object', properties: { amount: { type: 'number' } } } },
    { id: 'router', kind: 'router', classify: { labels: [{ name: 'amount' }], into: key } },
    { id: 'person', kind: 'human', ask: `Pay {{ state.${key} }}?`, into: key },
    { id: 'step', kind: 'tool', tool: 'pay', args: { amount: `state.${key}` }, into: key },
    { id: 'gather', kind: 'join', combine: `results.map(r, [r, state.${key}])`, into: key },
    { id: 'inner', kind: 'graph', graph: 'another', input: `{{ state.${key} }}`, into: key },
  ],
  handoffs: [
    {
      id: 'a',
      from: 'sorter',
      to: 'other',
      trigger: { on: 'rule', if: `output.${key} > state.${key}` },
      enabled: `has(state.${key})`,
      context: { state: ['seen', key], brief: `{{ state.${key} }} or {{ output.${key} }}` },
    },
    {
      id: 'b',
      from: 'other',
      to: 'step',
      trigger: { on: 'rule', if: `output.amount > state.${key}` },
      each: `state.seen.filter(amount, amount == state.${key})`,
    },
  ],
  scenarios: [{ id: 's', say: ['amount'], expect: { state: { [key]: 7, seen: [] } } }],
});

describe('a state value that is renamed', () => {
  test('is followed wherever it is named, and nothing else is', () => {
    expect(renameStateKey(claims('amount'), 'amount', 'total')).toStrictEqual(claims('total'));
  });

  test('keeps its place, and what does not name it', () => {
    const before = claims('amount');
    const after = renameStateKey(before, 'amount', 'total');
    expect(JSON.stringify(after)).toBe(JSON.stringify(claims('total')));
    expect(after.nodes?.[1]).toBe(before.nodes?.[1]);
    expect(renameStateKey(before, 'amount', 'seen')).toBe(before);
    expect(renameStateKey(before, 'nothing', 'total')).toBe(before);
  });

  test('is not, where an agent that writes it would then write something else', () => {
    const taken = claims('amount');
    const nodes = taken.nodes?.map((node) =>
      node.id === 'sorter'
        ? { ...node, output: { type: 'object', properties: { amount: { type: 'number' }, total: { type: 'number' } } } }
        : node,
    );
    const graph: Graph = { ...taken, ...(nodes && { nodes }) };
    expect(renameStateKey(graph, 'amount', 'total')).toBe(graph);
    expect(mayNameState(graph, 'total', 'amount')).toEqual({
      ok: false,
      reason: 'The output of sorter, which writes it, has a "total" already.',
    });
    expect(mayNameState(graph, 'sum', 'amount').ok).toBe(true);
  });
});

const written = fc.constantFrom(...templates().map(({ graph }) => graph), claims('amount'));
/** A name that stands nowhere. */
const fresh = 'zzRenamed';

describe('whatever the graph', () => {
  const some = fc.oneof(written, graphs).chain((graph) => {
    const keys = Object.keys(graph.state ?? {});
    return fc.record({ graph: fc.constant(graph), key: fc.constantFrom(...(keys.length > 0 ? keys : ['none'])) });
  });

  test('renaming there and back is the same document', () => {
    fc.assert(
      fc.property(some, ({ graph, key }) => {
        const there = renameStateKey(graph, key, fresh);
        expect(parseGraph(there)).toMatchObject({ ok: true });
        expect(JSON.stringify(renameStateKey(there, fresh, key))).toBe(JSON.stringify(graph));
      }),
    );
  });

  test('what the checks say is the same but for the name', () => {
    const told = (graph: Graph) => checkGraph(graph).map(({ severity, code }) => `${severity} ${code}`);
    fc.assert(
      fc.property(some, ({ graph, key }) => {
        expect(told(renameStateKey(graph, key, fresh))).toEqual(told(graph));
      }),
    );
  });
});
