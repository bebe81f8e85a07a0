/** A hint that a generation waits for a worker of the pool. The ledger is the truth; a wake-up may come twice or late. */
export interface WakeUp {
  generationId: string;
}

/** What the handler says of a wake-up. A handler that throws is retried with growing delay. */
export type WakeUpOutcome = { type: 'done' } | { type: 'snooze'; delayMs: number };

export interface Consumer {
  /** Takes no new wake-ups, and resolves when the running handlers have finished. */
  stop(): Promise<void>;
}

/**
 * Wakes workers: at-least-once, in order of arrival within a pool (roughly, under retries).
 * Errors: `queue-unreachable` (unavailable).
 */
export interface JobQueue {
  /** Adds a wake-up; adding the same generation again while it waits changes nothing. */
  add(pool: string, wakeUp: WakeUp): Promise<void>;
  consume(
    pool: string,
    concurrency: number,
    handler: (wakeUp: WakeUp) => Promise<WakeUpOutcome>,
  ): Promise<Consumer>;
  /** Wake-ups waiting for the pool. */
  depth(pool: string): Promise<number>;
  check(): Promise<void>;
  close(): Promise<void>;
}
