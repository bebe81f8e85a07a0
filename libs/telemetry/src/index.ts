export { currentTrace, inSpan, pastSpan, startTracing, type TraceParent } from './tracing';
export type { Tracing } from './tracing-handle';
export { Metrics } from './metrics';
export { over } from './over';
export { serveMetrics } from './metrics-server';
