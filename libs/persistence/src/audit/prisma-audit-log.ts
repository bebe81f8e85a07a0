import {
  HASH_BYTES,
  TILE_WIDTH,
  openLogCheckpoint,
  requireConsistency,
  logInconsistent,
  rootOf,
  signLogCheckpoint,
  tileWidth,
  verifyLog,
  type LogReport,
  type LogWitness,
  type ReadTiles,
  type SignerKey,
  type StoredLogCheckpoint,
  type Tile,
  type VerifierKey,
} from '@maquette/audit';
import type { Database, Transaction } from '../database';
import { lockLog, somethingPending } from './integrate';
import { bufferOf, readTiles, treeSize } from './log-tiles';
import { PrismaAuditTrail } from './prisma-audit-trail';

/** The transparency log over the audit entries: its tree, and what was signed of it. */
export class PrismaAuditLog {
  readonly trail: PrismaAuditTrail;

  constructor(private readonly database: Database) {
    this.trail = new PrismaAuditTrail(database);
  }

  /**
   * The public key that this database's log is signed with, as a `vkey`. Where there is none yet, `choose` names it: one
   * process alone is asked.
   */
  found(choose: () => Promise<VerifierKey>): Promise<string> {
    return this.database.transaction(async (tx) => {
      await lockLog(tx);
      const known = await tx.auditLog.findUnique({ where: { id: 1 } });
      if (known) return known.publicKey;
      const { name, vkey } = await choose();
      await tx.auditLog.create({ data: { origin: name, publicKey: vkey } });
      return vkey;
    });
  }

  /** The same, where nobody has to choose: null while the database has none. */
  async key(): Promise<string | null> {
    const row = await this.database.run((client) => client.auditLog.findUnique({ where: { id: 1 } }));
    return row?.publicKey ?? null;
  }

  readonly tiles: ReadTiles = (ids) => this.database.run((client) => readTiles(client, ids));

  /** Entries in the tree, and whether others wait to be taken in. */
  state(): Promise<{ size: number; waiting: boolean }> {
    return this.database.run(async (client) => ({
      size: await treeSize(client),
      waiting: await somethingPending(client),
    }));
  }

  /** The newest signed log checkpoint. */
  signed(): Promise<StoredLogCheckpoint | null> {
    return this.database.run(lastSigned);
  }

  /**
   * Signs the log as it is, unless that is signed already. First it proves that everything signed before, here and with
   * the witness, is the beginning of it. The witness hears of it only when the database has it for good, and before
   * anybody else can sign. Errors: `log-inconsistent` (conflict).
   */
  async sign(key: SignerKey, witness: LogWitness): Promise<void> {
    await this.database.transaction(async (lock) => {
      await lockLog(lock);
      const witnessed = (await witness.notes()).at(-1);
      const note = await this.database.transaction((tx) => signNow(tx, key, witnessed));
      if (note !== null && note !== witnessed) await witness.keep(note);
    });
  }

  /** Looks at all of it (see verifyLog), as it is now: what is appended meanwhile is left out. */
  async verify(key: VerifierKey, witness: readonly string[]): Promise<LogReport> {
    const checkpoints = await this.database.run(allSigned);
    const { last, ...counts } = await this.database.run(countRows);
    return verifyLog({
      counts,
      entries: (begin, end) => this.trail.range(begin, Math.min(end, last + 1)),
      tiles: async (ids) => (await this.tiles(ids)).map((tile) => asOf(tile, counts.treeSize)),
      checkpoints,
      witness,
      key,
    });
  }
}

/** A tile without the hashes that it got since. */
function asOf(tile: Tile, size: number): Tile {
  return { ...tile, hashes: tile.hashes.subarray(0, tileWidth(tile, size) * HASH_BYTES) };
}

async function signNow(
  tx: Transaction,
  key: SignerKey,
  witnessed: string | undefined,
): Promise<string | null> {
  const read: ReadTiles = (ids) => readTiles(tx, ids);
  const size = await treeSize(tx);
  const root = await rootOf(size, read).catch((cause: Error) => {
    throw logInconsistent(`The root cannot be computed: ${cause.message}.`, cause);
  });
  const stored = await lastSigned(tx);
  const earlier = { 'the database': stored?.note, 'the witness file': witnessed };
  for (const [source, note] of Object.entries(earlier)) {
    if (note === undefined) continue;
    await requireConsistency(opened(note, key, source), { size, root }, read, source);
  }
  if (stored?.size === size) return stored.note;
  const note = signLogCheckpoint({ size, root }, key);
  await tx.logCheckpoint.create({ data: { size, root: new Uint8Array(root), note } });
  return note;
}

function opened(note: string, key: VerifierKey, source: string) {
  try {
    return openLogCheckpoint(note, key);
  } catch (cause) {
    throw logInconsistent(
      `The last log checkpoint of ${source} is not ours: ${(cause as Error).message}`,
      cause,
    );
  }
}

async function lastSigned(client: Transaction): Promise<StoredLogCheckpoint | null> {
  const row = await client.logCheckpoint.findFirst({ orderBy: { size: 'desc' } });
  return row && { size: Number(row.size), root: bufferOf(row.root), note: row.note };
}

async function allSigned(client: Transaction): Promise<StoredLogCheckpoint[]> {
  const rows = await client.logCheckpoint.findMany({ orderBy: { size: 'asc' } });
  return rows.map(({ size, root, note }) => ({ size: Number(size), root: bufferOf(root), note }));
}

/** What there is at one moment; `last` is the highest number of an entry, -1 where there is none. */
async function countRows(client: Transaction) {
  const [counts] = await client.$queryRaw<
    [Record<'entries' | 'last' | 'tiles' | 'leafTiles' | 'lastBytes', bigint>]
  >`
    SELECT (SELECT count(*) FROM audit_entry) AS entries,
           (SELECT coalesce(max(sequence), -1) FROM audit_entry) AS last,
           (SELECT count(*) FROM audit_tile) AS tiles,
           (SELECT count(*) FROM audit_tile WHERE level = 0) AS "leafTiles",
           coalesce((SELECT octet_length(hashes) FROM audit_tile WHERE level = 0 ORDER BY index DESC LIMIT 1), 0)::bigint
             AS "lastBytes"`;
  const treeSize =
    Math.max(0, Number(counts.leafTiles) - 1) * TILE_WIDTH + Number(counts.lastBytes) / HASH_BYTES;
  return {
    entries: Number(counts.entries),
    last: Number(counts.last),
    tiles: Number(counts.tiles),
    treeSize,
  };
}
