import type { Claim, GenerationLedger } from '@maquette/generation';
import type { LeaseTimes } from '@maquette/platform';

/** Keeps a claim alive and its progress known while a clip is rendered; tells when the claim is over. */
export class Lease {
  framesDone = 0;
  /** Why the claim is over, if it is. */
  over: 'cancelled' | 'lost' | null = null;
  private readonly timer: NodeJS.Timeout;
  private beating = false;
  /** Beats since the ledger last answered. Counted, not timed: a process that was stopped for a while missed none. */
  private missed = 0;

  constructor(
    private readonly ledger: GenerationLedger,
    private readonly claim: Claim,
    private readonly times: Pick<LeaseTimes, 'leaseMs' | 'beatMs'>,
    private readonly onOver: () => void,
  ) {
    this.timer = setInterval(() => void this.beat(), times.beatMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async beat(): Promise<void> {
    if (this.over) return;
    // The database may be back before the lease runs out; after that another worker may hold it.
    if (++this.missed * this.times.beatMs > this.times.leaseMs) return this.end('lost');
    if (this.beating) return;
    this.beating = true;
    try {
      const answer = await this.ledger.heartbeat(this.claim, {
        framesDone: this.framesDone,
        leaseMs: this.times.leaseMs,
      });
      this.missed = 0;
      if (answer !== 'held') this.end(answer);
    } catch {
      // The next beat asks again.
    } finally {
      this.beating = false;
    }
  }

  private end(reason: 'cancelled' | 'lost'): void {
    if (this.over) return;
    this.over = reason;
    this.stop();
    this.onOver();
  }
}
