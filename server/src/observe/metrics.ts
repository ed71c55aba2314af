/**
 * What Prometheus asks for. Counted from requests and from the events of runs, never from what was said in them.
 * Labels are few and bounded: no graph, run or thread is one, because a request can bring a graph of any name.
 */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { StoredEvent } from '@baton/shared/events';
import { byType, type ByType, type Observer, type Watched } from './observer.ts';

export interface RequestSeen {
  method: string;
  route: string;
  status: number;
  ms: number;
}

/** What is asked for at the moment of a scrape. */
export interface Readings {
  working: () => number;
  waiting: () => Promise<number>;
  streams: () => number;
}

const seconds = [0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60, 300];

export class Metrics implements Observer {
  readonly #registry = new Registry();
  readonly #requests = this.#histogram('baton_http_request_seconds', 'Requests, until the answer begins', [
    'method',
    'route',
    'status',
  ]);
  readonly #started = this.#counter('baton_runs_started_total', 'Runs that have begun', []);
  readonly #ended = this.#counter('baton_runs_ended_total', 'Runs that have ended', ['status']);
  readonly #paused = this.#counter('baton_runs_paused_total', 'Times that a run has paused', ['why']);
  readonly #resumed = this.#counter('baton_runs_resumed_total', 'Times that a run has gone on', ['why']);
  readonly #runs = this.#histogram('baton_run_seconds', 'Runs, from beginning to end', ['status']);
  readonly #nodes = this.#counter('baton_nodes_total', 'Nodes that have finished or failed', ['outcome']);
  readonly #handoffs = this.#counter('baton_handoffs_total', 'Handoffs that were taken', []);
  readonly #asked = this.#counter('baton_questions_total', 'Questions to people', []);
  readonly #models = this.#histogram('baton_model_call_seconds', 'Calls of models', ['model']);
  readonly #modelFailures = this.#counter('baton_model_failures_total', 'Calls of models that failed', [
    'model',
    'kind',
  ]);
  readonly #tokens = this.#counter('baton_model_tokens_total', 'Tokens of model calls', ['model', 'direction']);
  readonly #cost = this.#counter('baton_model_cost_usd_total', 'Cost of model calls', ['model']);
  readonly #tools = this.#histogram('baton_tool_call_seconds', 'Calls of tools', ['outcome']);

  readonly #counts: ByType<void> = {
    'run.started': () => this.#started.inc(),
    'run.paused': ({ why }) => this.#paused.inc({ why }),
    'run.resumed': ({ why }) => this.#resumed.inc({ why }),
    'run.finished': ({ ms }) => this.#end('finished', ms),
    'run.failed': ({ ms }) => this.#end('failed', ms),
    'run.cancelled': ({ ms }) => this.#end('cancelled', ms),
    'node.finished': () => this.#nodes.inc({ outcome: 'finished' }),
    'node.failed': ({ retryInMs, error: { kind, call } }) => {
      this.#nodes.inc({ outcome: retryInMs === undefined ? 'failed' : 'retried' });
      if (call) this.#modelFailures.inc({ model: call.model, kind });
    },
    'handoff.taken': () => this.#handoffs.inc(),
    'human.asked': () => this.#asked.inc(),
    'model.finished': ({ model, tokens, costUsd, ms }) => {
      this.#models.observe({ model }, ms / 1000);
      for (const direction of ['input', 'output', 'cached'] as const)
        this.#tokens.inc({ model, direction }, tokens[direction]);
      this.#cost.inc({ model }, costUsd);
    },
    'tool.finished': ({ error, ms }) =>
      this.#tools.observe({ outcome: error === undefined ? 'finished' : 'failed' }, ms / 1000),
  };

  /** @param processToo the process's own memory, event loop and garbage collection; once in a process. */
  constructor(readings: Readings, { processToo = false } = {}) {
    if (processToo) collectDefaultMetrics({ register: this.#registry });
    this.#gauge('baton_runs_working', 'Runs that this process works on', readings.working);
    this.#gauge('baton_runs_waiting', 'Runs that are due and wait to be worked on', readings.waiting);
    this.#gauge('baton_streams', 'Streams of events that are open', readings.streams);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  request({ method, route, status, ms }: RequestSeen): void {
    this.#requests.observe({ method, route, status }, ms / 1000);
  }

  observe(_: Watched, event: StoredEvent): void {
    byType(this.#counts, event);
  }

  #end(status: string, ms: number): void {
    this.#ended.inc({ status });
    this.#runs.observe({ status }, ms / 1000);
  }

  #counter<Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.#registry] });
  }

  #histogram<Label extends string>(name: string, help: string, labelNames: Label[]): Histogram<Label> {
    return new Histogram({ name, help, labelNames, buckets: seconds, registers: [this.#registry] });
  }

  #gauge(name: string, help: string, read: () => number | Promise<number>): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect: async () => gauge.set(await read()),
    });
  }
}
