import { MaquetteError, newId } from '@maquette/kernel';
import type { Consumer, JobQueue, WakeUp, WakeUpOutcome } from '@maquette/generation';
import type { Queue } from 'bull';
import { BullConsumer, silentLogger, type QueueLogger } from './bull-consumer';
import { closeQueue } from './close-queue';

export interface BullJobQueueOptions {
  /** Opens a Bull queue for the pool; each one is closed with the job queue. */
  open(pool: string): Queue<WakeUp>;
  /** Queues that stand already, as @nestjs/bull registers them. Wake-ups are added through these. */
  queues?: ReadonlyMap<string, Queue<WakeUp>>;
  logger?: QueueLogger;
  /** How often a wake-up whose handler throws is delivered. */
  maxAttempts?: number;
  /** Delay before the second delivery; it grows to three, seven, fifteen times that. */
  retryDelayMs?: number;
}

/** How long one question to Redis may take before it counts as unreachable. */
const REPLY_TIMEOUT_MS = 5_000;

/** The queue on Redis, by Bull: one Bull queue per pool. */
export class BullJobQueue implements JobQueue {
  private readonly queues: Map<string, Queue<WakeUp>>;
  private readonly consumers = new Set<BullConsumer>();
  private readonly log: QueueLogger;
  private closing?: Promise<void>;

  constructor(private readonly options: BullJobQueueOptions) {
    this.log = options.logger ?? silentLogger;
    this.queues = new Map(options.queues);
    for (const queue of this.queues.values()) this.watch(queue);
  }

  async add(pool: string, wakeUp: WakeUp): Promise<void> {
    await this.reach(() => this.insert(this.queueOf(pool), wakeUp, 0));
  }

  async consume(
    pool: string,
    concurrency: number,
    handler: (wakeUp: WakeUp) => Promise<WakeUpOutcome>,
  ): Promise<Consumer> {
    const adding = this.queueOf(pool);
    await this.reach(() => adding.client.ping());
    const snooze = (wakeUp: WakeUp, delayMs: number) => this.insert(adding, wakeUp, delayMs);
    const consumer = new BullConsumer(this.watch(this.options.open(pool)), handler, snooze, this.log);
    this.consumers.add(consumer);
    consumer.start(concurrency);
    return {
      stop: async () => {
        await consumer.stop();
        this.consumers.delete(consumer);
      },
    };
  }

  async depth(pool: string): Promise<number> {
    const counts = await this.reach(() => this.queueOf(pool).getJobCounts());
    return counts.waiting + counts.delayed;
  }

  async check(): Promise<void> {
    const queue = [...this.queues.values()][0] ?? this.queueOf('check');
    await this.reach(() => queue.client.ping());
  }

  close(): Promise<void> {
    this.closing ??= (async () => {
      await Promise.all([...this.consumers].map((consumer) => consumer.stop()));
      await Promise.all([...this.queues.values()].map(closeQueue));
    })();
    return this.closing;
  }

  /**
   * Bull drops an add whose id stands already, even when that job runs. A wake-up that comes during a run (or is
   * snoozed by it) must not be lost, so a generation has two ids: one can wait while the other runs.
   */
  private async insert(queue: Queue<WakeUp>, wakeUp: WakeUp, delayMs: number): Promise<void> {
    const ids = [wakeUp.generationId, `${wakeUp.generationId}.next`];
    const free = await this.freeId(queue, ids);
    if (free === null) return;
    await queue.add(wakeUp, {
      jobId: free,
      delay: delayMs,
      attempts: this.options.maxAttempts ?? 5,
      backoff: { type: 'exponential', delay: this.options.retryDelayMs ?? 2_000 },
      removeOnComplete: true,
      removeOnFail: true,
    });
  }

  /** An id that no job of the generation has; null when one of its jobs waits already. */
  private async freeId(queue: Queue<WakeUp>, ids: string[]): Promise<string | null> {
    // Mostly there is none, which costs one question.
    if ((await queue.client.exists(...ids.map((id) => queue.toKey(id)))) === 0) return ids[0];
    const places = await Promise.all(ids.map((id) => placeOf(queue, id)));
    if (places.includes('waits')) return null;
    return ids.find((_, index) => places[index] === 'nowhere') ?? `${ids[0]}.${newId('again')}`;
  }

  private queueOf(pool: string): Queue<WakeUp> {
    let queue = this.queues.get(pool);
    if (!queue) this.queues.set(pool, (queue = this.watch(this.options.open(pool))));
    return queue;
  }

  private watch(queue: Queue<WakeUp>): Queue<WakeUp> {
    return queue.on('error', (error) =>
      this.log.warn({ queue: queue.name, error: error.message }, 'Redis error.'),
    );
  }

  private async reach<T>(step: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`no answer within ${REPLY_TIMEOUT_MS} ms`)),
        REPLY_TIMEOUT_MS,
      );
    });
    try {
      return await Promise.race([step(), late]);
    } catch (error) {
      if (error instanceof MaquetteError) throw error;
      const message = `The queue's Redis does not answer: ${(error as Error).message}`;
      const hint = 'Check that Redis runs and that REDIS_URL points to it.';
      throw new MaquetteError('unavailable', 'queue-unreachable', message, { hint, cause: error });
    } finally {
      clearTimeout(timer);
    }
  }
}

/**
 * Where a job is, by Bull's lists. Its hash alone is no job: when Redis loses its memory, a worker that had just taken one
 * writes a bare hash back, which stands in no list and would keep the id for ever. Looked at twice, since a job on its way
 * from one list to another can be missed once.
 */
async function placeOf(queue: Queue<WakeUp>, id: string): Promise<'waits' | 'runs' | 'nowhere'> {
  const job = await queue.getJob(id);
  if (!job) return 'nowhere';
  for (let look = 0; look < 2; look++) {
    const state = await job.getState();
    if (state === 'waiting' || state === 'delayed' || state === 'paused') return 'waits';
    if (state !== 'stuck') return 'runs'; // or has ended a moment ago
  }
  await queue.client.del(queue.toKey(id));
  return 'nowhere';
}
