import type { AuditKind } from '@maquette/audit';
import { coalesced } from '@maquette/kernel';
import { Prisma } from '../client/client';
import type { Database } from '../database';
import { integrate } from './integrate';

export interface RecordedEntry {
  /** 0, 1, 2, …: the index in the log. */
  sequence: number;
  kind: AuditKind;
  subject: string;
  /** The canonical JSON whose hash is `leafHash`. */
  leaf: string;
  leafHash: Uint8Array;
}

export interface EntryQuery {
  /** Sequence number of the entry that the page begins behind, in the order asked for. */
  after?: number;
  limit: number;
  subject?: string;
  kind?: AuditKind;
  /** By the time in the entry; `until` itself is not included. */
  from?: Date;
  until?: Date;
  /** Default `oldest-first`. */
  order?: 'oldest-first' | 'newest-first';
}

/** Reads what was recorded: everything whose transaction was committed before the call. */
export class PrismaAuditTrail {
  /**
   * Takes in every entry that was committed before the call. One transaction at a time, however many ask: those that wait
   * for their turn would hold the connections that the one whose turn it is needs. Errors: `log-inconsistent` (conflict).
   */
  readonly integrate: () => Promise<void>;

  constructor(private readonly database: Database) {
    this.integrate = coalesced(() => integrate(database));
  }

  async page(query: EntryQuery): Promise<RecordedEntry[]> {
    await this.integrate();
    const newestFirst = query.order === 'newest-first';
    return this.read(Prisma.sql`
      WHERE ${Prisma.join(conditionsOf(query, newestFirst), ' AND ')}
      ORDER BY sequence ${newestFirst ? Prisma.sql`DESC` : Prisma.sql`ASC`} LIMIT ${query.limit}`);
  }

  /** Entries `begin` to `end`, without `end`, the first 4,096 of them; what waits to be numbered is left out. */
  range(begin: number, end: number): Promise<RecordedEntry[]> {
    return this.read(Prisma.sql`
      WHERE sequence >= ${BigInt(begin)} AND sequence < ${BigInt(end)} ORDER BY sequence LIMIT 4096`);
  }

  private read(selection: Prisma.Sql): Promise<RecordedEntry[]> {
    return this.database.run(async (client) => {
      const rows = await client.$queryRaw<Row[]>`
        SELECT sequence, kind, subject, body::text AS leaf, leaf_hash FROM audit_entry ${selection}`;
      return rows.map(({ sequence, leaf_hash, ...row }) => ({
        ...row,
        sequence: Number(sequence),
        leafHash: leaf_hash,
      }));
    });
  }
}

function conditionsOf({ after, subject, kind, from, until }: EntryQuery, newestFirst: boolean): Prisma.Sql[] {
  const conditions = [Prisma.sql`true`];
  if (after !== undefined)
    conditions.push(newestFirst ? Prisma.sql`sequence < ${after}` : Prisma.sql`sequence > ${after}`);
  if (subject !== undefined) conditions.push(Prisma.sql`subject = ${subject}`);
  if (kind !== undefined) conditions.push(Prisma.sql`kind = ${kind}`);
  // Times in entries are UTC and of one length, so that their texts sort as they do.
  if (from) conditions.push(Prisma.sql`body ->> 'at' >= ${from.toISOString()}`);
  if (until) conditions.push(Prisma.sql`body ->> 'at' < ${until.toISOString()}`);
  return conditions;
}

interface Row {
  sequence: bigint;
  kind: AuditKind;
  subject: string;
  leaf: string;
  leaf_hash: Uint8Array;
}
