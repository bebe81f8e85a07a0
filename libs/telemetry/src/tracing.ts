import { SpanKind, SpanStatusCode, context, propagation, trace, type Attributes } from '@opentelemetry/api';
import type { Tracing } from './tracing-handle';

/** A span's place in its trace, as W3C Trace Context writes it (`traceparent`); what rows and messages carry. */
export type TraceParent = string;

const TRACER = 'maquette';

/**
 * Sends spans to the collector at OTEL_EXPORTER_OTLP_ENDPOINT (OTLP over HTTP). Without it nothing is loaded and every
 * span costs next to nothing. Stop it before the process ends.
 */
export async function startTracing(service: string, env = process.env): Promise<Tracing> {
  if (!env.OTEL_EXPORTER_OTLP_ENDPOINT?.trim())
    return { on: false, flush: async () => {}, stop: async () => {} };
  const { startExporting } = await import('./exporting');
  return startExporting(service);
}

/** Runs the work inside a span below the current one, or below `parent`. What it throws marks the span and goes on. */
export async function inSpan<T>(
  name: string,
  work: () => Promise<T>,
  options: { attributes?: Attributes; parent?: TraceParent | null; server?: boolean } = {},
): Promise<T> {
  const { attributes, parent, server } = options;
  const below = parent ? contextOf(parent) : context.active();
  const kind = server ? SpanKind.SERVER : SpanKind.INTERNAL;
  return trace.getTracer(TRACER).startActiveSpan(name, { attributes, kind }, below, async (span) => {
    try {
      return await work();
    } catch (error) {
      // No message: it may quote a prompt.
      span.setStatus({ code: SpanStatusCode.ERROR, message: (error as { code?: string }).code });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Records a span whose times were measured elsewhere: milliseconds of the clock. */
export function pastSpan(name: string, from: number, until: number, attributes: Attributes = {}): void {
  trace.getTracer(TRACER).startSpan(name, { attributes, startTime: from }).end(until);
}

/** Where we are, to be handed to another process; null when nobody traces. */
export function currentTrace(): TraceParent | null {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}

function contextOf(traceparent: TraceParent) {
  return propagation.extract(context.active(), { traceparent });
}
