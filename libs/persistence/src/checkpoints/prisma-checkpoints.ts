import { requirePermission, type Actor } from '@maquette/access';
import { MaquetteError, digestOf, type Digest } from '@maquette/kernel';
import type { ParentRelation, PublicationLack, PublicationState } from '@maquette/registry';
import { appendAuditEntry } from '../audit/append-audit-entry';
import type { Database } from '../database';
import { lockVersion, published, type PublicationFacts } from './publication-rows';

/** An act with its person. */
export interface PublicationAct {
  by: string;
  at: Date;
}

/** Where a registered version stands. */
export interface CheckpointLifecycleEntry {
  recordDigest: Digest;
  publication: PublicationState;
  registeredAt: Date;
  published: PublicationAct | null;
  withdrawn: (PublicationAct & { reason: string }) | null;
}

/** A version at the other end of a derivation. */
export interface RelatedVersion {
  reference: string;
  recordDigest: Digest;
  relation: ParentRelation;
}

export interface CheckpointLineage {
  /** What the version was made from. */
  parents: RelatedVersion[];
  /** What was made from it. */
  children: RelatedVersion[];
}

/**
 * Checkpoint versions from registration to withdrawal. Reading is the caller's to guard; every act names its actor, needs
 * the actor's permission and leaves an audit entry in its own transaction.
 */
export class PrismaCheckpoints {
  constructor(private readonly database: Database) {}

  /** Every version that is registered, superseded ones too, by the digest of its record. */
  async lifecycles(): Promise<Map<Digest, CheckpointLifecycleEntry>> {
    const rows = await this.database.run((client) =>
      client.checkpointVersion.findMany({ omit: { record: true, checkpointDigest: true } }),
    );
    return new Map(rows.map((row) => [row.recordDigest as Digest, entryOf(row)]));
  }

  /**
   * Publishes a version that passed the gate; one that is published already stays as it is.
   * Errors: `permission-missing` (refused), `checkpoint-not-registered`, `checkpoint-withdrawn`, `checkpoint-superseded`
   * (conflict).
   */
  async publish(by: Actor, recordDigest: Digest, signature: PublicationFacts['signature']): Promise<void> {
    requirePermission(by, 'checkpoint.publish');
    await this.database.transaction(async (tx) => {
      const row = await lockVersion(tx, recordDigest);
      const reference = `${row.checkpointId}@${row.version}`;
      if (row.withdrawnAt) throw withdrawn(reference, row.withdrawnAt);
      if (row.supersededAt) throw superseded(reference);
      if (row.publishedAt) return;
      await appendAuditEntry(tx, await published(tx, recordDigest, { by: by.name, signature }));
    });
  }

  /** Records that a publication was refused, and for what. Errors: `permission-missing` (refused). */
  async recordRefusal(
    by: Actor,
    version: { checkpointId: string; version: string; recordDigest: Digest | null },
    missing: readonly PublicationLack[],
  ): Promise<void> {
    requirePermission(by, 'checkpoint.publish');
    const { checkpointId, ...named } = version;
    const lacking = [...new Set(missing.map(({ requirement }) => requirement))];
    const data = { ...named, by: by.name, missing: lacking };
    await this.database.transaction((tx) =>
      appendAuditEntry(tx, {
        kind: 'checkpoint.publication-refused',
        subject: checkpointId,
        at: new Date(),
        data,
      }),
    );
  }

  /**
   * Takes a version out of use for good: from then on it is not routed to, and no alias leads to it.
   * Errors: `permission-missing` (refused), `reason-missing` (bad-input), `checkpoint-not-registered`,
   * `checkpoint-not-published`, `checkpoint-withdrawn` (conflict).
   */
  async withdraw(by: Actor, recordDigest: Digest, reason: string): Promise<void> {
    requirePermission(by, 'checkpoint.withdraw');
    const because = checkedReason(reason);
    await this.database.transaction(async (tx) => {
      const { checkpointId, version, ...row } = await lockVersion(tx, recordDigest);
      const reference = `${checkpointId}@${version}`;
      if (!row.publishedAt) throw notPublished(reference);
      if (row.withdrawnAt) throw withdrawn(reference, row.withdrawnAt);
      await tx.checkpointVersion.update({
        where: { recordDigest },
        data: { withdrawnAt: row.now, withdrawnBy: by.name, withdrawal: because },
      });
      const data = { version, recordDigest, by: by.name, reason: digestOf(because) };
      await appendAuditEntry(tx, { kind: 'checkpoint.withdrawn', subject: checkpointId, at: row.now, data });
    });
  }

  /** What a version was made from, and what was made from it; one step in both directions, by reference. */
  async lineage(recordDigest: Digest): Promise<CheckpointLineage> {
    const other = { select: { checkpointId: true, version: true, recordDigest: true } };
    return this.database.run(async (client) => {
      const parents = await client.checkpointParent.findMany({
        where: { recordDigest },
        include: { parent: other },
      });
      const children = await client.checkpointParent.findMany({
        where: { parentDigest: recordDigest },
        include: { child: other },
      });
      return {
        parents: parents.map(({ parent, relation }) => relatedOf(parent, relation)).sort(byReference),
        children: children.map(({ child, relation }) => relatedOf(child, relation)).sort(byReference),
      };
    });
  }
}

interface LifecycleRow {
  recordDigest: string;
  createdAt: Date;
  publishedAt: Date | null;
  publishedBy: string | null;
  withdrawnAt: Date | null;
  withdrawnBy: string | null;
  withdrawal: string | null;
}

function entryOf(row: LifecycleRow): CheckpointLifecycleEntry {
  const { publishedAt, publishedBy, withdrawnAt, withdrawnBy, withdrawal } = row;
  return {
    recordDigest: row.recordDigest as Digest,
    publication: withdrawnAt ? 'withdrawn' : publishedAt ? 'published' : 'registered',
    registeredAt: row.createdAt,
    published: publishedAt && { by: publishedBy!, at: publishedAt },
    withdrawn: withdrawnAt && { by: withdrawnBy!, at: withdrawnAt, reason: withdrawal! },
  };
}

function relatedOf(
  { checkpointId, version, recordDigest }: { checkpointId: string; version: string; recordDigest: string },
  relation: string,
): RelatedVersion {
  return {
    reference: `${checkpointId}@${version}`,
    recordDigest: recordDigest as Digest,
    relation: relation as ParentRelation,
  };
}

function byReference(a: RelatedVersion, b: RelatedVersion): number {
  return a.reference < b.reference ? -1 : Number(a.reference > b.reference);
}

const LONGEST_REASON = 2_000;

function checkedReason(reason: string): string {
  const trimmed = reason.trim();
  if (trimmed !== '' && trimmed.length <= LONGEST_REASON) return trimmed;
  const message = `A reason of 1 to ${LONGEST_REASON} characters is needed; ${trimmed.length} were given.`;
  throw new MaquetteError('bad-input', 'reason-missing', message, {
    hint: 'Say why, for those who will ask.',
    details: { field: 'reason' },
  });
}

function notPublished(reference: string): MaquetteError {
  return new MaquetteError('conflict', 'checkpoint-not-published', `${reference} is not published.`, {
    hint: 'A version that is only registered is used by nobody; there is nothing to withdraw.',
    details: { reference },
  });
}

function withdrawn(reference: string, at: Date): MaquetteError {
  const message = `${reference} was withdrawn on ${at.toISOString()}.`;
  return new MaquetteError('conflict', 'checkpoint-withdrawn', message, {
    hint: 'What was withdrawn stays so: publish another version.',
    details: { reference, at },
  });
}

function superseded(reference: string): MaquetteError {
  const message = `Another record took the place of this one under ${reference}.`;
  return new MaquetteError('conflict', 'checkpoint-superseded', message, {
    hint: 'Look at the version again, and publish what it is now.',
    details: { reference },
  });
}
