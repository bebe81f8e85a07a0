import type { AuditEvent } from '@maquette/audit';
import { MaquetteError, type Digest } from '@maquette/kernel';
import type { Transaction } from '../database';

/** Who publishes, and which signature was looked at. */
export interface PublicationFacts {
  by: string;
  /** Digest of the signature's bundle, and its signer: a key's hint or a certificate's SHA-256, in hexadecimal. */
  signature: { digest: Digest; signer: string };
}

/** A row of checkpoint_version as far as its publication is concerned. */
export interface PublicationRow {
  checkpointId: string;
  version: string;
  publishedAt: Date | null;
  withdrawnAt: Date | null;
  supersededAt: Date | null;
  now: Date;
}

/** Reads a version and keeps it as it is until the transaction ends. Errors: `checkpoint-not-registered` (conflict). */
export async function lockVersion(tx: Transaction, recordDigest: Digest): Promise<PublicationRow> {
  const [row] = await tx.$queryRaw<PublicationRow[]>`
    SELECT checkpoint_id AS "checkpointId", version, published_at AS "publishedAt", withdrawn_at AS "withdrawnAt",
           superseded_at AS "supersededAt", now()::timestamptz(3) AS now
    FROM checkpoint_version WHERE record_digest = ${recordDigest} FOR UPDATE`;
  if (row) return row;
  const message = `No checkpoint version with the record ${recordDigest} is registered.`;
  throw new MaquetteError('conflict', 'checkpoint-not-registered', message, {
    hint: 'Restart the process, so that it registers what the model registry holds.',
    details: { recordDigest },
  });
}

/** Enters the publication of a version that is not published yet, and answers what to record of it. */
export async function published(
  tx: Transaction,
  recordDigest: Digest,
  { by, signature }: PublicationFacts,
): Promise<AuditEvent> {
  const { checkpointId, version, now } = await lockVersion(tx, recordDigest);
  await tx.checkpointVersion.update({
    where: { recordDigest },
    data: { publishedAt: now, publishedBy: by },
  });
  return {
    kind: 'checkpoint.published',
    subject: checkpointId,
    at: now,
    data: { version, recordDigest, by, signature },
  };
}
