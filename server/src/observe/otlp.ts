/** Sends traces by OTLP over HTTP, when OpenTelemetry's own variables ask for it (docs/operations.md names them). */
import type { Environment } from '../settings.ts';
import { Traces } from './traces.ts';

export interface OpenTraces {
  traces: Traces;
  /** Sends what has not been sent yet. */
  close(): Promise<void>;
}

export const wantsTraces = (env: Environment): boolean =>
  env['OTEL_SDK_DISABLED'] !== 'true' &&
  env['OTEL_TRACES_EXPORTER'] !== 'none' &&
  Boolean(env['OTEL_EXPORTER_OTLP_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']);

/** The exporter reads address, headers and timeout from the process's environment itself. */
export async function openTraces(env: Environment, version: string): Promise<OpenTraces | undefined> {
  if (!wantsTraces(env)) return undefined;
  const [sdk, resources, { OTLPTraceExporter }] = await Promise.all([
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/exporter-trace-otlp-http'),
  ]);
  const own = resources.resourceFromAttributes({
    'service.name': env['OTEL_SERVICE_NAME'] ?? 'baton',
    'service.version': version,
  });
  const given = resources.detectResources({ detectors: [resources.envDetector] });
  const provider = new sdk.TracerProvider({
    resource: resources.defaultResource().merge(own).merge(given),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  return {
    traces: new Traces(provider.getTracer('baton', version)),
    close: () => provider.shutdown(),
  };
}
