import { MaquetteError, isDigest } from '@maquette/kernel';
import { compareVersions } from '@maquette/registry';
import { Prisma } from '../client/client';
import type { Transaction } from '../database';
import { COLUMNS, type DatasetRow } from './dataset-rows';

/**
 * The revision that a reference means: `sha256:…` exactly that one; `rooms@1.0.0` the newest of that version; `rooms` the
 * newest of the highest version. Errors: `dataset-unknown` (not-found).
 */
export async function findDataset(tx: Transaction, reference: string): Promise<DatasetRow> {
  const rows = await rowsOf(tx, reference);
  const current = isDigest(reference) ? rows : rows.filter(({ supersededAt }) => supersededAt === null);
  const [found] = current.sort((a, b) => compareVersions(b.version, a.version));
  if (found) return found;
  throw unknown(reference);
}

/** Every revision that a reference covers: of `rooms` those of all its versions. Errors: `dataset-unknown`. */
export async function findRevisions(tx: Transaction, reference: string): Promise<DatasetRow[]> {
  const rows = await rowsOf(tx, reference);
  if (rows.length === 0) throw unknown(reference);
  return rows.sort((a, b) => compareVersions(b.version, a.version) || b.revision - a.revision);
}

function rowsOf(tx: Transaction, reference: string): Promise<DatasetRow[]> {
  const [id, version] = reference.split('@');
  const which = isDigest(reference)
    ? Prisma.sql`digest = ${reference}`
    : version === undefined
      ? Prisma.sql`dataset_id = ${id}`
      : Prisma.sql`dataset_id = ${id} AND version = ${version}`;
  return tx.$queryRaw<DatasetRow[]>`SELECT ${COLUMNS} FROM dataset WHERE ${which}`;
}

function unknown(reference: string): MaquetteError {
  return new MaquetteError('not-found', 'dataset-unknown', `There is no dataset ${reference}.`, {
    hint: 'Name it ID, ID@VERSION or by the digest of its record; `maquette datasets list` shows them.',
    details: { reference },
  });
}
