import type { Digest } from '@maquette/kernel';
import type { DatasetState } from './dataset-state';

/** What is known of a dataset record beyond its bytes. */
export interface DatasetStanding {
  state: DatasetState;
  /** Since when it is revoked; null in any other state. */
  revokedAt: Date | null;
  /** Why it was revoked. */
  reason: string | null;
  /** Consents that people took back, by their place in the record. */
  withdrawnConsents: readonly { consent: number; at: Date }[];
}

export interface CheckpointStanding {
  state: 'unpublished' | 'published' | 'withdrawn';
  /** Why it was withdrawn. */
  reason: string | null;
}

/**
 * What the installation decided about records, at one moment. Null means that it never heard of the record: then what the
 * release ships stands as shipped, and what came in otherwise does not stand at all.
 */
export interface Standing {
  dataset(recordDigest: Digest): DatasetStanding | null;
  checkpoint(recordDigest: Digest): CheckpointStanding | null;
}

/** Where there is no database, the files are all that is known. */
export const FILES_ALONE: Standing = { dataset: () => null, checkpoint: () => null };

/** A record by its bytes, and where they came from. */
export interface RecordIdentity {
  kind: 'dataset' | 'checkpoint';
  /** Of dataset.json or checkpoint.json. */
  digest: Digest;
  origin: 'release' | 'installed';
}

/** Why a record does not stand, as the end of a sentence; null when it does. */
export function objectionTo({ kind, digest, origin }: RecordIdentity, standing: Standing): string | null {
  const found = kind === 'dataset' ? standing.dataset(digest) : standing.checkpoint(digest);
  if (found === null) {
    if (origin === 'release') return null;
    return kind === 'dataset' ? 'was never approved here' : 'was never published here';
  }
  return 'withdrawnConsents' in found ? datasetObjection(found) : checkpointObjection(found);
}

function datasetObjection({ state, revokedAt, reason, withdrawnConsents }: DatasetStanding): string | null {
  if (state === 'revoked') return `was revoked${on(revokedAt)}${because(reason)}`;
  if (state !== 'approved') return `is ${state}, not approved`;
  const [first] = withdrawnConsents;
  return first
    ? `depicts people whose consent (number ${first.consent + 1}) was withdrawn${on(first.at)}`
    : null;
}

/** What the release ships is published when it passes the gate at registration; what lies there and fails it is not. */
function checkpointObjection({ state, reason }: CheckpointStanding): string | null {
  if (state === 'published') return null;
  return state === 'withdrawn' ? `was withdrawn${because(reason)}` : 'is not published';
}

const on = (date: Date | null) => (date ? ` on ${date.toISOString()}` : '');
const because = (reason: string | null) => (reason ? `: ${reason.replace(/\.+$/, '')}` : '');
