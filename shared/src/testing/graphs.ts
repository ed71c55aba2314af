/**
 * Random graphs for tests that say what holds for every one: all node kinds, triggers, tools and fields of the format.
 * Every reference leads somewhere and every expression types, so that no check finds an error.
 */
import * as fc from 'fast-check';
import type { Handoff } from '../graph/handoff.ts';
import { merges, type Graph, type Limits, type Note, type Scenario, type StateValue } from '../graph/schema.ts';
import { handoff } from './handoffs.ts';
import { node } from './nodes.ts';
import { tool } from './tools.ts';
import {
  anyId,
  count,
  dictionary,
  json,
  list,
  model,
  plain,
  position,
  positive,
  schema,
  some,
  stateKey,
  words,
  type Names,
} from './values.ts';

const stateValue: fc.Arbitrary<StateValue> = fc
  .tuple(schema, some({ merge: fc.constantFrom(...merges), default: json }))
  .map(([type, more]) => ({ ...type, ...more }));

const limits: fc.Arbitrary<Limits> = some({
  handoffs: count,
  visits: count,
  modelCalls: count,
  branches: count,
  depth: count,
  seconds: positive,
  tokens: count,
  costUsd: positive,
});

const scenario = (id: string, names: Names, handoffs: readonly Handoff[]): fc.Arbitrary<Scenario> =>
  fc.record(
    {
      id: fc.constant(id),
      name: words,
      say: fc.array(words, { minLength: 1, maxLength: 2 }),
      answers: fc.dictionary(fc.constantFrom(...names.nodes), json, { maxKeys: 2, ...plain }),
      expect: some({
        route: list(fc.constantFrom(...names.nodes)),
        state: dictionary(json),
        says: words,
        handoffs: fc.subarray(handoffs.map((one) => one.id)),
      }),
    },
    { ...plain, requiredKeys: ['id', 'say'] },
  );

const note = (id: string): fc.Arbitrary<Note> =>
  fc.record(
    { id: fc.constant(id), text: words, position, size: fc.record({ width: positive, height: positive }, plain) },
    { ...plain, requiredKeys: ['id', 'text', 'position'] },
  );

const ids = (bounds: { minLength?: number; maxLength: number }) => fc.uniqueArray(anyId, bounds);

/** Keys in any order: a document keeps the order in which a person wrote it. */
const shuffled = <Of extends object>(value: Of): fc.Arbitrary<Of> =>
  fc
    .shuffledSubarray(Object.entries(value), { minLength: Object.keys(value).length })
    .map((entries) => Object.fromEntries(entries) as Of);

export const graphs: fc.Arbitrary<Graph> = fc
  .record({
    nodes: ids({ minLength: 1, maxLength: 6 }),
    tools: ids({ minLength: 1, maxLength: 3 }),
    state: fc.uniqueArray(stateKey, { minLength: 1, maxLength: 3 }),
  })
  .chain((names) =>
    fc
      .tuple(
        fc.tuple(...names.nodes.map((id) => node(id, names))),
        ids({ maxLength: 8 }),
        ids({ maxLength: 2 }),
        ids({ maxLength: 2 }),
      )
      .chain(([nodes, handoffIds, scenarioIds, noteIds]) =>
        fc.tuple(...handoffIds.map((id) => handoff(id, nodes, names))).chain((handoffs) =>
          fc.record(
            {
              format: fc.constant('baton/1' as const),
              id: anyId,
              name: words,
              description: words,
              entry: fc.constantFrom(...names.nodes),
              resume: fc.constantFrom('active', 'entry'),
              defaults: some({ model }),
              limits,
              state: fc
                .tuple(...names.state.map(() => stateValue))
                .map((values) => Object.fromEntries(names.state.map((key, at) => [key, values[at] ?? {}]))),
              tools: fc.tuple(...names.tools.map(tool)),
              nodes: fc.constant(nodes),
              handoffs: fc.constant(handoffs),
              scenarios: fc.tuple(...scenarioIds.map((id) => scenario(id, names, handoffs))),
              notes: fc.tuple(...noteIds.map(note)),
            },
            { ...plain, requiredKeys: ['format', 'id', 'entry', 'state', 'tools', 'nodes', 'handoffs'] },
          ),
        ),
      ),
  )
  .chain(shuffled);
