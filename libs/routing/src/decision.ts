import type { Digest, Domain } from '@maquette/kernel';

/**
 * classified         a licensed checkpoint of the domain was found, and a pool that runs it
 * unclassified       the prompt belongs to none of our domains, or we cannot tell to which
 * skipped_by_policy  the policy refused the prompt; no domain was looked for
 * unavailable        the domain has no usable checkpoint, or no pool runs it
 * unlicensed         checkpoints exist, but no licence covers this use, territory and date
 */
export type RouteOutcome = 'classified' | 'unclassified' | 'skipped_by_policy' | 'unavailable' | 'unlicensed';

/** A checkpoint that was looked at, and why it was kept or dropped (with the clause). */
export interface RouteCandidate {
  checkpoint: string;
  kept: boolean;
  reason: string;
}

/** One try to place a candidate on a pool. */
export interface RouteAttempt {
  checkpoint: string;
  /** Null: no pool took it. */
  pool: string | null;
  reason: string;
  /** Of the one that was placed: device seconds, and when it begins and ends, in seconds from the decision on. */
  expected?: { seconds: number; startIn: number; endIn: number };
  /** Pools would take it but are full: seconds after which to ask again. */
  retryAfter?: number;
}

/** Raised whenever the same question could get another answer: decisions say by which rules they were made. */
export const ROUTING_ALGORITHM = 'maquette-routing/2';

/** One decision of the routing service, stored with its reasons. */
export interface RouteDecision {
  outcome: RouteOutcome;
  domain: Domain | null;
  /** Calibrated probability of the domain, 0–1; of "none of ours" when there is no domain. */
  confidence: number;
  /** `architecture/daylight@1.0.0` */
  checkpoint: string | null;
  checkpointDigest: Digest | null;
  pool: string | null;
  /** Sentences a person can read, in the order they were decided. */
  reasons: string[];
  candidates: RouteCandidate[];
  /** Candidates that were tried on the pools, in that order: the first that found one is the chosen checkpoint. */
  attempts: RouteAttempt[];
  /** True when the client's share of a canary led to the chosen checkpoint. */
  canary: boolean;
  /** Which rules decided: see ROUTING_ALGORITHM. */
  algorithm: string;
}
