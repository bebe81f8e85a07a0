import type { WakeUp, WakeUpOutcome } from '@maquette/generation';

export interface Gate {
  passed: Promise<void>;
  open(): void;
}

/** Something to wait for that the test opens. */
export function gate(): Gate {
  let open = () => {};
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open };
}

/** Records what a consumer hands to its handler, and lets a test wait for it. */
export class Deliveries {
  readonly ids: string[] = [];
  /** Milliseconds of the clock when each delivery began. */
  readonly times: number[] = [];
  running = 0;
  mostAtOnce = 0;
  private finished = 0;
  private readonly waiters = new Set<() => void>();

  handler(outcome: (wakeUp: WakeUp) => Promise<WakeUpOutcome>): (wakeUp: WakeUp) => Promise<WakeUpOutcome> {
    return async (wakeUp) => {
      this.ids.push(wakeUp.generationId);
      this.times.push(performance.now());
      this.running += 1;
      this.mostAtOnce = Math.max(this.mostAtOnce, this.running);
      this.changed();
      try {
        return await outcome(wakeUp);
      } finally {
        this.running -= 1;
        this.finished += 1;
        // The queue learns the outcome first, then the test.
        setImmediate(() => this.changed());
      }
    };
  }

  /** Resolves when so many deliveries have begun. */
  count(deliveries: number): Promise<void> {
    return this.until(() => this.ids.length >= deliveries);
  }

  /** Resolves when so many handlers have returned. */
  settled(deliveries: number): Promise<void> {
    return this.until(() => this.finished >= deliveries);
  }

  private until(condition: () => boolean): Promise<void> {
    if (condition()) return Promise.resolve();
    return new Promise((resolve) => {
      const waiter = () => {
        if (!condition()) return;
        this.waiters.delete(waiter);
        resolve();
      };
      this.waiters.add(waiter);
    });
  }

  private changed(): void {
    for (const waiter of [...this.waiters]) waiter();
  }
}

/** Sockets that keep this process alive. */
export function openSockets(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
}
