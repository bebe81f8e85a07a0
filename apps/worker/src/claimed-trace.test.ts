import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { afterAll, beforeEach, expect, it } from 'vitest';
import type { Generation } from '@maquette/generation';
import type { Taken } from '@maquette/persistence';
import { GenerationHandler, type HandlerParts } from './generation-handler';
import { observed } from './observed';
import { WorkerMetrics } from './worker-metrics';

// real: handler, spans, counters. fake: the ledger, which records, and the turn, which is another's than the wake-up's.
const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
provider.register();
afterAll(() => provider.shutdown());
beforeEach(() => exporter.reset());

const LEDGER = ['heartbeat', 'release', 'snooze', 'publish', 'fail', 'park'];
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

function handler(taken: Taken | 'held' | null): GenerationHandler {
  const parts = {
    ledger: Object.fromEntries(LEDGER.map((name) => [name, async () => true])),
    claimNext: async () => taken,
    inference: { warmCheckpoints: [], render: async () => null },
    credentials: { signClip: async () => '' },
    times: { leaseMs: 30_000 },
  };
  return new GenerationHandler(observed(parts as unknown as HandlerParts, new WorkerMetrics()));
}

/** Overdue, so that it is over as soon as it is claimed. */
function overdue(trace: string | null): Taken {
  const generation = { id: 'gen_2', trace, attempts: 1, createdAt: new Date(), deadline: new Date() };
  const claim = { generationId: 'gen_2', workerId: 'wrk_1', leaseEpoch: 1 };
  return { claim, generation: generation as unknown as Generation, overdue: true };
}

const spans = () =>
  exporter.getFinishedSpans().map((span) => ({ name: span.name, trace: span.spanContext().traceId }));

it('goes on with the trace of the generation that was claimed, whichever the wake-up was for', async () => {
  await handler(overdue(`00-${TRACE}-00f067aa0ba902b7-01`)).handle({ generationId: 'gen_1' });
  expect(spans()).toEqual([
    { name: 'claim', trace: TRACE },
    { name: 'generation', trace: TRACE },
  ]);
});

it('begins a trace of its own where the request had none', async () => {
  await handler(overdue(null)).handle({ generationId: 'gen_1' });
  const [claim, generation] = spans();
  expect(claim.trace).toBe(generation.trace);
  expect(generation.trace).not.toBe(TRACE);
});

it.each(['held', null] as const)('records no generation where none was claimed (%s)', async (taken) => {
  await handler(taken).handle({ generationId: 'gen_1' });
  expect(spans()).toEqual([]);
});
