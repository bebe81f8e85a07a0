import { RELEASE } from '@maquette/access';
import type { Digest } from '@maquette/kernel';
import type { Transaction } from '../database';
import { asJson } from '../ledger/generation-rows';

/** One version of a dataset's provenance record. */
export interface DatasetRegistration {
  id: string;
  version: string;
  /** Of dataset.json. */
  digest: Digest;
  title: string;
  /** Name of who issued the record. */
  issuer: string;
  /** SPDX expression */
  licence: string;
  /** The record as read. */
  record: unknown;
  grants: GrantRegistration[];
  /** When the last permission in it ends; null or left out: never. */
  expiresAt?: Date | null;
  /** Records of the datasets that went into this one. */
  sources?: Digest[];
  /** Who brought it. Left out, the release: what it ships is approved. Of anybody else it is a draft. */
  by?: string;
}

export interface GrantRegistration {
  /** Unique inside the dataset. */
  id: string;
  licensor: string;
  licensee: string;
  licence: string;
  /** The grant as read. */
  terms: unknown;
}

/** Registrations and drafts of all processes one after the other, until the transaction ends. */
export async function lockRecords(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('maquette.registrations'))`;
}

/** Writes a record as the newest revision of its version, in the place of the one before. */
export async function insertDataset(
  tx: Transaction,
  dataset: DatasetRegistration,
  { approved, superseded = false }: { approved: boolean; superseded?: boolean },
): Promise<{ revision: number; at: Date }> {
  const { id: datasetId, version, digest, title, issuer, licence, record, grants, sources = [] } = dataset;
  const by = dataset.by ?? RELEASE;
  const [{ at }] = await tx.$queryRaw<{ at: Date }[]>`SELECT now()::timestamptz(3) AS at`;
  const earlier = await tx.dataset.findMany({
    where: { datasetId, version },
    select: { revision: true, authors: true },
  });
  const revision = Math.max(0, ...earlier.map((row) => row.revision)) + 1;
  if (!superseded) await supersede(tx, datasetId, version, at);
  await tx.dataset.create({
    data: {
      digest,
      datasetId,
      version,
      revision,
      title,
      issuer,
      licence,
      record: asJson(record),
      createdAt: at,
      supersededAt: superseded ? at : null,
      expiresAt: dataset.expiresAt ?? null,
      authors: [...new Set([...earlier.flatMap(({ authors }) => authors), by])],
      draftedBy: by,
      ...(approved ? approvedByRelease(at) : { state: 'draft' }),
      grants: {
        create: grants.map(({ id, terms, ...grant }) => ({ grantId: id, ...grant, terms: asJson(terms) })),
      },
      sources: { create: [...new Set(sources)].map((sourceDigest) => ({ sourceDigest })) },
    },
  });
  return { revision, at };
}

export async function supersede(
  tx: Transaction,
  datasetId: string,
  version: string,
  at: Date,
): Promise<void> {
  const where = { datasetId, version, supersededAt: null };
  await tx.dataset.updateMany({ where, data: { supersededAt: at } });
}

export function approvedByRelease(at: Date) {
  return { state: 'approved', submittedBy: RELEASE, submittedAt: at, approvedBy: RELEASE, approvedAt: at };
}
