import type { Platform } from '@maquette/platform';
import { Metrics } from '@maquette/telemetry';

const ALIVE_MS = 15_000;

/** What the api knows of all pools. Every api of an installation says the same: take the greatest, do not add them up. */
export function apiMetrics({ poolOverviews }: Pick<Platform, 'poolOverviews'>): Metrics {
  const metrics = new Metrics('api');
  const perPool = (
    name: string,
    help: string,
    value: (pool: {
      queued: number;
      running: number;
      parked: number;
      workers: number;
      waitingSeconds: number;
    }) => number,
  ) =>
    metrics.gauge(name, help, ['pool'], async (gauge) => {
      gauge.reset();
      for (const pool of await poolOverviews.list(ALIVE_MS)) gauge.set({ pool: pool.name }, value(pool));
    });
  perPool('queue_depth', 'Generations that wait for the pool.', ({ queued }) => queued);
  perPool('generations_running', 'Generations that a worker holds.', ({ running }) => running);
  perPool('generations_parked', 'Generations that used up their attempts.', ({ parked }) => parked);
  perPool('workers', 'Workers seen within 15 seconds.', ({ workers }) => workers);
  perPool('queue_oldest_wait_seconds', 'How long the oldest waits.', ({ waitingSeconds }) => waitingSeconds);
  return metrics;
}
