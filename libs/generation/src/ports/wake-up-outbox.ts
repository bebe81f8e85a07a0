export interface DueWakeUp {
  generationId: string;
  pool: string;
}

/**
 * Wake-ups that were written with the change they announce, in one transaction, and wait to be handed to the queue.
 * Errors: `database-unreachable` (unavailable), and those of `hand`.
 */
export interface WakeUpOutbox {
  /**
   * Hands at most `limit` due wake-ups over and removes them once `hand` has resolved; answers how many. When `hand`
   * rejects, or the process dies, they are there again. Two processes never hold the same wake-up at once.
   */
  handOver(limit: number, hand: (wakeUps: DueWakeUp[]) => Promise<void>): Promise<number>;
}
