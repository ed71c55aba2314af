/**
 * `reduce(view, event) → view`: the one reader of a run's log. Pure and total: it never throws, whatever the prefix,
 * and an event that it has already seen changes nothing.
 */
import { isObject } from '../graph/json.ts';
import type { EventOf, EventType, Place, RunEvent } from './event.ts';
import { applyChanges } from './state.ts';
import { statusAfter } from './status.ts';
import { emptyView, type AskView, type RunView, type SaidBefore, type VisitView } from './view.ts';
import type { Message } from './message.ts';

type Reducer<Type extends EventType> = (view: RunView, event: EventOf<Type>) => RunView;

const samePlace = (visit: Place, place: Place): boolean =>
  visit.node === place.node && visit.visit === place.visit && visit.branch === place.branch;

/** Changes the newest visit at a place; the others keep their identity, so that a screen redraws one card. */
function atVisit(view: RunView, place: Place, change: (visit: VisitView) => VisitView): RunView {
  const index = view.visits.findLastIndex((visit) => samePlace(visit, place));
  const visit = view.visits[index];
  return visit ? { ...view, visits: view.visits.with(index, change(visit)) } : view;
}

function withMessages(view: RunView, messages: readonly (Message | undefined)[]): RunView {
  const fresh = messages.filter((message) => message !== undefined && !Object.hasOwn(view.messages, message.id));
  if (fresh.length === 0) return view;
  return {
    ...view,
    messages: { ...view.messages, ...Object.fromEntries(fresh.map((message) => [message?.id, message])) },
  };
}

/** Counts a pause that is over. */
function awake({ pausedAt, ...view }: RunView, at: string): RunView {
  if (pausedAt === undefined) return view;
  return { ...view, waitedMs: view.waitedMs + (Math.max(0, Date.parse(at) - Date.parse(pausedAt)) || 0) };
}

function ended(view: RunView, event: EventOf<'run.finished' | 'run.failed' | 'run.cancelled'>): RunView {
  const { output, tokens, costUsd, ms, at } = event;
  const asks = view.asks.map((ask) => (ask.open ? { ...ask, open: false } : ask));
  const visits = view.visits.map((visit) =>
    visit.status === 'running' || visit.status === 'waiting' ? { ...visit, status: 'cancelled' as const } : visit,
  );
  return { ...awake(view, at), output, tokens, costUsd, ms, endedAt: at, asks, visits };
}

function saidBefore(view: RunView, place: Place): SaidBefore {
  const { text = '', tools = [], models = [] } = view.visits.findLast((visit) => samePlace(visit, place)) ?? {};
  return { text, tools: tools.length, models: models.length };
}

/** Whether a node belongs to a graph that runs inside a graph node. */
const isInside = (node: string): boolean => node.includes('/');

/** Nobody waits any more for the answers to what a visit had asked. */
function closeAsks(view: RunView, place: Place): RunView {
  if (!view.asks.some((ask) => ask.open && samePlace(ask, place))) return view;
  return { ...view, asks: view.asks.map((ask) => (ask.open && samePlace(ask, place) ? { ...ask, open: false } : ask)) };
}

const reducers: { [Type in EventType]: Reducer<Type> } = {
  'run.started': (view, { run, graph, version, thread, input, inputMessage, state, at }) =>
    withMessages({ ...view, run, graph, version, thread, input, state, startedAt: at }, [inputMessage]),

  'node.started': (view, event) => {
    const { node, visit, branch, attempt, context, seq, at } = event;
    const entry: VisitView = {
      node,
      visit,
      ...(branch === undefined ? {} : { branch }),
      attempt,
      status: 'running',
      seq,
      at,
      context,
      text: '',
      models: [],
      tools: [],
      considered: [],
    };
    if (view.visits.some((known) => samePlace(known, event))) {
      // A person who has taken the conversation over keeps it, whatever process they talk through.
      const waits = view.asks.some((ask) => ask.open && samePlace(ask, event));
      const status = waits ? 'waiting' : 'running';
      return atVisit(view, event, (known) => ({ ...known, attempt, status, text: '' }));
    }
    return { ...view, visits: [...view.visits, entry], route: isInside(node) ? view.route : [...view.route, node] };
  },

  'node.resumed': (view, event) => {
    const next = atVisit(view, event, (visit) => ({ ...visit, status: 'running', text: '' }));
    const { seq, node, visit, results, by } = event;
    const back = { seq, node, visit, results, by, before: saidBefore(view, event) };
    return { ...next, returns: [...next.returns, back], route: isInside(node) ? next.route : [...next.route, node] };
  },

  'model.delta': (view, { text, from, ...event }) =>
    atVisit(view, event, (visit) => ({ ...visit, text: visit.text.slice(0, from ?? visit.text.length) + text })),

  'model.finished': (view, event) => {
    const { model, request, tokens, costUsd, ms, message, silent } = event;
    const call = { model, request, tokens, costUsd, ms, message: message.id };
    const next = atVisit(view, event, (visit) => ({
      ...visit,
      models: [...visit.models, call],
      text: silent ? visit.text : message.text || (visit.models.length > 0 ? visit.text : ''),
    }));
    return withMessages(
      {
        ...next,
        tokens: {
          input: view.tokens.input + tokens.input,
          output: view.tokens.output + tokens.output,
          cached: view.tokens.cached + tokens.cached,
        },
        costUsd: view.costUsd + costUsd,
      },
      [...request.added, message],
    );
  },

  'tool.started': (view, event) =>
    atVisit(view, event, (visit) => ({
      ...visit,
      tools: [
        ...visit.tools.filter((tool) => tool.call !== event.call),
        { tool: event.tool, call: event.call, args: event.args, status: 'running' },
      ],
    })),

  'tool.finished': (view, event) => {
    const next = atVisit(view, event, (visit) => ({
      ...visit,
      tools: visit.tools.map((tool) =>
        tool.call === event.call
          ? {
              ...tool,
              status: event.error === undefined ? 'finished' : 'failed',
              ms: event.ms,
              ...(event.result === undefined ? {} : { result: event.result }),
              ...(event.error === undefined ? {} : { error: event.error }),
            }
          : tool,
      ),
    }));
    return withMessages(next, [event.message]);
  },

  'state.changed': (view, event) =>
    event.scope === undefined ? { ...view, state: applyChanges(view.state, event.changes) } : view,

  'node.finished': (view, event) =>
    atVisit(view, event, (visit) => ({
      ...visit,
      status: 'finished',
      output: event.output,
      text: event.message,
      confidence: event.confidence,
      ms: event.ms,
    })),

  'node.failed': (view, event) => {
    const again = event.retryInMs === undefined ? {} : { retryInMs: event.retryInMs, text: '' };
    const status = event.retryInMs === undefined ? ('failed' as const) : ('running' as const);
    const { error, attempt } = event;
    const next = atVisit(view, event, (visit) => ({ ...visit, status, error, attempt, ...again }));
    return status === 'failed' ? closeAsks(next, event) : next;
  },

  'node.cancelled': (view, event) =>
    closeAsks(
      atVisit(view, event, (visit) => ({ ...visit, status: 'cancelled', error: event.error })),
      event,
    ),

  'handoff.considered': (view, event) => atVisit(view, event, (visit) => ({ ...visit, considered: event.handoffs })),

  'handoff.taken': (view, event) => {
    const { seq, handoff, from, to, reason, context, left, returns } = event;
    const sender = view.visits.findLast(
      (visit) => visit.node === from && (event.visit === undefined || visit.visit === event.visit),
    );
    const considered = sender?.considered ?? [];
    const hop = { seq, handoff, from, to, reason, context, left, ...(returns ? { returns } : {}), considered };
    return withMessages({ ...view, hops: [...view.hops, hop] }, event.added ?? []);
  },

  'human.asked': (view, event) => {
    const { type: _type, at: _at, run: _run, added = [], ...asked } = event;
    const ask: AskView = { ...asked, before: saidBefore(view, event), open: true, answers: [] };
    const next = atVisit(view, event, (entry) => ({ ...entry, status: 'waiting' }));
    return withMessages({ ...next, asks: [...view.asks.filter((known) => known.ask !== ask.ask), ask] }, added);
  },

  'human.answered': (view, event) => {
    const { answer, by } = event;
    const asked = view.asks.find((ask) => ask.ask === event.ask);
    const open = asked?.answer === 'takeover' && !(isObject(answer) && answer['done'] === true);
    const next = open ? view : atVisit(view, event, (visit) => ({ ...visit, status: 'running', text: '' }));
    return {
      ...next,
      asks: view.asks.map((ask) =>
        ask.ask === event.ask ? { ...ask, open, answers: [...ask.answers, answer], given: answer, by } : ask,
      ),
    };
  },

  'run.paused': (view, event) => ({ ...view, why: event.why, pausedAt: event.at }),
  'run.resumed': ({ why: _, ...view }, { at }) => awake(view, at),
  'run.finished': ended,
  'run.failed': (view, event) => ({ ...ended(view, event), error: event.error }),
  'run.cancelled': ended,
};

/** @param event the next event; one whose `seq` the view has already seen is ignored, so a replay is harmless. */
export function reduce(view: RunView, event: RunEvent): RunView {
  const stored = event.type !== 'model.delta';
  if (stored && event.seq <= view.seq) return view;
  const reducer = reducers[event.type] as Reducer<EventType> | undefined;
  if (!reducer) return stored ? { ...view, seq: event.seq } : view;
  const next = reducer(view, event);
  if (!stored) return next;
  return { ...next, seq: event.seq, status: statusAfter(event.type) ?? next.status };
}

export function reduceAll(events: Iterable<RunEvent>, view: RunView = emptyView()): RunView {
  let next = view;
  for (const event of events) next = reduce(next, event);
  return next;
}
