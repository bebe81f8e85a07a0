import type { Socket } from 'node:net';
import { MaquetteError, endWhenSilent } from '@maquette/kernel';
import type { Consumer, JobQueue, WakeUp, WakeUpOutcome } from '@maquette/generation';
import { makeWorkerUtils, type WorkerUtils } from 'graphile-worker';
import { escapeIdentifier, Pool, type PoolClient } from 'pg';
import { graphileLogger, silentLogger, type QueueLogger } from './graphile-logger';
import { PoolConsumer } from './pool-consumer';

export interface PostgresJobQueueOptions {
  connectionString: string;
  logger?: QueueLogger;
  /** Database schema of the queue's tables, created and migrated on first use. */
  schema?: string;
  /** How often a wake-up whose handler throws is delivered; the delay grows from 3 s by e each time. */
  maxAttempts?: number;
  /** How late a snoozed or retried wake-up may come. New ones are notified and do not wait for a poll. */
  pollIntervalMs?: number;
  /** How long the database may owe an answer without a word before its connection is given up. Left out: for ever. */
  silenceMs?: number;
}

const CONNECT_TIMEOUT_MS = 5_000;
/** An idle connection, such as the one that listens, whose other side is gone is noticed soon after. */
const KEEP_ALIVE_MS = 10_000;

/** The queue on Postgres, by graphile-worker: one task per pool, one job per pool and generation. */
export class PostgresJobQueue implements JobQueue {
  private readonly database: Pool;
  private readonly log: QueueLogger;
  private readonly schema: string;
  private readonly maxAttempts: number;
  private readonly pollIntervalMs: number;
  private readonly consumers = new Set<PoolConsumer>();
  private utils?: Promise<WorkerUtils>;
  private closing?: Promise<void>;

  constructor(options: PostgresJobQueueOptions) {
    this.log = options.logger ?? silentLogger;
    this.schema = options.schema ?? 'graphile_worker';
    this.maxAttempts = options.maxAttempts ?? 5;
    this.pollIntervalMs = options.pollIntervalMs ?? 500;
    this.database = new Pool({
      connectionString: options.connectionString,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      application_name: 'maquette-queue',
      // A wake-up is a hint: one that a crash of the database loses is found again in the ledger. Not waiting for the
      // disk saves two flushes between an add and its handler.
      options: '-c synchronous_commit=off',
      max: 10,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      idleTimeoutMillis: 5 * 60_000, // a new connection costs more than the rest of an add
    });
    const lost = (error: Error) => this.log.warn({ error: error.message }, 'A queue connection was lost.');
    this.database.on('error', lost);
    const { silenceMs } = options;
    this.database.on('connect', (client) => {
      client.on('error', lost);
      if (silenceMs) endSilent(client, silenceMs);
    });
  }

  async add(pool: string, wakeUp: WakeUp): Promise<void> {
    await this.reach(async () => {
      if (!(await this.isWaiting(pool, wakeUp))) await this.insert(pool, wakeUp, 0);
    });
  }

  async consume(
    pool: string,
    concurrency: number,
    handler: (wakeUp: WakeUp) => Promise<WakeUpOutcome>,
  ): Promise<Consumer> {
    const utils = await this.reach(() => this.ready());
    const consumer = new PoolConsumer({
      database: this.database,
      schema: this.schema,
      log: this.log,
      task: taskOf(pool),
      concurrency,
      pollIntervalMs: this.pollIntervalMs,
      run: async (payload) => {
        const wakeUp = payload as WakeUp;
        const outcome = await handler(wakeUp);
        if (outcome.type === 'snooze') await this.insert(pool, wakeUp, outcome.delayMs);
      },
      unlock: (id) => utils.forceUnlockWorkers([id]),
    });
    this.consumers.add(consumer);
    return {
      stop: async () => {
        await consumer.stop();
        this.consumers.delete(consumer);
      },
    };
  }

  async depth(pool: string): Promise<number> {
    return this.reach(async () => {
      await this.ready();
      const { rows } = await this.database.query<{ waiting: number }>(
        `select count(*)::int as waiting from ${this.table('jobs')}
          where task_identifier = $1 and locked_at is null and attempts < max_attempts`,
        [taskOf(pool)],
      );
      return rows[0].waiting;
    });
  }

  async check(): Promise<void> {
    await this.reach(async () => {
      await this.ready();
      await this.database.query('select 1');
    });
  }

  close(): Promise<void> {
    this.closing ??= (async () => {
      await Promise.all([...this.consumers].map((consumer) => consumer.stop()));
      const utils = await this.utils?.catch(() => undefined);
      await utils?.release();
      await this.database.end();
    })();
    return this.closing;
  }

  private async isWaiting(pool: string, wakeUp: WakeUp): Promise<boolean> {
    await this.ready();
    const { rowCount } = await this.database.query(
      `select 1 from ${this.table('jobs')} where key = $1 and locked_at is null and attempts < max_attempts`,
      [keyOf(pool, wakeUp)],
    );
    return rowCount === 1;
  }

  /**
   * Of two wake-ups for one generation the earlier one stays (`preserve_run_at`). While the generation's job runs, or
   * its worker died holding it, the insertion makes a new job: whatever led to it happened after that run began.
   */
  private async insert(pool: string, wakeUp: WakeUp, delayMs: number): Promise<void> {
    await this.ready();
    await this.database.query(
      `select from ${this.table('add_job')}(
         identifier => $1::text, payload => $2::json, job_key => $3::text, job_key_mode => 'preserve_run_at',
         max_attempts => $4::int, run_at => now() + $5::float8 * interval '1 millisecond')`,
      [taskOf(pool), JSON.stringify(wakeUp), keyOf(pool, wakeUp), this.maxAttempts, delayMs],
    );
  }

  /** Migrates the queue's schema once; a failure is forgotten, so that the next call tries again. */
  private ready(): Promise<WorkerUtils> {
    this.utils ??= this.migrate().catch((error: unknown) => {
      this.utils = undefined;
      throw error;
    });
    return this.utils;
  }

  private async migrate(): Promise<WorkerUtils> {
    const utils = await makeWorkerUtils({
      pgPool: this.database,
      schema: this.schema,
      logger: graphileLogger(this.log),
    });
    await utils.cleanup({ tasks: ['DELETE_PERMAFAILED_JOBS'] });
    return utils;
  }

  private async reach<T>(step: () => Promise<T>): Promise<T> {
    try {
      return await step();
    } catch (error) {
      throw new MaquetteError(
        'unavailable',
        'queue-unreachable',
        `The queue's database does not answer: ${(error as Error).message || (error as { code?: string }).code}`,
        { hint: 'Check that Postgres runs and that DATABASE_URL points to it.', cause: error },
      );
    }
  }

  private table(name: string): string {
    return `${escapeIdentifier(this.schema)}.${name}`;
  }
}

/** What the driver does not publish: its socket, and whether it waits for an answer. */
type Connected = PoolClient & { connection: { stream: Socket }; readyForQuery: boolean };

function endSilent(client: PoolClient, silenceMs: number): void {
  const connected = client as Connected;
  endWhenSilent(connected.connection.stream, silenceMs, () => !connected.readyForQuery);
}

function taskOf(pool: string): string {
  return `wake-up:${pool}`;
}

function keyOf(pool: string, wakeUp: WakeUp): string {
  return `${pool}/${wakeUp.generationId}`;
}
