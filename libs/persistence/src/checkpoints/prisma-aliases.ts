import { requirePermission, type Actor } from '@maquette/access';
import { MaquetteError, type Digest } from '@maquette/kernel';
import { checkAlias, checkCanaryShare, isProtectedAlias } from '@maquette/registry';
import { appendAuditEntry } from '../audit/append-audit-entry';
import type { Database, Transaction } from '../database';
import { isDuplicate } from '../database-errors';
import { lockVersion } from './publication-rows';

const CANARY = 'canary';

/** Where an alias points now. */
export interface AliasEntry {
  /** `architecture/daylight@stable` */
  reference: string;
  checkpointId: string;
  alias: string;
  /** `architecture/daylight@1.0.0` */
  target: string;
  recordDigest: Digest;
  /** `ready`, or why the alias leads nowhere. */
  state: 'ready' | 'withdrawn' | 'superseded';
  /** Of `canary` alone: share of the clients that it takes, 0–100; null of every other alias. */
  percent: number | null;
  /** How often it was moved, the first time included. */
  moves: number;
  movedBy: string;
  movedAt: Date;
}

export interface AliasMove {
  number: number;
  target: string;
  recordDigest: Digest;
  percent: number | null;
  movedBy: string;
  movedAt: Date;
}

export interface NewAliasMove {
  checkpointId: string;
  alias: string;
  /** The record that the alias shall point at. */
  recordDigest: Digest;
  /** The version that it points at until now, as far as the mover knows; null: there is no such alias yet. */
  expected: string | null;
  /** Of `canary` alone: share of the clients that it shall take, 0–100; left out, the share stays as it is. */
  percent?: number;
}

/** Names for versions that people move: `stable`, `canary`, or any other. Moves are kept for good. */
export class PrismaAliases {
  constructor(private readonly database: Database) {}

  /** Of one checkpoint, or of all; by reference. */
  list(checkpointId: string | null = null): Promise<AliasEntry[]> {
    return this.database.run((client) => currentAliases(client, checkpointId, null));
  }

  /** The moves of an alias, the last one first. Errors: `alias-unknown` (not-found). */
  history(checkpointId: string, alias: string): Promise<AliasMove[]> {
    return this.database.run(async (client) => {
      const rows = await client.aliasMove.findMany({
        where: { checkpointId, alias },
        orderBy: { number: 'desc' },
        include: { target: { select: { version: true } } },
      });
      if (rows.length === 0) throw unknown(checkpointId, alias);
      return rows.map(({ number, recordDigest, percent, movedBy, movedAt, target }) => ({
        number,
        target: `${checkpointId}@${target.version}`,
        recordDigest: recordDigest as Digest,
        percent: alias === CANARY ? (percent ?? 0) : null,
        movedBy,
        movedAt,
      }));
    });
  }

  /**
   * The version that an alias means. Errors: `alias-unknown` (not-found), `alias-target-withdrawn`,
   * `alias-target-superseded` (conflict).
   */
  async resolve(checkpointId: string, alias: string): Promise<AliasEntry> {
    const [entry] = await this.database.run((client) => currentAliases(client, checkpointId, alias));
    if (!entry) throw unknown(checkpointId, alias);
    if (entry.state === 'ready') return entry;
    const message = `${entry.reference} points at ${entry.target}, which was ${entry.state}.`;
    throw new MaquetteError('conflict', `alias-target-${entry.state}`, message, {
      hint: 'Name a version, or have the alias moved: maquette registry alias REF NAME.',
      details: { alias: entry.reference, target: entry.target },
    });
  }

  /**
   * Points an alias at a published version, provided that it points where the mover believes. One that points there
   * already stays as it is, unless its share changes. A canary that takes a share carries production, as `stable` does,
   * and takes the same permission; one without a share does not.
   * Errors: `permission-missing` (refused), `alias-invalid`, `canary-share-invalid` (bad-input), `alias-moved` (conflict)
   * when it points elsewhere, `checkpoint-not-registered`, `alias-target-unpublished`, `canary-without-stable` (conflict).
   */
  async move(by: Actor, move: NewAliasMove): Promise<AliasEntry> {
    checkAlias(move.alias);
    if (move.percent !== undefined) checkCanaryShare(move.alias, move.percent);
    requirePermission(by, 'alias.move');
    if (isProtectedAlias(move.alias)) requirePermission(by, 'alias.move-protected');
    try {
      return await this.database.transaction((tx) => moveWithin(tx, by, move));
    } catch (cause) {
      // Two movers that saw the same state took the same number.
      if (isDuplicate(cause)) throw movedElsewhere(move, null, cause);
      throw cause;
    }
  }
}

async function moveWithin(tx: Transaction, by: Actor, move: NewAliasMove): Promise<AliasEntry> {
  const { checkpointId, alias, recordDigest, expected, percent } = move;
  const [current] = await currentAliases(tx, checkpointId, alias);
  if (versionOf(current?.target) !== versionOf(expected)) throw movedElsewhere(move, current ?? null);
  const share = alias === CANARY ? (percent ?? current?.percent ?? 0) : null;
  if (current?.recordDigest === recordDigest && current.state === 'ready' && current.percent === share)
    return current;
  if (share) await checkCarrying(tx, by, checkpointId);

  const target = await lockVersion(tx, recordDigest);
  if (
    target.checkpointId !== checkpointId ||
    !target.publishedAt ||
    target.withdrawnAt ||
    target.supersededAt
  )
    throw targetUnpublished(move, `${target.checkpointId}@${target.version}`);
  await tx.aliasMove.create({
    data: {
      checkpointId,
      alias,
      number: (current?.moves ?? 0) + 1,
      recordDigest,
      percent: share,
      movedBy: by.name,
      movedAt: target.now,
    },
  });
  const data = {
    from: current ? { version: versionOf(current.target), recordDigest: current.recordDigest } : null,
    to: { version: target.version, recordDigest },
    ...(share === null ? {} : { percent: { from: current?.percent ?? 0, to: share } }),
    by: by.name,
  };
  const subject = `${checkpointId}@${alias}`;
  await appendAuditEntry(tx, { kind: 'alias.moved', subject, at: target.now, data });
  const [moved] = await currentAliases(tx, checkpointId, alias);
  return moved;
}

/** What the clients outside the share get must be said, or it would be the canary itself where that is the newest. */
async function checkCarrying(tx: Transaction, by: Actor, checkpointId: string): Promise<void> {
  requirePermission(by, 'alias.move-protected');
  const [stable] = await currentAliases(tx, checkpointId, 'stable');
  if (stable) return;
  const message = `${checkpointId} has no alias stable: nothing says which version the other clients get.`;
  throw new MaquetteError('conflict', 'canary-without-stable', message, {
    hint: `Point it at that version first: maquette registry alias ${checkpointId}@VERSION stable.`,
    details: { checkpoint: checkpointId },
  });
}

/** Where aliases point now: of one checkpoint or of all, one alias or all. */
export async function currentAliases(
  client: Transaction,
  checkpointId: string | null,
  alias: string | null,
): Promise<AliasEntry[]> {
  return client.$queryRaw<AliasEntry[]>`
    SELECT DISTINCT ON (move.checkpoint_id, move.alias)
           move.checkpoint_id || '@' || move.alias AS reference, move.checkpoint_id AS "checkpointId", move.alias,
           move.checkpoint_id || '@' || version.version AS target, move.record_digest AS "recordDigest",
           CASE WHEN version.withdrawn_at IS NOT NULL THEN 'withdrawn'
                WHEN version.superseded_at IS NOT NULL THEN 'superseded' ELSE 'ready' END AS state,
           CASE WHEN move.alias = ${CANARY} THEN coalesce(move.percent, 0) END AS percent,
           move.number AS moves, move.moved_by AS "movedBy", move.moved_at AS "movedAt"
    FROM alias_move AS move JOIN checkpoint_version AS version USING (record_digest)
    WHERE (${checkpointId}::text IS NULL OR move.checkpoint_id = ${checkpointId})
      AND (${alias}::text IS NULL OR move.alias = ${alias})
    ORDER BY move.checkpoint_id, move.alias, move.number DESC`;
}

/** `1.0.0` of `architecture/daylight@1.0.0`; people may give either. */
function versionOf(reference: string | null | undefined): string | null {
  return reference?.split('@').at(-1) ?? null;
}

function unknown(checkpointId: string, alias: string): MaquetteError {
  return new MaquetteError('not-found', 'alias-unknown', `There is no alias ${checkpointId}@${alias}.`, {
    hint: 'maquette registry aliases shows those that there are.',
    details: { checkpoint: checkpointId, alias },
  });
}

function movedElsewhere(
  { checkpointId, alias, expected }: NewAliasMove,
  current: AliasEntry | null,
  cause?: unknown,
): MaquetteError {
  const now = cause ? 'was moved meanwhile' : current ? `points at ${current.target}` : 'does not exist yet';
  const message = `${checkpointId}@${alias} ${now}; ${expected ?? 'no such alias'} was expected.`;
  return new MaquetteError('conflict', 'alias-moved', message, {
    hint: 'Look where it points now, and decide again.',
    details: { alias: `${checkpointId}@${alias}`, expected, target: current?.target ?? null },
    cause,
  });
}

function targetUnpublished({ checkpointId, alias }: NewAliasMove, target: string): MaquetteError {
  const message = `${checkpointId}@${alias} cannot point at ${target}, which is no published version of ${checkpointId}.`;
  return new MaquetteError('conflict', 'alias-target-unpublished', message, {
    hint: `Publish it first: maquette registry publish ${target}.`,
    details: { alias: `${checkpointId}@${alias}`, target },
  });
}
