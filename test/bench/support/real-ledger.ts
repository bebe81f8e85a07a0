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
import { WakeUpRelay } from '../../../libs/platform/src/wake-up-relay';
import { checkpoint, dataset, newGeneration, video } from '../../medium/support/records';
import { processorMs } from './machine';

const GENERATIONS = 2_000;
const CLIENTS = 16;
const WORKERS = 16;

const log = { debug() {}, info() {}, warn() {}, error() {} };

export interface RealLedger {
  url: string;
  database: Database;
  /** Of Postgres and its backends, up to now. */
  processorMs(): number;
}

/** A new embedded Postgres, which flushes what it commits, with all migrations and one checkpoint. */
export async function withRealLedger(work: (ledger: RealLedger) => Promise<void>): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'maquette-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir: join(home, 'postgres') });
  try {
    await migrate(postgres.url, join(repositoryRoot(__dirname), 'prisma', 'migrations'));
    const database = new Database(postgres.url, { connections: 20 });
    await new PrismaRegistrations(database).register({ datasets: [dataset], checkpoints: [checkpoint] });
    const [{ written }] = await database.run(
      (client) => client.$queryRaw<{ written: string }[]>`SELECT pg_read_file('postmaster.pid') AS written`,
    );
    const pid = Number(written.split('\n')[0]);
    await work({ url: postgres.url, database, processorMs: () => processorMs(pid) });
    await database.close();
  } finally {
    await postgres.stop();
    await rm(home, { recursive: true, force: true });
  }
}

/**
 * accept → outbox → queue → whose turn and claim → publish, with nothing to paint. Of each pool some of the workers; every
 * one asks as a worker does, and carries out one generation at a time.
 */
export async function generationsPerSecond(
  { database, processorMs }: RealLedger,
  queue: JobQueue,
  pools: number,
): Promise<Record<string, number>> {
  const ledger = new PrismaGenerationLedger(database);
  const turns = new PrismaTurns(database);
  const relay = new WakeUpRelay({ outbox: new PrismaWakeUps(database), queue, log });
  const names = Array.from({ length: pools }, () => `bench-${randomUUID()}`);
  const spent = { accept: 0, wait: 0, claim: 0, publish: 0 };
  const acceptedAt = new Map<string, number>();
  const entriesBefore = await auditEntries(database);
  let published = 0;
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));

  const work = (pool: string) => {
    let asking = 0;
    const workers = WORKERS / pools;
    return queue.consume(pool, workers, async () => {
      const id = `worker-${(asking += 1) % workers}`;
      const t0 = performance.now();
      const worker = { id, pool, deviceKind: 'cpu', memoryBytes: 8e9, warm: [checkpointOf()] };
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
  };
  const consumers = await Promise.all(names.map(work));

  const [nodeBefore, postgresBefore] = [process.cpuUsage(), processorMs()];
  const begun = performance.now();
  let left = GENERATIONS;
  const client = async (name: string): Promise<void> => {
    while (left-- > 0) {
      const pool = names[left % pools];
      const precedence = { client: name, priority: 'normal' as const, deadline: null };
      const asked = newGeneration({ precedence });
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
  const node = process.cpuUsage(nodeBefore);
  const postgresMs = processorMs() - postgresBefore;
  await Promise.all(consumers.map((consumer) => consumer.stop()));
  await relay.close();

  const each = (ms: number) => Number((ms / GENERATIONS).toFixed(2));
  return {
    generations: GENERATIONS,
    pools,
    workers: WORKERS,
    perSecond: Math.round(GENERATIONS / seconds),
    acceptedPerSecond: Math.round((1000 * GENERATIONS) / acceptedMs),
    acceptMsMean: each(spent.accept),
    outboxAndQueueMsMean: each(spent.wait),
    claimMsMean: each(spent.claim),
    publishMsMean: each(spent.publish),
    auditEntriesEach: each((await auditEntries(database)) - entriesBefore),
    nodeProcessorMsEach: each((node.user + node.system) / 1000),
    postgresProcessorMsEach: each(postgresMs),
  };
}

function checkpointOf(): string {
  return `${checkpoint.domain}/${checkpoint.name}@${checkpoint.version}`;
}

async function auditEntries(database: Database): Promise<number> {
  const [{ count }] = await database.run(
    (client) => client.$queryRaw<{ count: number }[]>`
      SELECT ((SELECT count(*) FROM audit_pending) + (SELECT count(*) FROM audit_entry))::integer AS count`,
  );
  return count;
}
