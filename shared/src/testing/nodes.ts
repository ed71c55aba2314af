/** Random nodes, of every kind. */
import * as fc from 'fast-check';
import { errorKinds, type Node, type NodeKind, type NodeOf } from '../nodes/index.ts';
import {
  anyId,
  condition,
  count,
  dictionary,
  json,
  list,
  model,
  plain,
  position,
  positive,
  schema,
  share,
  some,
  template,
  word,
  words,
  type Names,
} from './values.ts';

const script = list(
  some({
    if: condition,
    say: template,
    handoff: fc.oneof(anyId, fc.array(anyId, { minLength: 1, maxLength: 2 })),
    args: dictionary(json),
    calls: list(fc.record({ tool: word, args: dictionary(json) }, { ...plain, requiredKeys: ['tool'] })),
    output: json,
    confidence: share,
    needs: fc.oneof(word, list(word)),
    fail: some({ kind: fc.constantFrom(...errorKinds), message: words, passing: fc.boolean() }),
    delayMs: fc.nat(100),
    once: fc.boolean(),
  }),
);

const guardrails = list(
  fc
    .tuple(
      fc.oneof(
        fc.record({ trip: condition }, plain),
        fc.record({ judge: word, model }, { ...plain, requiredKeys: ['judge'] }),
      ),
      some({ then: fc.oneof(fc.constant('error' as const), fc.record({ say: template }, plain)) }),
    )
    .map(([guardrail, then]) => ({ ...guardrail, ...then })),
);

const common = some({
  name: words,
  description: words,
  position,
  retry: some({ attempts: fc.integer({ min: 1, max: 20 }), backoffMs: fc.nat(1000) }),
  timeoutSeconds: positive,
  route: fc.constantFrom('first', 'all'),
});

const kinds: { [Kind in NodeKind]: (names: Names) => fc.Arbitrary<Partial<Omit<NodeOf<Kind>, 'id' | 'kind'>>> } = {
  agent: (names) =>
    some({
      instructions: template,
      model,
      modelOptions: dictionary(json),
      tools: fc.subarray([...names.tools]),
      capabilities: list(word),
      output: schema,
      into: fc.subarray([...names.state]),
      confidence: fc.constantFrom('self', 'logprobs', 'judge'),
      maxSteps: count,
      guardrails: some({ input: guardrails, output: guardrails }),
      script,
    }),
  router: (names) =>
    some({
      classify: fc.record(
        {
          question: words,
          labels: fc.array(
            fc.record({ name: word, description: words, examples: list(words) }, { ...plain, requiredKeys: ['name'] }),
            { minLength: 1, maxLength: 3 },
          ),
          into: fc.constantFrom(...names.state),
        },
        { ...plain, requiredKeys: ['labels'] },
      ),
      model,
      modelOptions: dictionary(json),
      script,
    }),
  human: (names) =>
    some({
      ask: template,
      answer: fc.oneof(fc.constantFrom('text', 'approval', 'takeover'), schema),
      assignee: words,
      into: fc.constantFrom(...names.state),
    }),
  tool: (names) =>
    fc.record(
      {
        tool: fc.constantFrom(...names.tools),
        args: dictionary(fc.constantFrom('input', 'visits + 1')),
        into: fc.constantFrom(...names.state),
      },
      { ...plain, requiredKeys: ['tool'] },
    ),
  join: (names) =>
    some({
      wait: fc.oneof(fc.constantFrom('all', 'any'), count),
      combine: fc.constantFrom('list', 'vote', 'first', 'size(results)'),
      onBranchError: fc.constantFrom('fail', 'skip', 'collect'),
      into: fc.constantFrom(...names.state),
    }),
  graph: (names) =>
    fc.record(
      { graph: anyId, version: count, input: template, into: fc.constantFrom(...names.state) },
      { ...plain, requiredKeys: ['graph'] },
    ),
};

export const node = (id: string, names: Names): fc.Arbitrary<Node> =>
  fc
    .constantFrom(...(Object.keys(kinds) as NodeKind[]))
    .chain((kind) =>
      fc.tuple(common, kinds[kind](names)).map(([shared, own]) => ({ id, kind, ...shared, ...own }) as Node),
    );
