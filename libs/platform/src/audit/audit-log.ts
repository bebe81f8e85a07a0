import {
  HASH_BYTES,
  TILE_WIDTH,
  formatEntryBundle,
  formatTlogProof,
  hashesOnLevel,
  logInconsistent,
  makeInclusionProof,
  verifyTlogProof,
  type LogReport,
  type LogWitness,
  type SignerKey,
  type StoredLogCheckpoint,
  type TileResource,
  type VerifierKey,
} from '@maquette/audit';
import { MaquetteError, coalesced } from '@maquette/kernel';
import type { EntryQuery, PrismaAuditLog, RecordedEntry } from '@maquette/persistence';

export interface AuditLogParts {
  log: PrismaAuditLog;
  witness: LogWitness;
  key: VerifierKey;
  /** Null in a process that does not hold the key: it appends and reads, and leaves signing to one that does. */
  signer: SignerKey | null;
}

const PAGE = 1_000;

/** The audit log of the platform: entries, receipts and what third parties read. */
export class AuditLog {
  /**
   * Takes in every entry that was committed before the call and, where this process holds the key, signs the log.
   * Errors: `log-inconsistent`, `witness-unreadable` (conflict).
   */
  readonly sync: () => Promise<void>;

  constructor(private readonly parts: AuditLogParts) {
    this.sync = coalesced(() => this.bringUpToDate());
  }

  /** The public key of the log. */
  get key(): VerifierKey {
    return this.parts.key;
  }

  /** Entries of one subject, the oldest first. */
  async entriesOf(subject: string): Promise<RecordedEntry[]> {
    const entries: RecordedEntry[] = [];
    for (let page = await this.page({ subject, limit: PAGE }); ;) {
      entries.push(...page);
      if (page.length < PAGE) return entries;
      page = await this.page({ subject, limit: PAGE, after: entries.at(-1)!.sequence });
    }
  }

  page(query: EntryQuery): Promise<RecordedEntry[]> {
    return this.parts.log.trail.page(query);
  }

  /** The newest signed log checkpoint, over every entry that was committed before. Errors: `log-not-signed`, those of sync. */
  async checkpoint(): Promise<StoredLogCheckpoint> {
    await this.sync();
    return this.signed();
  }

  /**
   * The receipt of an entry (C2SP tlog-proof), with the entry in it: verifyTlogProof checks it with the public key alone.
   * Errors: `audit-entry-unknown` (not-found), `log-not-signed` (unavailable), those of sync.
   */
  async proof(index: number): Promise<string> {
    const { size, note } = await this.checkpointOver(index);
    const [[entry], hashes] = await Promise.all([
      this.parts.log.trail.range(index, index + 1),
      this.inclusionProof(index, size),
    ]);
    if (!entry) throw logInconsistent(`Entry ${index} is missing.`);
    const proof = formatTlogProof({ index, hashes, checkpoint: note, extra: Buffer.from(entry.leaf) });
    this.requireValid(proof, index);
    return proof;
  }

  /** A tile or an entry bundle of the signed log, or null when that has no such one. Errors: `log-not-signed`. */
  async tile(resource: TileResource): Promise<Buffer | null> {
    const { level, index, width } = resource;
    const { size } = await this.signed();
    const there = hashesOnLevel(level === 'entries' ? 0 : level, size) - index * TILE_WIDTH;
    if (width > there) return null;
    if (level === 'entries') {
      const entries = await this.parts.log.trail.range(index * TILE_WIDTH, index * TILE_WIDTH + width);
      return formatEntryBundle(entries.map(({ leaf }) => leaf));
    }
    const [tile] = await this.parts.log.tiles([{ level, index }]);
    return tile?.hashes.subarray(0, width * HASH_BYTES) ?? null;
  }

  /** Looks at every entry, tile and log checkpoint. Errors: `witness-unreadable` (conflict). */
  async verify(): Promise<LogReport> {
    await this.sync().catch((error: unknown) => {
      if ((error as MaquetteError).code !== 'log-inconsistent') throw error; // what is wrong is found below
    });
    return this.parts.log.verify(this.key, await this.parts.witness.notes());
  }

  /** True when entries wait to be taken in, or to be signed by this process. */
  async due(): Promise<boolean> {
    const { waiting, size } = await this.parts.log.state();
    return waiting || (this.parts.signer !== null && size !== (await this.parts.log.signed())?.size);
  }

  private async bringUpToDate(): Promise<void> {
    const { log, signer, witness } = this.parts;
    await log.trail.integrate();
    if (!signer) return;
    const { size } = await log.state();
    const signed = await log.signed();
    const known = signed?.size === size && (await witness.notes()).at(-1) === signed.note;
    if (!known) await log.sign(signer, witness);
  }

  private async signed(): Promise<StoredLogCheckpoint> {
    const signed = await this.parts.log.signed();
    if (signed) return signed;
    throw notSigned('Nothing of the audit log is signed yet.');
  }

  /** The last log checkpoint where it covers the entry, and a new one otherwise. */
  private async checkpointOver(index: number): Promise<StoredLogCheckpoint> {
    const last = await this.parts.log.signed();
    if (last && isWithin(index, last.size)) return last;
    const newest = await this.checkpoint();
    if (isWithin(index, newest.size)) return newest;
    const { size } = await this.parts.log.state();
    if (isWithin(index, size)) throw notSigned(`Entry ${index} is not covered by a signature yet.`);
    throw new MaquetteError('not-found', 'audit-entry-unknown', `The audit log has no entry ${index}.`, {
      hint: size === 0 ? 'It is empty.' : `Its entries are numbered from 0 to ${size - 1}.`,
      details: { index, size },
    });
  }

  private async inclusionProof(index: number, size: number): Promise<Buffer[]> {
    try {
      return await makeInclusionProof(index, size, this.parts.log.tiles);
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      throw logInconsistent(`Entry ${index} cannot be proven: ${cause.message}.`, cause);
    }
  }

  /** What is handed out must hold: a tree that was tampered with makes proofs that do not. */
  private requireValid(proof: string, index: number): void {
    try {
      verifyTlogProof(proof, this.key);
    } catch (cause) {
      throw logInconsistent(`Entry ${index} cannot be proven: ${(cause as Error).message}`, cause);
    }
  }
}

function isWithin(index: number, size: number): boolean {
  return Number.isSafeInteger(index) && index >= 0 && index < size;
}

function notSigned(message: string): MaquetteError {
  return new MaquetteError('unavailable', 'log-not-signed', message, {
    hint: 'Start the api or a command where the log’s key is: MAQUETTE_HOME/audit/key, or MAQUETTE_LOG_KEY.',
  });
}
