import type { Platform } from '@maquette/platform';
import { Metrics, over } from '@maquette/telemetry';

const ALIVE_MS = 15_000;

interface PoolCounts {
  queued: number;
  running: number;
  parked: number;
  workers: number;
  waitingSeconds: number;
}

/**
 * What the api knows of all pools, and what it decided itself. Of pools every api of an installation says the same: take
 * the greatest, do not add them up. Decisions are this process' own.
 */
export class ApiMetrics extends Metrics {
  private readonly decisions = this.counter(
    'route_decisions_total',
    'Decisions where a prompt goes, by outcome, and by domain where there is one.',
    ['outcome', 'domain'],
  );

  constructor({ poolOverviews }: Pick<Platform, 'poolOverviews'>) {
    super('api');
    const perPool = (name: string, help: string, value: (pool: PoolCounts) => number) =>
      this.gauge(name, help, ['pool'], async (gauge) => {
        gauge.reset();
        for (const pool of await poolOverviews.list(ALIVE_MS)) gauge.set({ pool: pool.name }, value(pool));
      });
    perPool('queue_depth', 'Generations that wait for the pool.', ({ queued }) => queued);
    perPool('generations_running', 'Generations that a worker holds.', ({ running }) => running);
    perPool('generations_parked', 'Generations that used up their attempts.', ({ parked }) => parked);
    perPool('workers', 'Workers seen within 15 seconds.', ({ workers }) => workers);
    perPool(
      'queue_oldest_wait_seconds',
      'How long the oldest waits.',
      ({ waitingSeconds }) => waitingSeconds,
    );
  }

  /** The platform with its route decisions counted, failed ones as `error`. */
  counting(platform: Platform): Platform {
    const router = over(platform.router, {
      decide: (decide) => async (ask) => {
        try {
          const decision = await decide(ask);
          this.decisions.inc({ outcome: decision.outcome, domain: decision.domain ?? '' });
          return decision;
        } catch (error) {
          this.decisions.inc({ outcome: 'error', domain: '' });
          throw error;
        }
      },
    });
    return { ...platform, router };
  }
}
