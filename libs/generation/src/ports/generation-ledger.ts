import type { Digest } from '@maquette/kernel';
import type { RouteDecision } from '@maquette/routing';
import type { Claim, Generation, GenerationError, NewArtefact, NewGeneration } from '../generation';

export interface GenerationPage {
  items: Generation[];
  hasMore: boolean;
}

/** What a heartbeat learns: go on, stop because the client cancelled, or stop because another worker holds the lease. */
export type HeartbeatAnswer = 'held' | 'cancelled' | 'lost';

/**
 * The record of all generations, and the only authority on their state (Postgres). Each call is one transaction, each
 * change of state writes its audit entry in the same transaction. Errors: `generation-not-found`, `database-unreachable`.
 */
export interface GenerationLedger {
  /** Writes the route decision, a queued generation and its wake-up. */
  accept(generation: NewGeneration): Promise<Generation>;
  /** Writes the route decision of a request that was refused; answers the decision's id. */
  refuse(decision: RouteDecision): Promise<string>;
  get(id: string): Promise<Generation>;
  /** The generations that published bytes of this digest, newest first, removed ones included. */
  publishersOf(digest: Digest): Promise<Generation[]>;
  /** Newest first unless `order` is 'asc'; `after` is the id of the last item of the page before. */
  list(page: { after?: string; limit: number; order: 'asc' | 'desc' }): Promise<GenerationPage>;
  /**
   * Takes a queued generation that is due, or a running one whose lease ran out; null when there is nothing to take, and
   * while its pool is paused. Raises the lease epoch.
   */
  claim(
    id: string,
    workerId: string,
    leaseMs: number,
  ): Promise<{ claim: Claim; generation: Generation } | null>;
  /** Extends the lease and records progress. */
  heartbeat(claim: Claim, progress: { framesDone: number; leaseMs: number }): Promise<HeartbeatAnswer>;
  /** Records the artefacts and completes the generation, if the claim still holds; false when it does not. */
  publish(claim: Claim, artefacts: NewArtefact[]): Promise<boolean>;
  /** Fails the generation for good, if the claim still holds. */
  fail(claim: Claim, error: GenerationError): Promise<boolean>;
  /** Gives the generation back to the queue after a failed attempt, if the claim still holds; it is due after `delayMs`. */
  release(claim: Claim, error: GenerationError, delayMs?: number): Promise<boolean>;
  /** The same where nothing was attempted: the claim is not counted. */
  snooze(claim: Claim, reason: string, delayMs: number): Promise<boolean>;
  /**
   * Sets aside a generation that used up its attempts, if the claim still holds. What an earlier attempt said is kept
   * when `error` is null; when none said anything, the error is `attempts-exhausted`.
   */
  park(claim: Claim, error: GenerationError | null): Promise<boolean>;
  /** Parked generations, longest parked first, at most `limit`. */
  parked(page: { pool?: string; limit: number }): Promise<Generation[]>;
  /** Gives a parked generation all its attempts again. Errors: `generation-not-parked` (conflict). */
  requeue(id: string, actor: string): Promise<Generation>;
  /** Cancels what is not finished; answers the generation as it stands afterwards. */
  cancel(id: string): Promise<Generation>;
  /** Cancels if need be, and removes the generation from the lists. Artefact rows and audit entries stay. */
  remove(id: string): Promise<void>;
  /** Generations due for longer than `ageMs`, and running ones whose lease ran out, of pools that are not paused: they need a wake-up. */
  stranded(ageMs: number): Promise<{ id: string; pool: string }[]>;
}
