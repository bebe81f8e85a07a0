import type { Digest } from '@maquette/kernel';
import type { DatasetRecord, DatasetState, ShownDatasetState } from '@maquette/provenance';
import { Prisma } from '../client/client';

/** One revision of a dataset record, and what was done with it. */
export interface DatasetEntry {
  id: string;
  version: string;
  /** 1, 2, … of the records under one version number. */
  revision: number;
  /** Of dataset.json. */
  digest: Digest;
  /** `expired`: approved, but no permission in it holds any more. */
  state: ShownDatasetState;
  title: string;
  issuer: string;
  licence: string;
  expiresAt: Date | null;
  /** Everybody who drafted this version, in whatever revision. */
  authors: string[];
  drafted: Act;
  submitted: Act | null;
  approved: Act | null;
  rejected: ExplainedAct | null;
  revoked: ExplainedAct | null;
  /** When another revision took its place. */
  supersededAt: Date | null;
}

export interface Act {
  by: string;
  at: Date;
}

export interface ExplainedAct extends Act {
  reason: string;
}

export interface DatasetDetail extends DatasetEntry {
  record: DatasetRecord;
  withdrawnConsents: { consent: number; by: string; at: Date; reason: string }[];
}

/** All columns but the record, which can have megabytes, as a row of the list. */
export interface DatasetRow {
  digest: Digest;
  datasetId: string;
  version: string;
  revision: number;
  title: string;
  issuer: string;
  licence: string;
  createdAt: Date;
  supersededAt: Date | null;
  expiresAt: Date | null;
  state: DatasetState;
  /** By the database's clock. */
  expired: boolean;
  authors: string[];
  draftedBy: string;
  submittedBy: string | null;
  submittedAt: Date | null;
  approvedBy: string | null;
  approvedAt: Date | null;
  rejectedBy: string | null;
  rejectedAt: Date | null;
  rejection: string | null;
  revokedBy: string | null;
  revokedAt: Date | null;
  revocation: string | null;
}

/** `state` as it is shown: an approved record whose last permission ended has expired, to the instant. */
export const SHOWN_STATE = Prisma.sql`CASE WHEN state = 'approved' AND expires_at <= now() THEN 'expired' ELSE state END`;

export const COLUMNS = Prisma.sql`digest, dataset_id AS "datasetId", version, revision, title, issuer, licence,
  created_at AS "createdAt", superseded_at AS "supersededAt", expires_at AS "expiresAt", state,
  coalesce(expires_at <= now(), FALSE) AS expired, authors, drafted_by AS "draftedBy", submitted_by AS "submittedBy",
  submitted_at AS "submittedAt", approved_by AS "approvedBy", approved_at AS "approvedAt", rejected_by AS "rejectedBy",
  rejected_at AS "rejectedAt", rejection, revoked_by AS "revokedBy", revoked_at AS "revokedAt", revocation`;

export function toEntry(row: DatasetRow): DatasetEntry {
  const {
    datasetId: id,
    version,
    revision,
    digest,
    title,
    issuer,
    licence,
    expiresAt,
    authors,
    supersededAt,
  } = row;
  return {
    id,
    version,
    revision,
    digest,
    state: row.state === 'approved' && row.expired ? 'expired' : row.state,
    title,
    issuer,
    licence,
    expiresAt,
    authors,
    drafted: { by: row.draftedBy, at: row.createdAt },
    submitted: act(row.submittedBy, row.submittedAt),
    approved: act(row.approvedBy, row.approvedAt),
    rejected: explained(row.rejectedBy, row.rejectedAt, row.rejection),
    revoked: explained(row.revokedBy, row.revokedAt, row.revocation),
    supersededAt,
  };
}

function act(by: string | null, at: Date | null): Act | null {
  return by !== null && at !== null ? { by, at } : null;
}

function explained(by: string | null, at: Date | null, reason: string | null): ExplainedAct | null {
  const done = act(by, at);
  return done && { ...done, reason: reason ?? '' };
}
