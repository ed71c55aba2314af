/** Random nodes, before it is known where their handoffs lead: what an agent, a router, a person or a tool does. */
import * as fc from 'fast-check';
import { plain, some } from '@baton/shared/testing';
import type { AgentNode, HumanNode, JoinNode } from '@baton/shared/nodes';
import { condition } from './ways.ts';

/** What a model does in one call; where it goes is a number, counted round the handoffs that there are. */
export interface Turn {
  does:
    | 'say'
    | 'hand-off'
    | 'hand-off-to-several'
    | 'hand-off-to-nobody'
    | 'hand-off-with-bad-args'
    | 'call'
    | 'call-and-hand-off'
    | 'call-nothing'
    | 'need'
    | 'need-nothing'
    | 'fail'
    | 'fail-passing'
    | 'answer-badly';
  says: boolean;
  if?: string;
  once?: boolean;
  confidence?: number;
  nth: number;
}

const turn: fc.Arbitrary<Turn> = fc
  .tuple(
    fc.record(
      {
        does: fc.constantFrom<Turn['does'][]>(
          'say',
          'say',
          'hand-off',
          'hand-off',
          'hand-off-to-several',
          'hand-off-to-nobody',
          'hand-off-with-bad-args',
          'call',
          'call-and-hand-off',
          'call-nothing',
          'need',
          'need-nothing',
          'fail',
          'fail-passing',
        ),
        says: fc.boolean(),
        nth: fc.nat(5),
      },
      plain,
    ),
    some({ if: condition, once: fc.constant(true), confidence: fc.constantFrom(0, 0.4, 0.6, 0.95) }),
  )
  .map(([what, when]) => ({ ...what, ...when }));

/** What happens when nothing else holds: mostly what gets a run on. */
const lastTurn: fc.Arbitrary<Turn> = fc
  .tuple(
    fc.record(
      { does: fc.constantFrom<Turn['does'][]>('say', 'say', 'hand-off', 'need'), says: fc.boolean(), nth: fc.nat(5) },
      plain,
    ),
    some({ confidence: fc.constantFrom(0.4, 0.95) }),
  )
  .map(([what, more]) => ({ ...what, ...more }));

type Guardrails = NonNullable<AgentNode['guardrails']>;
const guardrail = fc
  .tuple(
    fc.constantFrom(
      { trip: 'input.contains("turn.2")' },
      { trip: 'message.contains("a1.")' },
      { trip: 'false' },
      { trip: 'state.topic == "none"' },
      { judge: 'Is it rude?' },
    ),
    some({ then: fc.constantFrom('error' as const, { say: 'I would rather not, {{ input }}. {{ state }}' }) }),
  )
  .map(([what, then]) => ({ ...what, ...then }));
const guardrails: fc.Arbitrary<Guardrails> = some({
  input: fc.array(guardrail, { maxLength: 1 }),
});

export interface AgentPart {
  kind: 'agent';
  turns: Turn[];
  lastTurn: Turn;
  tools: boolean;
  structured: boolean;
  /** Whether its words repeat what it was told. */
  quotes: boolean;
  all: boolean;
  more: Pick<AgentNode, 'guardrails' | 'maxSteps' | 'confidence'> & { attempts?: number };
}
export interface RouterPart {
  kind: 'router';
  classifies: boolean;
  into: boolean;
  label: number;
}
export interface HumanPart {
  kind: 'human';
  answer: HumanNode['answer'];
  into: boolean;
}
export interface ToolPart {
  kind: 'tool';
  tool: 'find' | 'sum';
  works: boolean;
  into: boolean;
}
export type Part = AgentPart | RouterPart | HumanPart | ToolPart;

const seldom = <Value>(value: fc.Arbitrary<Value>, usually: Value) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usually) }, { weight: 1, arbitrary: value });

const agentPart: fc.Arbitrary<AgentPart> = fc.record(
  {
    kind: fc.constant('agent' as const),
    turns: fc.array(turn, { maxLength: 2 }),
    lastTurn,
    tools: fc.boolean(),
    structured: seldom(fc.constant(true), false),
    quotes: seldom(fc.constant(true), false),
    all: seldom(fc.constant(true), false),
    more: seldom(
      some({
        guardrails,
        maxSteps: fc.integer({ min: 1, max: 3 }),
        confidence: fc.constantFrom('self' as const, 'judge' as const, 'logprobs' as const),
        attempts: fc.integer({ min: 1, max: 3 }),
      }),
      {},
    ),
  },
  plain,
);
const routerPart: fc.Arbitrary<RouterPart> = fc.record(
  { kind: fc.constant('router' as const), classifies: fc.boolean(), into: fc.boolean(), label: fc.nat(2) },
  plain,
);
const humanPart: fc.Arbitrary<HumanPart> = fc.record(
  {
    kind: fc.constant('human' as const),
    answer: fc.constantFrom<HumanNode['answer'][]>('text', 'approval', {
      type: 'object',
      properties: { ok: { type: 'boolean' }, note: { type: 'string' } },
      required: ['ok'],
      additionalProperties: false,
    }),
    into: fc.boolean(),
  },
  plain,
);
const toolPart: fc.Arbitrary<ToolPart> = fc.record(
  {
    kind: fc.constant('tool' as const),
    tool: fc.constantFrom('find' as const, 'sum' as const),
    works: seldom(fc.constant(false), true),
    into: fc.boolean(),
  },
  plain,
);
export const part: fc.Arbitrary<Part> = fc.oneof(
  { weight: 5, arbitrary: agentPart },
  { weight: 1, arbitrary: routerPart },
  { weight: 1, arbitrary: humanPart },
  { weight: 1, arbitrary: toolPart },
);

export type JoinPart = Pick<JoinNode, 'wait' | 'combine' | 'onBranchError'> & { keeps?: boolean };
export const joinPart: fc.Arbitrary<JoinPart> = some({
  wait: fc.constantFrom<NonNullable<JoinNode['wait']>[]>('all', 'any', 1, 2, 3),
  combine: fc.constantFrom('list', 'vote', 'first', 'size(results)', 'results[5]'),
  onBranchError: fc.constantFrom('fail', 'skip', 'collect'),
  keeps: fc.boolean(),
});
