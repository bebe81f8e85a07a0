import { HASH_BYTES, appendToTiles, logInconsistent, partialTiles } from '@maquette/audit';
import type { Database, Transaction } from '../database';
import { bufferOf, readTiles, treeSize, writeTiles } from './log-tiles';

/** Entries that one transaction takes in; half a second's work at most. */
const BATCH = 4_096;

/**
 * Takes every entry that is committed now into the log: numbers it and extends the tree, all or nothing a batch. One
 * process at a time; others wait for it. Errors: `log-inconsistent` (conflict) when tree and entries disagree.
 */
export async function integrate(database: Database): Promise<void> {
  if (!(await database.run(somethingPending))) return;
  while ((await database.transaction(integrateBatch)) === BATCH);
}

/** Held by whoever extends or signs the log, until its transaction ends. */
export async function lockLog(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('maquette.audit_log'))`;
}

export async function somethingPending(client: Transaction): Promise<boolean> {
  const [{ found }] = await client.$queryRaw<[{ found: boolean }]>`
    SELECT EXISTS (SELECT 1 FROM audit_pending) AS found`;
  return found;
}

async function integrateBatch(tx: Transaction): Promise<number> {
  await lockLog(tx);
  const size = await treeSize(tx);
  await requireSameSize(tx, size);
  const leaves = await movePending(tx, size);
  if (leaves.length > 0) await writeTiles(tx, await extended(tx, size, leaves));
  return leaves.length;
}

async function requireSameSize(tx: Transaction, size: number): Promise<void> {
  const [{ entries }] = await tx.$queryRaw<[{ entries: bigint }]>`
    SELECT coalesce(max(sequence) + 1, 0) AS entries FROM audit_entry`;
  if (Number(entries) !== size)
    throw logInconsistent(
      `The tree stands for ${size} entries, and the last one is number ${Number(entries) - 1}.`,
    );
}

/**
 * Numbers from `size` on, in the order of insertion: of two entries of which one was committed before the other was
 * begun, the first has the lower id, and whoever sees the second sees it. Answers the leaf hashes.
 */
async function movePending(tx: Transaction, size: number): Promise<Buffer[]> {
  const [{ hashes }] = await tx.$queryRaw<[{ hashes: Uint8Array | null }]>`
    WITH batch AS (
      SELECT * FROM audit_pending ORDER BY id LIMIT ${BATCH}
    ), moved AS (
      INSERT INTO audit_entry (sequence, pending_id, kind, subject, body, leaf_hash)
      SELECT ${size}::bigint + row_number() OVER (ORDER BY id) - 1, id, kind, subject, body, leaf_hash FROM batch
      RETURNING sequence, leaf_hash
    )
    SELECT string_agg(leaf_hash, ''::bytea ORDER BY sequence) AS hashes FROM moved`;
  if (!hashes) return [];
  await tx.$executeRaw`
    DELETE FROM audit_pending WHERE id IN (SELECT pending_id FROM audit_entry WHERE sequence >= ${size})`;
  const all = bufferOf(hashes);
  return Array.from({ length: all.length / HASH_BYTES }, (_, i) =>
    all.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );
}

async function extended(tx: Transaction, size: number, leaves: Buffer[]) {
  const partial = await readTiles(tx, partialTiles(size));
  try {
    return appendToTiles(size, partial, leaves);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw logInconsistent(`The tree cannot be extended: ${cause.message}.`, cause);
  }
}
