import type { Action } from './vocabulary';

/** What somebody wants to do. Values outside the vocabulary are answered with a denial, not an exception. */
export interface TermsRequest {
  /** `commercial`, `editorial`, `research`, `internal`, `education`, `personal` */
  use: string;
  /** ISO 3166-1 alpha-2, or '*' for the whole world. */
  territory: string;
  date: Date;
  /** `train`, `test`, `generate`, `distribute`, `display` */
  purpose: string;
  /** Who wants to do it, as grants name their licensee; left out, only licences for anyone count. */
  licensee?: string | null;
}

/**
 * What decided: a clause of a licence grant, or the want of one (then grantId and clause may be null). `not-in-force`: the
 * record itself does not stand (revoked, not approved, a consent taken back), whatever its clauses say.
 */
export interface DecidingClause {
  outcome: 'permitted' | 'prohibited' | 'not-permitted' | 'unknown-operand' | 'not-in-force';
  /** Id of the dataset; for a checkpoint's own licence the checkpoint reference. Empty when nothing was given. */
  datasetId: string;
  grantId: string | null;
  clause: string | null;
  /** The clause's own words; empty without a clause. */
  text: string;
  /** One sentence for people: which clause of which licence allows or refuses what. */
  reason: string;
}

/** A duty that comes with what was allowed. */
export interface OwedDuty {
  datasetId: string;
  grantId: string;
  action: Action;
  text: string;
}

export interface TermsDecision {
  allowed: boolean;
  deciding: DecidingClause;
  /** When allowed: the permitting clause of every grant that was needed. When denied: the deciding one alone. */
  clauses: DecidingClause[];
  /** Empty when denied. */
  duties: OwedDuty[];
}
