/** Random handoffs, before it is known between which nodes: a trigger of every kind, and every rule of a package. */
import * as fc from 'fast-check';
import type { ContextRules, Handoff } from '@baton/shared/graph';
import { plain, some } from '@baton/shared/testing';
import type { TriggerKind } from '@baton/shared/triggers';

export interface Way {
  on: TriggerKind;
  if: string;
  entry: boolean;
  threshold: number;
  below: boolean;
  missing: 'ignore' | 'fire';
  strict: boolean;
  rest: Pick<Handoff, 'enabled' | 'limit'>;
  context: ContextRules;
  /** Of which nodes it passes on the outputs, by number. */
  results: number[];
}

export const stateKeys = ['topic', 'list', 'sum', 'deep'] as const;

/** Conditions that type in every place; some of them fail when they are asked. */
export const condition = fc.constantFrom(
  'true',
  'false',
  'visits < 2',
  'visits < 3',
  'hops < 4',
  'has(state.topic)',
  'state.sum > 2.0',
  'state.topic == "none"',
  'input.contains("turn.2")',
);

/** The words of the first agent, of the user, of a tool; and what no word here is. */
const redactions = [
  { pattern: '§i?a1\\.[^§]*§', with: '(the first)' },
  { pattern: '§user[^§]*§' },
  { pattern: '§find§', with: '' },
  'email' as const,
];

const context: fc.Arbitrary<ContextRules> = some({
  history: fc.oneof(
    fc.constantFrom('all' as const, 'none' as const),
    fc.record({ last: fc.integer({ min: 1, max: 3 }) }, plain),
    fc.record({ since: fc.constantFrom('user' as const, 'handoff' as const) }, plain),
    fc.constant({ summary: 'In one line.' }),
  ),
  maxTokens: fc.integer({ min: 1, max: 60 }),
  tools: fc.constantFrom('keep', 'no-handoffs', 'text', 'drop'),
  speakers: fc.constantFrom('as-is', 'named', 'as-user'),
  state: fc.subarray([...stateKeys]),
  brief: fc.constantFrom(
    '',
    '{{ from.name }} to {{ to.name }}',
    'Said: {{ message }}',
    'State: {{ state }}',
    'Topic: {{ state.topic }}',
    'Wanted: {{ input }}',
  ),
  redact: fc.subarray([...redactions], { minLength: 1 }),
});

const rest = some({ enabled: condition, limit: fc.integer({ min: 1, max: 3 }) });

/** Mostly plain, so that runs get somewhere. */
const seldom = <Value>(value: fc.Arbitrary<Value>, usually: Value) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usually) }, { weight: 1, arbitrary: value });

export const way: fc.Arbitrary<Way> = fc.record(
  {
    on: fc.constantFrom<TriggerKind[]>('always', 'model', 'model', 'rule', 'confidence', 'capability', 'otherwise'),
    if: condition,
    entry: seldom(fc.constant(true), false),
    threshold: fc.constantFrom(0.5, 0.9),
    below: fc.boolean(),
    missing: fc.constantFrom('ignore', 'fire'),
    strict: fc.boolean(),
    rest: seldom(rest, {}),
    context,
    results: seldom(fc.array(fc.nat(9), { minLength: 1, maxLength: 2 }), []),
  },
  plain,
);
