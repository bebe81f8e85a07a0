import type { Consumer, WakeUp, WakeUpOutcome } from '@maquette/generation';
import type { Job, Queue } from 'bull';
import type { BaseLogger } from 'pino';
import { closeQueue } from './close-queue';

export type QueueLogger = Pick<BaseLogger, 'debug' | 'info' | 'warn' | 'error'>;

export const silentLogger: QueueLogger = { debug() {}, info() {}, warn() {}, error() {} };

/** Bull marks the connection that waits for the next job. */
type BlockingClient = Queue['clients'][number] & { blocked?: boolean };

/** Consumes one Bull queue, which it owns: Bull can neither have a second handler nor lose its first. */
export class BullConsumer implements Consumer {
  private readonly running = new Set<Promise<WakeUpOutcome>>();
  private stopped?: Promise<void>;

  constructor(
    private readonly queue: Queue<WakeUp>,
    private readonly handler: (wakeUp: WakeUp) => Promise<WakeUpOutcome>,
    private readonly snooze: (wakeUp: WakeUp, delayMs: number) => Promise<void>,
    private readonly log: QueueLogger,
  ) {}

  start(concurrency: number): void {
    this.queue
      .process(concurrency, (job) => this.run(job))
      .catch((error: Error) => this.log.error({ error: error.message }, 'The queue consumer ended.'));
  }

  stop(): Promise<void> {
    this.stopped ??= this.shutDown();
    return this.stopped;
  }

  private async run(job: Job<WakeUp>): Promise<void> {
    const handling = Promise.resolve(job.data).then(this.handler);
    this.running.add(handling);
    try {
      const outcome = await handling;
      if (outcome.type === 'snooze') await this.snooze(job.data, outcome.delayMs);
    } catch (error) {
      this.log.warn(
        { generationId: job.data.generationId, error: (error as Error).message },
        'A wake-up failed.',
      );
      throw error;
    } finally {
      this.running.delete(handling);
    }
  }

  /** Handlers may run for minutes, but Redis gets only seconds to say goodbye. */
  private async shutDown(): Promise<void> {
    const paused = this.queue.pause(true, true).catch(() => undefined);
    await this.queue.isReady();
    // Bull would say goodbye on the connection that waits for a job, and nobody answers there for half a second.
    for (const client of this.queue.clients as BlockingClient[]) if (client.blocked) client.disconnect();
    await paused;
    await Promise.allSettled(this.running);
    await closeQueue(this.queue);
  }
}
