import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobQueue } from '@maquette/generation';
import {
  Database,
  PrismaGenerationLedger,
  PrismaRegistrations,
  PrismaTurns,
  PrismaWakeUps,
  migrate,
  startEmbeddedPostgres,
} from '@maquette/persistence';
import { repositoryRoot } from '@maquette/platform';
import { BullJobQueue, openBullQueue } from '@maquette/queue-bull';
import { PostgresJobQueue } from '@maquette/queue-postgres';
import { hasRedis, startRedis } from '../../libs/testing/src/redis-server'; // not through the index, which wants a test runner
import { WakeUpRelay } from '../../libs/platform/src/wake-up-relay';
import { checkpoint, dataset, newGeneration, video } from '../medium/support/records';
import { printResult } from './print-result';

/**
 * Generations a second through ledger, outbox and queue with nothing to paint: accept → outbox → queue → claim → publish, one
 * process, embedded Postgres with its flushes. Over Redis (Bull) where redis-server is installed, and over graphile-worker.
 */
const GENERATIONS = 2_000;
const CLIENTS = 16;
/** Of one pool: they take their turns one after the other. */
const WORKERS = 16;

const log = { debug() {}, info() {}, warn() {}, error() {} };

async function main(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'maquette-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir: join(home, 'postgres') });
  try {
    await migrate(postgres.url, join(repositoryRoot(__dirname), 'prisma', 'migrations'));
    const database = new Database(postgres.url, { connections: 20 });
    await new PrismaRegistrations(database).register({ datasets: [dataset], checkpoints: [checkpoint] });
    if (hasRedis()) {
      const redis = await startRedis();
      const queue = new BullJobQueue({ open: (pool) => openBullQueue({ redisUrl: redis.url }, pool) });
      printResult('ledger on Redis', await measure(database, queue));
      await queue.close();
      await redis.stop();
    }
    const queue = new PostgresJobQueue({ connectionString: postgres.url });
    printResult('ledger on graphile-worker', await measure(database, queue));
    await queue.close();
    await database.close();
  } finally {
    await postgres.stop();
    await rm(home, { recursive: true, force: true });
  }
}

async function measure(database: Database, queue: JobQueue): Promise<Record<string, number>> {
  const ledger = new PrismaGenerationLedger(database);
  const turns = new PrismaTurns(database);
  const relay = new WakeUpRelay({ outbox: new PrismaWakeUps(database), queue, log });
  const pool = `bench-${randomUUID()}`;
  const spent = { accept: 0, wait: 0, claim: 0, publish: 0 };
  const acceptedAt = new Map<string, number>();
  let published = 0;
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  let asking = 0;
  const consumer = await queue.consume(pool, WORKERS, async () => {
    const worker = {
      id: `worker-${(asking += 1) % WORKERS}`,
      pool,
      deviceKind: 'cpu',
      memoryBytes: 8e9,
      warm: [],
    };
    const t0 = performance.now();
    const taken = await turns.claimNext(worker, 30_000);
    if (!taken || taken === 'held') return { type: 'done' };
    const t1 = performance.now();
    if (!(await ledger.publish(taken.claim, [video]))) return { type: 'done' };
    spent.wait += t0 - (acceptedAt.get(taken.generation.id) ?? t0);
    spent.claim += t1 - t0;
    spent.publish += performance.now() - t1;
    if (++published === GENERATIONS) finish();
    return { type: 'done' };
  });
  const begun = performance.now();
  let left = GENERATIONS;
  const client = async (name: string): Promise<void> => {
    while (left-- > 0) {
      const asked = newGeneration({ precedence: { client: name, priority: 'normal', deadline: null } });
      const t0 = performance.now();
      const { id } = await ledger.accept({ ...asked, decision: { ...asked.decision, pool } });
      acceptedAt.set(id, performance.now());
      spent.accept += performance.now() - t0;
      relay.nudge();
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, index) => client(`client-${index}`)));
  const acceptedMs = performance.now() - begun;
  await finished;
  const seconds = (performance.now() - begun) / 1000;
  await consumer.stop();
  await relay.close();
  const mean = (ms: number) => Number((ms / GENERATIONS).toFixed(2));
  return {
    generations: GENERATIONS,
    perSecond: Math.round(GENERATIONS / seconds),
    acceptedPerSecond: Math.round((1000 * GENERATIONS) / acceptedMs),
    acceptMsMean: mean(spent.accept),
    outboxAndQueueMsMean: mean(spent.wait),
    claimMsMean: mean(spent.claim),
    publishMsMean: mean(spent.publish),
  };
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 70;
});
