import type { Generation } from '@maquette/generation';
import { currentTrace, inSpan, over, pastSpan } from '@maquette/telemetry';
import type { HandlerParts } from './generation-handler';
import type { WorkerMetrics } from './worker-metrics';

/** The handler's parts, with a span around each step and its counters raised. The handler itself knows of neither. */
export function observed(parts: HandlerParts, metrics: WorkerMetrics): HandlerParts {
  /** From when to when each was claimed: whose trace that belongs to is known only then. */
  const claims = new WeakMap<Generation, [from: number, until: number]>();
  return {
    ...parts,
    ledger: observedLedger(parts, metrics),
    encoded: (seconds) => metrics.steps.observe({ step: 'encode' }, seconds),
    claimNext: async (leaseMs) => {
      const from = Date.now();
      const taken = await parts.claimNext(leaseMs);
      if (!taken || taken === 'held') return taken;
      claims.set(taken.generation, [from, Date.now()]);
      const { checkpoint, attempts, createdAt } = taken.generation;
      metrics.claims.inc({ warm: String(parts.inference.warmCheckpoints.includes(checkpoint)) });
      if (attempts === 1) metrics.waiting.observe((Date.now() - createdAt.getTime()) / 1000);
      return taken;
    },
    within: (generation, work) => {
      const traced = () => {
        const claim = claims.get(generation);
        if (claim) pastSpan('claim', ...claim);
        return work();
      };
      // Not that of the wake-up, which may have led to another one's turn.
      return inSpan('generation', traced, { parent: generation.trace });
    },
    inference: over(parts.inference, {
      render: (render) => (order, listener) =>
        inSpan('render', async () => {
          const summary = await render({ ...order, trace: currentTrace() }, listener);
          if (!summary) return null;
          metrics.frames.inc(summary.frames);
          metrics.steps.observe({ step: 'bake' }, summary.bakeMs / 1000);
          metrics.steps.observe({ step: 'raster' }, summary.rasterMs / 1000);
          metrics.steps.observe({ step: 'inference' }, summary.inferenceMs / 1000);
          return summary;
        }),
    }),
    credentials: over(parts.credentials, {
      signClip: (sign) => (source, target, provenance) =>
        inSpan('sign', async () => {
          const end = metrics.steps.startTimer({ step: 'sign' });
          const label = await sign(source, target, provenance);
          end();
          return label;
        }),
    }),
    assertLicensed: (generation) =>
      parts.assertLicensed(generation).catch((error: unknown) => {
        metrics.licenceRefusals.inc();
        throw error;
      }),
  };
}

function observedLedger({ ledger }: HandlerParts, metrics: WorkerMetrics): HandlerParts['ledger'] {
  const kept = (done: boolean): boolean => {
    if (!done) metrics.leaseLosses.inc();
    return done;
  };
  const ended = (outcome: string, done: boolean): boolean => {
    if (done) metrics.finished.inc({ outcome });
    return kept(done);
  };
  return over(ledger, {
    heartbeat: (heartbeat) => async (claim, progress) => {
      const answer = await heartbeat(claim, progress);
      if (answer === 'lost') metrics.leaseLosses.inc();
      return answer;
    },
    release: (release) => async (claim, error, delayMs) => kept(await release(claim, error, delayMs)),
    snooze: (snooze) => async (claim, reason, delayMs) => kept(await snooze(claim, reason, delayMs)),
    publish: (publish) => (claim, artefacts) =>
      inSpan('publish', async () => ended('completed', await publish(claim, artefacts))),
    fail: (fail) => async (claim, error) => ended('failed', await fail(claim, error)),
    park: (park) => async (claim, error) => ended('parked', await park(claim, error)),
  });
}
