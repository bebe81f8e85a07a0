import type { JobQueue, WakeUpOutbox } from '@maquette/generation';
import type { Log } from './log';

export interface RelayOptions {
  /** Time between two looks at the outbox. Default 500 ms: how late a retried generation may come. */
  pollMs?: number;
  /** Wake-ups handed over at once. Default 200. */
  batch?: number;
}

/**
 * Hands wake-ups from the outbox to the queue, in every process that has the platform open. One that died between a
 * commit and its hand-over is followed by any other. A queue that is away keeps them waiting; a wake-up too many does no
 * harm. What gets lost in the queue itself is found by the sweeper.
 */
export class WakeUpRelay {
  private readonly timer: NodeJS.Timeout;
  private readonly batch: number;
  private round: Promise<void> | null = null;
  private nudged = false;
  private away = false;
  private closed = false;

  constructor(
    private readonly parts: { outbox: WakeUpOutbox; queue: Pick<JobQueue, 'add'>; log: Log },
    { pollMs = 500, batch = 200 }: RelayOptions = {},
  ) {
    this.batch = batch;
    this.timer = setInterval(() => this.nudge(), pollMs);
    this.timer.unref();
  }

  /** Says that there is something to hand over; it does not wait for it. */
  nudge(): void {
    if (this.closed) return;
    this.nudged = true;
    this.round ??= Promise.resolve()
      .then(() => this.handAll())
      .finally(() => {
        this.round = null;
        if (this.nudged) this.nudge(); // between the last look and now
      });
  }

  /** Hands over what is due, and stops. */
  async close(): Promise<void> {
    this.nudge();
    this.closed = true;
    clearInterval(this.timer);
    await this.round;
  }

  private async handAll(): Promise<void> {
    try {
      for (let full = false; this.nudged || full;) {
        this.nudged = false;
        full = (await this.parts.outbox.handOver(this.batch, (wakeUps) => this.add(wakeUps))) === this.batch;
      }
      this.away = false;
    } catch (error) {
      this.nudged = false; // the timer comes back to it
      if (!this.away)
        this.parts.log.warn({ error: (error as Error).message }, 'Wake-ups wait for their queue.');
      this.away = true;
    }
  }

  /** Waits for all of them, so that none is still on its way when the hand-over is taken back. */
  private async add(wakeUps: { generationId: string; pool: string }[]): Promise<void> {
    const { queue } = this.parts;
    const added = await Promise.allSettled(
      wakeUps.map(({ pool, generationId }) => queue.add(pool, { generationId })),
    );
    const failed = added.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
