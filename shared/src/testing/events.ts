/** Random logs of a run: every type of event, in an order that no run would have. */
import * as fc from 'fast-check';
import type { EventFields, EventType, Place, RunEvent, StoredEvent } from '../events/event.ts';
import type { Message } from '../events/message.ts';
import { errorKinds } from '../nodes/index.ts';
import { dictionary, json, list, plain, share, some, words } from './values.ts';

/** Few names, so that events meet each other. */
const nodeName = fc.constantFrom('triage', 'billing', 'person');
const key = fc.constantFrom('m1', 'm2', 'm3', 'm4');
const call = fc.constantFrom('c1', 'c2');
const ms = fc.nat(1000);
const at = fc.constant('2026-11-24T08:00:00.000Z');
const tokens = fc.record({ input: fc.nat(100), output: fc.nat(100), cached: fc.nat(100) }, plain);
const record = <Fields>(fields: { [Key in keyof Fields]: fc.Arbitrary<Fields[Key]> }) =>
  fc.record<Fields>(fields, plain);

const place: fc.Arbitrary<Place> = fc
  .tuple(record({ node: nodeName, visit: fc.integer({ min: 1, max: 2 }) }), some({ branch: fc.constant('b') }))
  .map(([where, branch]) => ({ ...where, ...branch }));
const error = fc
  .tuple(
    record({ kind: fc.constantFrom(...errorKinds), message: words }),
    some({ node: nodeName, limit: fc.constant('visits') }),
  )
  .map(([what, more]) => ({ ...what, ...more }));
const message: fc.Arbitrary<Message> = fc.oneof(
  record({ id: key, role: fc.constant('user' as const), text: words }),
  record({ id: key, role: fc.constant('assistant' as const), text: words, node: nodeName }),
  record({ id: key, role: fc.constant('tool' as const), call, tool: words, text: words }),
);
const context = record({
  from: fc.oneof(nodeName, fc.constant(null)),
  to: nodeName,
  trigger: fc.constantFrom('start', 'model', 'rule'),
  reason: words,
  evidence: dictionary(json),
  args: dictionary(json),
  history: list(key),
  state: dictionary(json),
  results: list(record({ node: nodeName, output: json })),
  brief: words,
  at,
  hop: fc.nat(5),
});
const path = fc.constantFrom(
  '',
  '/order',
  '/order/amount',
  '/tags/-',
  '/tags/0',
  '/tags/9',
  '/__proto__/admin',
  '/a~1b',
  'no pointer',
);
const change = fc.oneof(
  record({ op: fc.constantFrom('add' as const, 'replace' as const), path, value: json }),
  record({ op: fc.constant('remove' as const), path }),
);
const why = fc.constantFrom(
  'human' as const,
  'breakpoint' as const,
  'step' as const,
  'approval' as const,
  'shutdown' as const,
);
const ending = { output: json, route: list(nodeName), tokens, costUsd: share, ms };

/** The fields of an event at a place of the graph. */
const here = <Fields>(fields: { [Key in keyof Fields]: fc.Arbitrary<Fields[Key]> }) =>
  fc.tuple(place, record(fields)).map(([where, what]) => ({ ...where, ...what }));

const fields: { [Type in EventType]: fc.Arbitrary<EventFields[Type]> } = {
  'run.started': record({
    graph: words,
    version: fc.constant('draft'),
    thread: words,
    input: words,
    inputMessage: message,
    state: dictionary(json),
  }),
  'node.started': here({ attempt: fc.integer({ min: 1, max: 3 }), context }),
  'node.resumed': here({ results: list(json), by: list(nodeName) }),
  'model.delta': here({ text: words }),
  'model.finished': here({
    model: words,
    request: record({ messages: list(key), added: list(message), tools: fc.constant([]) }),
    tokens,
    costUsd: share,
    ms,
    message,
  }),
  'tool.started': here({ tool: words, call, args: dictionary(json) }),
  'tool.finished': fc
    .tuple(here({ tool: words, call, ms }), some({ result: json, error: words, message }))
    .map(([ended, more]) => ({ ...ended, ...more })),
  'state.changed': record({ changes: list(change) }),
  'node.finished': here({ output: json, message: words, confidence: fc.oneof(share, fc.constant(null)), ms }),
  'node.failed': fc
    .tuple(here({ error, attempt: fc.integer({ min: 1, max: 3 }) }), some({ retryInMs: ms }))
    .map(([failed, retry]) => ({ ...failed, ...retry })),
  'node.cancelled': here({ error, attempt: fc.constant(1) }),
  'handoff.considered': here({
    handoffs: list(record({ id: words, fires: fc.boolean(), evidence: dictionary(json) })),
  }),
  'handoff.taken': fc
    .tuple(
      record({
        handoff: words,
        from: nodeName,
        to: nodeName,
        reason: words,
        context,
        left: record({ messages: list(key), state: list(words), tokens: fc.nat(100), passedTokens: fc.nat(100) }),
      }),
      some({ added: list(message) }),
    )
    .map(([taken, more]) => ({ ...taken, ...more })),
  'human.asked': here({
    ask: call,
    question: words,
    schema: fc.constant({}),
    answer: fc.constantFrom('text', 'approval', 'takeover'),
    summary: words,
  }),
  'human.answered': here({ ask: call, answer: json, by: words }),
  'run.paused': record({ why }),
  'run.resumed': record({ why: fc.oneof(why, fc.constant('crash' as const)) }),
  'run.finished': record(ending),
  'run.failed': record({ ...ending, error }),
  'run.cancelled': record(ending),
};

const types = Object.keys(fields) as EventType[];
const draft = (type: EventType) => fields[type].map((own) => ({ type, ...own }));

/** Events numbered as a log numbers them; the live-only ones among them have no number. */
export const liveEvents: fc.Arbitrary<RunEvent[]> = fc
  .array(fc.constantFrom(...types).chain(draft), { maxLength: 25 })
  .map((drafts) => {
    let seq = 0;
    return drafts.map(
      (one) =>
        ({
          ...one,
          run: 'r_test',
          at: '2026-11-24T08:00:00.000Z',
          ...(one.type !== 'model.delta' && { seq: ++seq }),
        }) as RunEvent,
    );
  });

export const storedEvents: fc.Arbitrary<StoredEvent[]> = liveEvents.map((events) =>
  events.filter((event): event is StoredEvent => event.type !== 'model.delta'),
);
