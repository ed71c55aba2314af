/**
 * Runs as OpenTelemetry traces, made from their events: a span for each run, node, model call, tool call and handoff.
 * All stretches of a run, before and after a person or a crash, are in one trace, because its id is made from the
 * run's. What was said is in no span. The libraries are loaded only when an OTLP endpoint is set.
 */
import { createHash } from 'node:crypto';
import { SpanKind, SpanStatusCode, trace, TraceFlags, ROOT_CONTEXT } from '@opentelemetry/api';
import type { Attributes, Context, Span, SpanContext, Tracer } from '@opentelemetry/api';
import { statusAfter, type EventOf, type StoredEvent } from '@baton/shared/events';
import { findNode } from '@baton/shared/graph';
import { attribute as a, operation } from './genai.ts';
import { byType, type ByType, type Observer, type Watched } from './observer.ts';

interface Open {
  run: Span;
  nodes: Map<string, Span>;
}

interface At {
  node?: string;
  visit?: number;
  branch?: string;
}
const placeOf = ({ node = '', visit = 0, branch = '' }: At): string => `${node} ${visit} ${branch}`;

export class Traces implements Observer {
  readonly #tracer: Tracer;
  readonly #open = new Map<string, Open>();

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  observe(watched: Watched, event: StoredEvent): void {
    const open = this.#openOf(watched, event);
    const does: ByType<void> = {
      'node.started': (one) => this.#nodeStarted(open, watched, one),
      'model.finished': (one) => this.#modelFinished(open, one),
      'tool.finished': (one) => this.#toolFinished(open, one),
      'handoff.taken': (one) => this.#handoffTaken(open, one),
      'node.finished': (one) => endNode(open, one),
      'node.failed': (one) => this.#nodeFailed(open, one),
      'node.cancelled': (one) => endNode(open, one, one.error.kind),
      'run.paused': (one) => this.#end(one.run, one),
      'run.finished': (one) => this.#end(one.run, one),
      'run.cancelled': (one) => this.#end(one.run, one),
      'run.failed': (one) => this.#end(one.run, one, one.error.kind),
    };
    byType(does, event);
  }

  left(run: string): void {
    this.#end(run);
  }

  #openOf({ record, graph }: Watched, event: StoredEvent): Open {
    const known = this.#open.get(event.run);
    if (known) return known;
    const attributes: Attributes = {
      [a.operation]: operation.workflow,
      [a.workflow]: graph.id,
      [a.conversation]: record.thread,
      [a.run]: record.run,
      [a.version]: String(record.version),
    };
    const options = { kind: SpanKind.INTERNAL, startTime: new Date(event.at), attributes };
    const run = this.#tracer.startSpan(`${operation.workflow} ${graph.id}`, options, traceOf(record.run));
    const open = { run, nodes: new Map<string, Span>() };
    this.#open.set(event.run, open);
    return open;
  }

  #nodeStarted(open: Open, { graph }: Watched, event: EventOf<'node.started'>): void {
    open.nodes.get(placeOf(event))?.end(new Date(event.at));
    const kind = findNode(graph, event.node)?.kind ?? 'agent';
    const attributes: Attributes = {
      ...(kind === 'agent' ? { [a.operation]: operation.agent, [a.agent]: event.node } : {}),
      [a.kind]: kind,
      [a.visit]: event.visit,
      [a.attempt]: event.attempt,
    };
    const name = `${kind === 'agent' ? operation.agent : kind} ${event.node}`;
    const options = { kind: SpanKind.INTERNAL, startTime: new Date(event.at), attributes };
    open.nodes.set(placeOf(event), this.#tracer.startSpan(name, options, within(open.run)));
  }

  #modelFinished(open: Open, event: EventOf<'model.finished'>): void {
    this.#past(open, event, `${operation.chat} ${event.model}`, SpanKind.CLIENT, {
      ...ofModel(event.model),
      [a.inputTokens]: event.tokens.input,
      [a.outputTokens]: event.tokens.output,
      [a.cachedTokens]: event.tokens.cached,
      [a.cost]: event.costUsd,
    });
  }

  /** A call of a model that failed has no event of its own. */
  #nodeFailed(open: Open, event: EventOf<'node.failed'>): void {
    const { kind, call } = event.error;
    if (call) {
      const attributes = { ...ofModel(call.model), [a.error]: kind };
      this.#past(open, { ...event, ms: call.ms }, `${operation.chat} ${call.model}`, SpanKind.CLIENT, attributes);
    }
    endNode(open, event, kind);
  }

  #toolFinished(open: Open, event: EventOf<'tool.finished'>): void {
    const failed = event.error !== undefined;
    this.#past(open, event, `${operation.tool} ${event.tool}`, SpanKind.INTERNAL, {
      [a.operation]: operation.tool,
      [a.tool]: event.tool,
      [a.toolCall]: event.call,
      ...(failed ? { [a.error]: 'tool' } : {}),
    });
  }

  #handoffTaken(open: Open, event: EventOf<'handoff.taken'>): void {
    const tool = `transfer_to_${event.to}`;
    this.#past(open, { ...event, node: event.from, ms: 0 }, `${operation.tool} ${tool}`, SpanKind.INTERNAL, {
      [a.operation]: operation.tool,
      [a.tool]: tool,
      [a.handoff]: event.handoff,
      [a.handoffFrom]: event.from,
      [a.handoffTo]: event.to,
    });
  }

  /** What is over when its event comes. */
  #past(
    open: Open,
    event: At & { at: string; ms: number },
    name: string,
    kind: SpanKind,
    attributes: Attributes,
  ): void {
    const end = Date.parse(event.at);
    const parent = within(open.nodes.get(placeOf(event)) ?? open.run);
    const span = this.#tracer.startSpan(name, { kind, startTime: new Date(end - event.ms), attributes }, parent);
    if (a.error in attributes) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(new Date(end));
  }

  #end(run: string, event?: StoredEvent, error?: string): void {
    const open = this.#open.get(run);
    if (!open) return;
    this.#open.delete(run);
    const at = event ? new Date(event.at) : new Date();
    for (const span of open.nodes.values()) span.end(at);
    const status = event && statusAfter(event.type);
    if (status !== undefined) open.run.setAttribute(a.status, status);
    if (error !== undefined) open.run.setAttribute(a.error, error).setStatus({ code: SpanStatusCode.ERROR });
    open.run.end(at);
  }
}

function ofModel(model: string): Attributes {
  const [provider = ''] = model.split(':');
  return {
    [a.operation]: operation.chat,
    [a.provider]: provider,
    [a.model]: model.slice(provider.length + 1) || provider,
  };
}

function endNode(open: Open, event: At & { at: string }, error?: string): void {
  const key = placeOf(event);
  const span = open.nodes.get(key);
  open.nodes.delete(key);
  if (error !== undefined) span?.setAttribute(a.error, error).setStatus({ code: SpanStatusCode.ERROR });
  span?.end(new Date(event.at));
}

const within = (span: Span): Context => trace.setSpan(ROOT_CONTEXT, span);

/** A parent that is in no trace: it only says which trace a run's spans belong to. */
function traceOf(run: string): Context {
  const hash = createHash('sha256').update(run).digest('hex');
  const parent: SpanContext = {
    traceId: hash.slice(0, 32),
    spanId: hash.slice(32, 48),
    traceFlags: TraceFlags.SAMPLED,
    isRemote: true,
  };
  return trace.setSpanContext(ROOT_CONTEXT, parent);
}
