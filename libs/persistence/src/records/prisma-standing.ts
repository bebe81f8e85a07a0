import type { CheckpointStanding, DatasetStanding, Standing } from '@maquette/provenance';
import { currentAliases, type AliasEntry } from '../checkpoints/prisma-aliases';
import type { Database, Transaction } from '../database';

type Withdrawal = DatasetStanding['withdrawnConsents'][number];

/** What records stand for, and where the aliases of their checkpoints point. */
export interface StandingWithAliases extends Standing {
  readonly aliases: readonly AliasEntry[];
}

/** A standing, and the number of the last change that it knows of. */
type Known = StandingWithAliases & { revision: bigint };

/**
 * What the database says records stand for. Every call reads one number, which each change raises in its own transaction;
 * the rest is read again only when that number is another. So a decision that begins after a revocation was committed,
 * in whatever process, knows of it.
 */
export class PrismaStanding {
  private known: Known | null = null;

  constructor(private readonly database: Database) {}

  /** Errors: `database-unreachable` (unavailable): nothing is decided by what may be out of date. */
  async now(): Promise<StandingWithAliases> {
    return this.database.run(async (client) => {
      const [{ revision }] = await client.$queryRaw<{ revision: bigint }[]>`SELECT revision FROM standing`;
      if (this.known?.revision !== revision) this.known = await read(client, revision);
      return this.known;
    });
  }
}

/** The number was read before the rows: they are as new as it says, or newer, and then it is found out of date next time. */
async function read(client: Transaction, revision: bigint): Promise<Known> {
  const datasets = await client.$queryRaw<
    ({ digest: string } & Omit<DatasetStanding, 'withdrawnConsents'>)[]
  >`
    SELECT digest, state, revoked_at AS "revokedAt", revocation AS reason FROM dataset`;
  const withdrawals = await client.$queryRaw<{ digest: string; consent: number; at: Date }[]>`
    SELECT dataset_digest AS digest, consent, recorded_at AS at FROM consent_withdrawal ORDER BY dataset_digest, consent`;
  const checkpoints = await client.$queryRaw<({ digest: string } & CheckpointStanding)[]>`
    SELECT record_digest AS digest, withdrawal AS reason,
           CASE WHEN withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN published_at IS NOT NULL THEN 'published'
                ELSE 'unpublished' END AS state
    FROM checkpoint_version`;
  const aliases = await currentAliases(client, null, null);

  const ofDatasets = new Map(
    datasets.map(({ digest, ...row }) => [digest, { ...row, withdrawnConsents: [] as Withdrawal[] }]),
  );
  for (const { digest, ...withdrawal } of withdrawals)
    ofDatasets.get(digest)?.withdrawnConsents.push(withdrawal);
  const ofCheckpoints = new Map(checkpoints.map(({ digest, ...row }) => [digest, row]));
  return {
    revision,
    aliases,
    dataset: (digest) => ofDatasets.get(digest) ?? null,
    checkpoint: (digest) => ofCheckpoints.get(digest) ?? null,
  };
}
