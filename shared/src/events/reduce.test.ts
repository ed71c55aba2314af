import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../graph/json.ts';
import { liveEvents, storedEvents } from '../testing/events.ts';
import {
  isStored,
  type ContextPackage,
  type EventDraft,
  type EventOf,
  type RunEvent,
  type StoredEvent,
} from './event.ts';
import { reduce, reduceAll } from './reduce.ts';
import { emptyView, type RunView, workedMs } from './view.ts';

/** What streams in before a message is whole is the one thing that a log does not have; nor has what was said by then. */
const withoutStreamed = (view: RunView): object => {
  const silent = <Wait extends { before: { text: string } }>(wait: Wait) => ({
    ...wait,
    before: { ...wait.before, text: '' },
  });
  return {
    ...view,
    visits: view.visits.map((visit) => ({ ...visit, text: '' })),
    returns: view.returns.map(silent),
    asks: view.asks.map(silent),
  };
};

describe('whatever the events', () => {
  test('a view of any part of them is made, and is plain JSON', () => {
    fc.assert(
      fc.property(liveEvents, fc.nat(25), (events, end) => {
        const view = reduceAll(events.slice(0, end));
        expect(JSON.parse(JSON.stringify(view))).toEqual(view);
      }),
    );
  });

  test('any order of them does no harm', () => {
    fc.assert(
      fc.property(
        liveEvents.chain((events) => fc.shuffledSubarray(events)),
        (events) => {
          const numbers = events.filter(isStored).map((event) => event.seq);
          expect(reduceAll(events).seq).toBe(Math.max(0, ...numbers));
        },
      ),
    );
  });

  test('what was seen before changes nothing, so that a stream may repeat itself', () => {
    fc.assert(
      fc.property(storedEvents, fc.array(fc.tuple(fc.nat(25), fc.nat(25))), (events, repeats) => {
        const stuttering = [...events];
        // Each repeat comes after the event that it repeats.
        for (const [which, after] of repeats) {
          const event = events[which];
          if (event) stuttering.splice(Math.max(stuttering.lastIndexOf(event) + 1, after), 0, event);
        }
        expect(reduceAll(stuttering)).toEqual(reduceAll(events));
      }),
    );
    fc.assert(
      fc.property(storedEvents, (events) => {
        const view = reduceAll(events);
        for (const event of events) expect(reduce(view, event)).toBe(view);
      }),
    );
  });

  test('the view of what was live equals the view of the log, but for words that were only streamed', () => {
    fc.assert(
      fc.property(liveEvents, (events) => {
        expect(withoutStreamed(reduceAll(events))).toEqual(withoutStreamed(reduceAll(events.filter(isStored))));
      }),
    );
  });

  test('a view that is there goes on where it is: a page that was reloaded sees what one that stayed sees', () => {
    fc.assert(
      fc.property(storedEvents, fc.nat(25), (events, at) => {
        const before = reduceAll(events.slice(0, at));
        expect(reduceAll(events.slice(at), before)).toEqual(reduceAll(events));
      }),
    );
  });

  test('no view is changed in place', () => {
    fc.assert(
      fc.property(liveEvents, (events) => {
        let view = emptyView();
        for (const event of events) {
          const before = structuredClone(view);
          const next = reduce(view, event);
          expect(view).toEqual(before);
          view = next;
        }
      }),
    );
  });

  test('an event of a newer Baton is passed over, and its number counted', () => {
    const event = { type: 'weather.changed', seq: 1, at: '', run: 'r_test' } as unknown as RunEvent;
    expect(reduce(emptyView(), event)).toEqual({ ...emptyView(), seq: 1 });
  });
});

describe('a run from its beginning to its end', () => {
  const message = (id: string, text: string) => ({ id, role: 'assistant', text, node: 'billing' }) as const;
  const context = (to: string, hop: number): ContextPackage => ({
    from: null,
    to,
    trigger: 'start',
    reason: '',
    evidence: {},
    args: {},
    history: ['m1'],
    state: {},
    results: [],
    brief: '',
    at: '',
    hop,
  });
  const tokens = { input: 10, output: 5, cached: 0 };
  const place = (node: string, visit = 1) => ({ node, visit });
  const drafts: EventDraft[] = [
    {
      type: 'run.started',
      graph: 'desk',
      version: 'draft',
      thread: 't_1',
      input: 'Hi',
      inputMessage: { id: 'm1', role: 'user', text: 'Hi' },
      state: { tags: [] },
    },
    { type: 'node.started', ...place('triage'), attempt: 1, context: context('triage', 0) },
    {
      type: 'handoff.considered',
      ...place('triage'),
      handoffs: [{ id: 'go', fires: true, evidence: { confidence: 0.4 } }],
    },
    { type: 'node.finished', ...place('triage'), output: null, message: '', confidence: null, ms: 3 },
    {
      type: 'handoff.taken',
      ...place('triage'),
      handoff: 'go',
      from: 'triage',
      to: 'billing',
      reason: 'a charge',
      context: context('billing', 1),
      left: { messages: [], state: [], tokens: 0, passedTokens: 3 },
    },
    { type: 'node.started', ...place('billing'), attempt: 1, context: context('billing', 1) },
    { type: 'model.delta', ...place('billing'), text: 'It was ' },
    { type: 'model.delta', ...place('billing'), text: 'charged once.' },
    {
      type: 'model.finished',
      ...place('billing'),
      model: 'script',
      request: { messages: ['s1', 'm1'], added: [{ id: 's1', role: 'system', text: 'You are billing.' }], tools: [] },
      tokens,
      costUsd: 0.01,
      ms: 40,
      message: message('m2', 'It was charged once.'),
    },
    { type: 'state.changed', ...place('billing'), changes: [{ op: 'add', path: '/tags/-', value: 'paid' }] },
    {
      type: 'human.asked',
      ...place('billing'),
      ask: 'q1',
      question: 'Right?',
      schema: {},
      answer: 'text',
      summary: '',
    },
    { type: 'run.paused', why: 'human' },
    { type: 'human.answered', ...place('billing'), ask: 'q1', answer: 'Yes.', by: 'Ada' },
    { type: 'run.resumed', why: 'human' },
    {
      type: 'node.finished',
      ...place('billing'),
      output: 'It was charged once.',
      message: 'It was charged once.',
      confidence: 0.9,
      ms: 50,
    },
    {
      type: 'run.finished',
      output: 'It was charged once.',
      route: ['triage', 'billing'],
      tokens,
      costUsd: 0.01,
      ms: 99,
    },
  ];
  let seq = 0;
  const events = drafts.map(
    (one) =>
      ({
        ...one,
        run: 'r_1',
        at: `2026-11-24T08:00:0${seq % 10}Z`,
        ...(one.type !== 'model.delta' && { seq: ++seq }),
      }) as RunEvent,
  );
  const upTo = (type: StoredEvent['type']) =>
    reduceAll(events.slice(0, events.findIndex((event) => event.type === type) + 1));

  test('is running once it has started, with the state and the message that it began with', () => {
    const view = upTo('run.started');
    expect(view).toMatchObject({ status: 'running', run: 'r_1', input: 'Hi', state: { tags: [] }, seq: 1 });
    expect(view.messages['m1']?.text).toBe('Hi');
  });

  test('takes words where they stand: told again from the beginning they are not doubled', () => {
    const started = upTo('node.started');
    const { node, visit } = started.visits[0]!;
    const say = (view: typeof started, text: string, from: number) =>
      reduce(view, { type: 'model.delta', run: 'r_1', at: '', node, visit, text, from });
    const half = say(say(started, 'You are ', 0), 'right', 8);
    expect(half.visits[0]?.text).toBe('You are right');
    expect(say(half, 'You are right, and', 0).visits[0]?.text).toBe('You are right, and');
    expect(say(half, 'One moment', 0).visits[0]?.text).toBe('One moment');
  });

  test('shows words while they stream, and the whole message when it is there', () => {
    const streaming = reduceAll(
      events.slice(
        0,
        events.findIndex((event) => event.type === 'model.finished'),
      ),
    );
    expect(streaming.visits[1]).toMatchObject({ node: 'billing', status: 'running', text: 'It was charged once.' });
    const view = upTo('model.finished');
    expect(view.visits[1]?.models).toMatchObject([{ message: 'm2', model: 'script' }]);
    expect(Object.keys(view.messages)).toEqual(['m1', 's1', 'm2']);
    expect([view.tokens, view.costUsd]).toEqual([tokens, 0.01]);
  });

  test('leaves what a node has said as it was when its model has summed up, judged or chosen', () => {
    const finished = events.find((event): event is EventOf<'model.finished'> => event.type === 'model.finished')!;
    const summary = { ...finished, seq: 90, message: message('m9', 'Summary'), silent: true as const };
    const view = reduce(upTo('model.finished'), summary);
    expect(view.visits[1]).toMatchObject({
      text: 'It was charged once.',
      models: [{ message: 'm2' }, { message: 'm9' }],
    });
    expect(view.messages['m9']?.text).toBe('Summary');
  });

  test('tells of a handoff what was considered, and with what evidence', () => {
    expect(upTo('handoff.taken').hops).toMatchObject([
      {
        handoff: 'go',
        from: 'triage',
        to: 'billing',
        considered: [{ id: 'go', fires: true, evidence: { confidence: 0.4 } }],
      },
    ]);
  });

  test('waits for a person, and goes on when there is an answer', () => {
    expect(upTo('run.paused')).toMatchObject({ status: 'paused', why: 'human', asks: [{ ask: 'q1', open: true }] });
    expect(upTo('human.asked').visits[1]?.status).toBe('waiting');
    const answered = upTo('run.resumed');
    expect(answered).toMatchObject({ status: 'running', asks: [{ ask: 'q1', open: false, given: 'Yes.', by: 'Ada' }] });
    expect(answered.why).toBeUndefined();
  });

  test('a takeover stays open until it is handed back', () => {
    const asked = { ...events.find(({ type }) => type === 'human.asked'), answer: 'takeover' } as StoredEvent;
    const said = (answer: Json, seq: number): RunEvent => ({
      type: 'human.answered',
      ...place('billing'),
      ask: 'q1',
      answer,
      by: 'Ada',
      seq,
      at: '',
      run: 'r_1',
    });
    const before = events.slice(
      0,
      events.findIndex(({ type }) => type === 'human.asked'),
    );
    const taken = reduceAll([...before, asked, said({ say: 'Hello' }, 98)]);
    expect(taken).toMatchObject({ asks: [{ open: true }], visits: [{}, { status: 'waiting' }] });
    expect(reduce(taken, said({ done: true }, 99))).toMatchObject({
      asks: [{ open: false }],
      visits: [{}, { status: 'running' }],
    });
  });

  test('closes the question of a visit that is cancelled or has failed', () => {
    const error = { kind: 'refused', message: 'late' } as const;
    for (const type of ['node.cancelled', 'node.failed'] as const) {
      const over: RunEvent = { type, ...place('billing'), error, attempt: 1, seq: 99, at: '', run: 'r_1' };
      expect(reduce(upTo('human.asked'), over).asks).toMatchObject([{ open: false }]);
    }
  });

  test('tells the time at work from the time in which it waited, also when it is cancelled meanwhile', () => {
    const ending = { output: null, route: ['triage'], tokens, costUsd: 0 };
    const log = [
      { type: 'run.paused', why: 'human', at: '2026-11-24T12:00:10Z' },
      { type: 'run.resumed', why: 'human', at: '2026-11-24T12:01:10Z' },
      { type: 'run.paused', why: 'human', at: '2026-11-24T12:01:15Z' },
      { type: 'run.cancelled', ...ending, ms: 85_000, at: '2026-11-24T12:01:25Z' },
    ] as const;
    const view = reduceAll(
      log.map((event, index) => ({ ...event, seq: 90 + index, run: 'r_1' })),
      upTo('human.asked'),
    );
    expect(view).toMatchObject({ ms: 85_000, waitedMs: 70_000 });
    expect(workedMs(view)).toBe(15_000);
    expect(workedMs(upTo('human.asked'))).toBeUndefined();
  });

  test('still waits for the person whose question is open when its node starts again after a crash', () => {
    const asked = upTo('human.asked');
    const again = { type: 'node.started', ...place('billing'), attempt: 2, context: context('billing', 1) } as const;
    expect(reduce(asked, { ...again, seq: 99, at: '', run: 'r_1' }).visits[1]).toMatchObject({
      attempt: 2,
      status: 'waiting',
    });
  });

  test('has a route, a state and an output at the end', () => {
    expect(reduceAll(events)).toMatchObject({
      status: 'finished',
      route: ['triage', 'billing'],
      state: { tags: ['paid'] },
      output: 'It was charged once.',
      visits: [{ status: 'finished' }, { status: 'finished', confidence: 0.9 }],
    });
  });

  test('leaves nothing open when it is cancelled in the middle', () => {
    const ending = { output: null, route: ['triage'], tokens, costUsd: 0, ms: 5 };
    const cancelled: RunEvent = { type: 'run.cancelled', ...ending, seq: 99, at: '', run: 'r_1' };
    expect(reduce(upTo('run.paused'), cancelled)).toMatchObject({
      status: 'cancelled',
      asks: [{ open: false }],
      visits: [{ status: 'finished' }, { status: 'cancelled' }],
    });
  });

  test('keeps a visit that an event is not about the same object, so that a screen draws one card again', () => {
    const before = upTo('model.finished');
    expect(reduce(before, { ...(events.at(-2) as StoredEvent), seq: 50 }).visits[0]).toBe(before.visits[0]);
  });

  test('a second attempt begins the visit anew, and adds none', () => {
    const again = { ...(events[5] as StoredEvent), seq: 90, attempt: 2 } as StoredEvent;
    const view = reduce(upTo('model.finished'), again);
    expect(view.visits).toHaveLength(2);
    expect(view.visits[1]).toMatchObject({ attempt: 2, status: 'running', text: '' });
    expect(view.route).toEqual(['triage', 'billing']);
  });

  test('drops what a try has said that failed and is made again, and keeps what the last has said', () => {
    const failed = (more: object) =>
      ({
        type: 'node.failed',
        ...place('billing'),
        error: { kind: 'model', message: 'The line was cut.', node: 'billing' },
        attempt: 1,
        seq: 90,
        at: '',
        run: 'r_1',
        ...more,
      }) as StoredEvent;
    const before = upTo('model.finished');
    const said = before.visits[1]?.text;
    expect(said).not.toBe('');
    const again = reduce(before, failed({ retryInMs: 500 }));
    expect(again.visits[1]).toMatchObject({ status: 'running', retryInMs: 500, text: '' });
    expect(reduce(before, failed({})).visits[1]).toMatchObject({ status: 'failed', text: said });
  });
});
