/** What an operator sees of a run from outside: lines in the log, metrics, and traces. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { RunStarted } from '@baton/shared/api';
import { SpanStatusCode } from '@opentelemetry/api';
import { startOpenAIServer, type ReplyFunction } from '@baton/runtime/testing';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider, type ReadableSpan } from '@opentelemetry/sdk-trace';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deskGraph, read, startTestApp, storedOf, type TestApp } from '../app.fixture.ts';
import { Home } from '../process.fixture.ts';
import { wantsTraces } from './otlp.ts';
import { Traces } from './traces.ts';

const start = (app: TestApp, input: string) =>
  read<RunStarted>(app.ask('POST', '/api/runs', { graph: deskGraph, input, wait: true }));

async function answered(app: TestApp): Promise<RunStarted> {
  const started = await start(app, 'a refund');
  await app.ask('POST', `/api/runs/${started.run}/answer`, { node: 'boss', answer: { approved: true } });
  await storedOf(await app.ask('GET', `/api/runs/${started.run}/events`));
  return started;
}

describe('the log', () => {
  it('tells of each request by an id that its answer has too, and of the run that it made', async () => {
    await using app = await startTestApp();
    const response = await app.ask('POST', '/api/runs', { graph: deskGraph, input: 'a secret word', wait: true });
    const { run } = await read<RunStarted>(response);
    const request = response.headers.get('x-request-id');
    expect(request).toMatch(/^[\w-]{8,}$/);
    const lines = app.logged.map((line) => JSON.parse(line) as [string, string, object]);
    expect(lines).toContainEqual([
      'info',
      'request',
      expect.objectContaining({ request, run, method: 'POST', route: '/api/runs', status: 201 }),
    ]);
    expect(lines).toContainEqual(['info', 'run.finished', expect.objectContaining({ run, graph: 'desk' })]);
    expect(app.logged.join('')).not.toContain('secret word');
  });

  it('takes the id that a proxy has given, and none that could be anything', async () => {
    await using app = await startTestApp();
    const id = async (given: string) =>
      (await app.ask('GET', '/api/health', undefined, { 'x-request-id': given })).headers.get('x-request-id');
    expect(await id('from-a-proxy-1')).toBe('from-a-proxy-1');
    expect(await id('<script>')).not.toBe('<script>');
  });
});

describe('metrics', () => {
  it('count runs, nodes, handoffs, questions and requests', async () => {
    await using app = await startTestApp();
    await start(app, 'hello');
    await answered(app);
    const response = await app.ask('GET', '/metrics');
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    const text = await response.text();
    const value = (name: string) =>
      Number(new RegExp(`^${name.replaceAll(/[{}"]/g, '\\$&')} (.*)$`, 'm').exec(text)?.[1]);
    expect(value('baton_runs_started_total')).toBe(2);
    expect(value('baton_runs_ended_total{status="finished"}')).toBe(2);
    expect(value('baton_runs_paused_total{why="human"}')).toBe(1);
    expect(value('baton_nodes_total{outcome="finished"}')).toBe(4);
    expect(value('baton_handoffs_total')).toBe(2);
    expect(value('baton_questions_total')).toBe(1);
    expect(value('baton_runs_working')).toBeLessThanOrEqual(1);
    expect(value('baton_runs_waiting')).toBe(0);
    expect(value('baton_model_call_seconds_count{model="script"}')).toBe(3);
    expect(value('baton_http_request_seconds_count{method="POST",route="/api/runs",status="201"}')).toBe(2);
  });

  it('count the model calls that failed, by the kind of failure', async () => {
    await using app = await startTestApp();
    await stumbling(app, await shakyModel());
    const text = await (await app.ask('GET', '/metrics')).text();
    expect(text).toContain('baton_model_failures_total{model="shaky:m",kind="model"} 1');
    expect(text).toContain('baton_model_call_seconds_count{model="shaky:m"} 1');
  });
});

/** A run whose model answers 500 before it answers. */
async function stumbling(app: TestApp, baseUrl: string): Promise<void> {
  await app.ask('PUT', '/api/settings/providers/shaky', { kind: 'openai-compatible', baseUrl, models: ['m'] });
  const node = { id: 'asker', kind: 'agent', model: 'shaky:m', retry: { attempts: 2, backoffMs: 1 } };
  const graph = { format: 'baton/1', id: 'shaky', entry: 'asker', nodes: [node], handoffs: [] };
  const { view } = await read<RunStarted>(app.ask('POST', '/api/runs', { graph, input: 'Go', wait: true }));
  expect(view).toMatchObject({ status: 'finished', output: 'At last.' });
}

async function shakyModel(): Promise<string> {
  const reply: ReplyFunction = (_, nth) => (nth === 0 ? { status: 500 } : { text: 'At last.' });
  const model = await startOpenAIServer({ apiKey: null, reply });
  onTestFinished(() => model.close());
  return model.baseUrl;
}

describe('traces', () => {
  const name = (span: ReadableSpan | undefined) => span?.name ?? '';

  async function traced(): Promise<{ spans: ReadableSpan[]; run: string }> {
    const exporter = new InMemorySpanExporter();
    const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
    await using app = await startTestApp({ observers: [new Traces(provider.getTracer('a test'))] });
    const { run } = await answered(app);
    return { spans: exporter.getFinishedSpans(), run };
  }

  it('have a span for the run, each node, model call, tool and handoff, each within what it belongs to', async () => {
    const { spans } = await traced();
    const byId = new Map(spans.map((span) => [span.spanContext().spanId, span]));
    const tree = spans.map((span) => `${name(byId.get(span.parentSpanContext?.spanId ?? ''))} > ${span.name}`);
    expect(tree.toSorted()).toEqual(
      [
        ' > invoke_workflow desk',
        ' > invoke_workflow desk',
        'invoke_workflow desk > execute_tool transfer_to_done',
        'invoke_agent done > chat script',
        'invoke_agent triage > chat script',
        'invoke_workflow desk > execute_tool transfer_to_boss',
        'invoke_workflow desk > human boss',
        'invoke_workflow desk > invoke_agent done',
        'invoke_workflow desk > invoke_agent triage',
      ].toSorted(),
    );
  });

  it('have a span for a model call that failed, too', async () => {
    const exporter = new InMemorySpanExporter();
    const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
    await using app = await startTestApp({ observers: [new Traces(provider.getTracer('a test'))] });
    await stumbling(app, await shakyModel());
    const calls = exporter.getFinishedSpans().filter((span) => span.name === 'chat shaky:m');
    expect(calls.map(({ attributes, status }) => [attributes['error.type'], status.code])).toEqual([
      ['model', SpanStatusCode.ERROR],
      [undefined, SpanStatusCode.UNSET],
    ]);
    expect(calls[0]?.attributes).toMatchObject({ 'gen_ai.provider.name': 'shaky', 'gen_ai.request.model': 'm' });
  });

  it('are one for a run, also over a person’s answer, and say nothing of what was said', async () => {
    const { spans, run } = await traced();
    expect(new Set(spans.map((span) => span.spanContext().traceId)).size).toBe(1);
    expect(spans.find((span) => span.name === 'invoke_workflow desk')?.attributes).toMatchObject({
      'gen_ai.operation.name': 'invoke_workflow',
      'baton.run.id': run,
    });
    expect(spans.find((span) => span.name.endsWith('transfer_to_boss'))?.attributes).toMatchObject({
      'gen_ai.agent.handoff.source.name': 'triage',
      'gen_ai.agent.handoff.target.name': 'boss',
    });
    expect(JSON.stringify(spans.map((span) => span.attributes))).not.toMatch(/refund|It is done/);
  });

  it('are sent to where the standard variables say, and not without them', { timeout: 60_000 }, async () => {
    expect(wantsTraces({})).toBe(false);
    expect(wantsTraces({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://x', OTEL_SDK_DISABLED: 'true' })).toBe(false);
    expect(wantsTraces({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://x', OTEL_TRACES_EXPORTER: 'none' })).toBe(false);

    const received = Promise.withResolvers<string>();
    const collector = createServer((request, response) => {
      json(request).then((body) => received.resolve(`${request.url} ${JSON.stringify(body)}`), received.reject);
      response.end('{}');
    });
    await once(collector.listen(0, '127.0.0.1'), 'listening');
    const { port } = collector.address() as AddressInfo;
    using home = new Home();
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, OTEL_SERVICE_NAME: 'desk-service' };
    const { server, url } = await home.serve([], env);
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ graph: deskGraph, input: 'hello', wait: true });
    await (await fetch(`${url}/api/runs`, { method: 'POST', headers, body })).json();
    server.child.kill('SIGTERM');
    expect(await received.promise).toMatch(/^\/v1\/traces .*desk-service.*invoke_workflow desk/);
    expect(await server.ended).toBe(0);
    collector.close();
  });
});
