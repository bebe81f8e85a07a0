export { currentTrace, inSpan, pastSpan, startTracing, type TraceParent, type Tracing } from './tracing';
export { Metrics } from './metrics';
export { over } from './over';
export { serveMetrics } from './metrics-server';
