import type { NewGeneration } from '@maquette/generation';
import { currentTrace, inSpan, over } from '@maquette/telemetry';
import type { Platform } from './open-platform';

/** The platform with a span around each step of a request; the accepted generation carries the trace to its worker. */
export function traced(platform: Platform): Platform {
  return {
    ...platform,
    router: over(platform.router, { decide: (decide) => (ask) => inSpan('route', () => decide(ask)) }),
    ledger: over(platform.ledger, {
      accept: (accept) => (generation: NewGeneration) =>
        inSpan('accept', () => accept({ ...generation, trace: currentTrace() })),
    }),
  };
}
