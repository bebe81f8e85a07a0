import type { Consumer } from '@maquette/generation';
import { runTaskList, type Task, type WorkerPool } from 'graphile-worker';
import type { Pool } from 'pg';
import { graphileLogger, type QueueLogger } from './graphile-logger';

export interface PoolConsumerOptions {
  database: Pool;
  schema: string;
  log: QueueLogger;
  task: string;
  concurrency: number;
  pollIntervalMs: number;
  run: Task;
  /** Makes the jobs of a worker pool that broke down available again. */
  unlock(workerPoolId: string): Promise<void>;
}

/** A broken worker pool (its database went away) is followed by a new one after this long. */
const RESTART_DELAY_MS = 1_000;
const STILL_AWAY = "The queue's database is still away.";

/** Runs one graphile-worker pool, and starts another one when it breaks down. */
export class PoolConsumer implements Consumer {
  private workers: WorkerPool;
  private restart?: NodeJS.Timeout;
  private stopped?: Promise<void>;
  private broken = false;

  constructor(private readonly options: PoolConsumerOptions) {
    this.workers = this.start();
  }

  stop(): Promise<void> {
    this.stopped ??= this.shutDown();
    return this.stopped;
  }

  private start(): WorkerPool {
    const { database, task, run, log } = this.options;
    const workers = runTaskList(
      {
        schema: this.options.schema,
        logger: graphileLogger(log),
        concurrency: this.options.concurrency,
        pollInterval: this.options.pollIntervalMs,
        noHandleSignals: true, // the process decides when to stop, not the queue
        // Without batches graphile-worker leaves the promise of "complete" unwatched, and a database that goes away
        // at that moment would end the process with an unhandled rejection.
        preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      },
      { [task]: run },
      database,
    );
    workers.promise.then(
      () => this.recover(workers),
      (error: Error) => this.recover(workers, error),
    );
    return workers;
  }

  /** Waits for the database, makes what the broken pool held available again, and starts another one. */
  private recover(lost: WorkerPool, error?: Error): void {
    if (this.stopped) return;
    this.broken = true;
    this.options.log.warn({ error: error?.message }, 'The queue consumer broke down and is started again.');
    const attempt = () => {
      this.options.unlock(lost.id).then(
        () => {
          if (this.stopped) return;
          this.broken = false;
          this.workers = this.start();
        },
        (cause: Error) => {
          this.options.log.debug({ error: cause.message }, STILL_AWAY);
          if (!this.stopped) this.restart = setTimeout(attempt, RESTART_DELAY_MS);
        },
      );
    };
    this.restart = setTimeout(attempt, RESTART_DELAY_MS);
  }

  private async shutDown(): Promise<void> {
    clearTimeout(this.restart);
    if (this.broken) return;
    try {
      await this.workers.gracefulShutdown('consumer stopped');
    } catch (error) {
      this.options.log.warn({ error: (error as Error).message }, 'The queue consumer did not stop cleanly.');
    }
  }
}
