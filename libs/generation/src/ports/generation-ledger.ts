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
  /** Writes the route decision and a queued generation. */
  accept(generation: NewGeneration): Promise<Generation>;
  /** Writes the route decision of a request that was refused; answers the decision's id. */
  refuse(decision: RouteDecision): Promise<string>;
  get(id: string): Promise<Generation>;
  /** The generations that published bytes of this digest, newest first, removed ones included. */
  publishersOf(digest: Digest): Promise<Generation[]>;
  /** Newest first unless `order` is 'asc'; `after` is the id of the last item of the page before. */
  list(page: { after?: string; limit: number; order: 'asc' | 'desc' }): Promise<GenerationPage>;
  /** Takes a queued generation, or a running one whose lease ran out; null when there is nothing to take. Raises the lease epoch. */
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
  /** Gives the generation back to the queue, if the claim still holds. */
  release(claim: Claim, error: GenerationError): Promise<boolean>;
  /** Cancels what is not finished; answers the generation as it stands afterwards. */
  cancel(id: string): Promise<Generation>;
  /** Cancels if need be, and removes the generation from the lists. Artefact rows and audit entries stay. */
  remove(id: string): Promise<void>;
  /** Queued generations older than `ageMs`, and running ones whose lease ran out: they need a wake-up. */
  stranded(ageMs: number): Promise<{ id: string; pool: string }[]>;
}
