/** Random handoffs, with every trigger and every rule of a context package. */
import * as fc from 'fast-check';
import type { ContextRules, Handoff } from '../graph/handoff.ts';
import { errorKinds, type Node } from '../nodes/index.ts';
import type { Trigger, TriggerKind, TriggerOf } from '../triggers/index.ts';
import { condition, count, list, model, plain, schema, share, some, word, words, type Names } from './values.ts';

const triggers: { [Kind in TriggerKind]: fc.Arbitrary<Omit<TriggerOf<Kind>, 'on'>> } = {
  model: some({ when: words, args: schema }),
  rule: fc.record({ if: condition, at: fc.constantFrom('exit', 'entry') }, { ...plain, requiredKeys: ['if'] }),
  confidence: fc
    .tuple(
      fc.oneof(fc.record({ below: share }, plain), fc.record({ atLeast: share }, plain)),
      some({ missing: fc.constantFrom('ignore', 'fire') }),
    )
    .map(([threshold, missing]) => ({ ...threshold, ...missing })),
  capability: some({ needs: list(word) }),
  error: some({ kinds: fc.subarray([...errorKinds], { minLength: 1 }) }),
  always: fc.constant({}),
  otherwise: fc.constant({}),
};

/** Only an agent's model can choose; its choices are told apart by a tool name that is made from the handoff's id. */
const trigger = (id: string, from: Node): fc.Arbitrary<Trigger> =>
  fc
    .constantFrom(...(Object.keys(triggers) as TriggerKind[]))
    .filter((on) => from.kind === 'agent' || (on !== 'model' && on !== 'capability'))
    .chain((on) => triggers[on].map((own) => ({ on, ...own, ...(on === 'model' && { tool: `go-${id}` }) }) as Trigger));

const contextRules = (names: Names): fc.Arbitrary<ContextRules> =>
  some({
    history: fc.oneof(
      fc.constantFrom('all', 'none'),
      fc.record({ last: count }, plain),
      fc.record({ since: fc.constantFrom('user', 'handoff') }, plain),
      fc.record({ summary: words, model }, { ...plain, requiredKeys: ['summary'] }),
    ),
    maxTokens: count,
    tools: fc.constantFrom('keep', 'no-handoffs', 'text', 'drop'),
    speakers: fc.constantFrom('as-is', 'named', 'as-user'),
    state: fc.subarray([...names.state]),
    results: fc.subarray([...names.nodes]),
    redact: list(
      fc.oneof(
        fc.constantFrom('email', 'phone', 'card', 'iban'),
        fc.record({ pattern: fc.constant('[0-9]+'), with: words }, { ...plain, requiredKeys: ['pattern'] }),
      ),
    ),
    brief: fc.constantFrom('', '{{ from.name }} hands over to {{ to.name }}', 'Again: {{ input }}'),
  });

export const handoff = (id: string, nodes: readonly Node[], names: Names): fc.Arbitrary<Handoff> =>
  fc.tuple(fc.constantFrom(...nodes), fc.constantFrom(...names.nodes)).chain(([from, to]) =>
    some({
      label: words,
      trigger: trigger(id, from),
      context: contextRules(names),
      enabled: condition,
      approval: fc.oneof(fc.boolean(), words),
      returns: fc.boolean(),
      each: fc.constant('["a", "b"]'),
      limit: count,
    }).map((more) => ({ id, from: from.id, to, ...more })),
  );
