import type { Claim, GenerationLedger } from '@maquette/generation';

/** Keeps a claim alive and its progress known while a clip is rendered; tells when the claim is over. */
export class Lease {
  static readonly MILLISECONDS = 30_000;
  private static readonly BEAT = 1000;

  framesDone = 0;
  /** Why the claim is over, if it is. */
  over: 'cancelled' | 'lost' | null = null;
  private readonly timer: NodeJS.Timeout;
  private beating = false;
  private lastBeat = Date.now();

  constructor(
    private readonly ledger: GenerationLedger,
    private readonly claim: Claim,
    private readonly onOver: () => void,
  ) {
    this.timer = setInterval(() => void this.beat(), Lease.BEAT);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async beat(): Promise<void> {
    if (this.beating || this.over) return;
    this.beating = true;
    try {
      const answer = await this.ledger.heartbeat(this.claim, {
        framesDone: this.framesDone,
        leaseMs: Lease.MILLISECONDS,
      });
      this.lastBeat = Date.now();
      if (answer !== 'held') this.end(answer);
    } catch {
      // The database may be back before the lease runs out; after that another worker may hold it.
      if (Date.now() - this.lastBeat > Lease.MILLISECONDS) this.end('lost');
    } finally {
      this.beating = false;
    }
  }

  private end(reason: 'cancelled' | 'lost'): void {
    this.over = reason;
    this.stop();
    this.onOver();
  }
}
