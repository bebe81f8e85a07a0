import { sameHash } from '../merkle/hashes';
import { openLogCheckpoint, type LogCheckpoint } from '../notes/log-checkpoint';
import type { VerifierKey } from '../notes/note-key';
import type { Problems } from './log-report';

/** A log checkpoint as the database keeps it. */
export interface StoredLogCheckpoint {
  size: number;
  root: Uint8Array;
  note: string;
}

/** What the key signed, by size; notes that it did not sign are problems. */
export class SignedRoots {
  private readonly roots: LogCheckpoint[];
  /** Entries up to here are as they were when they were signed. */
  private goodUntil = 0;
  private next = 0;

  private constructor(
    roots: LogCheckpoint[],
    private readonly problems: Problems,
  ) {
    this.roots = roots.sort((a, b) => a.size - b.size);
  }

  static open(
    sources: { stored: readonly StoredLogCheckpoint[]; witness: readonly string[]; key: VerifierKey },
    problems: Problems,
  ): SignedRoots {
    const { stored, witness, key } = sources;
    const fromDatabase = stored.flatMap((row) => storedRoot(row, key, problems));
    const known = new Set(stored.map(({ note }) => note));
    for (const note of witness) {
      if (known.has(note)) continue;
      problems.add(
        'log-checkpoint-missing',
        null,
        `The witness file has a log checkpoint that the database lacks: ${oneLine(note)}`,
      );
    }
    const fromWitness = witness.flatMap((note) => rootIn(note, key, problems, 'of the witness file'));
    return new SignedRoots([...fromDatabase, ...fromWitness], problems);
  }

  get largest(): number {
    return this.roots.at(-1)?.size ?? 0;
  }

  /** Compares what was signed at this size with the root that the entries have; null when some are not known. */
  compare(size: number, rootNow: () => Buffer | null): void {
    for (; this.roots[this.next]?.size === size; this.next++) {
      const root = rootNow();
      if (!root) continue; // entries are missing, which is a problem already
      if (sameHash(root, this.roots[this.next].root)) this.goodUntil = size;
      else if (!this.problems.before(size)) this.report(size);
    }
  }

  private report(size: number): void {
    const where =
      size - this.goodUntil === 1
        ? `Entry ${this.goodUntil}`
        : `An entry from ${this.goodUntil} to ${size - 1}`;
    this.problems.add(
      'root-changed',
      this.goodUntil,
      `${where} is not what was signed: the log checkpoint at ${size} entries has another root.`,
    );
  }
}

function storedRoot(row: StoredLogCheckpoint, key: VerifierKey, problems: Problems): LogCheckpoint[] {
  const where = `of the database at ${row.size} entries`;
  const [opened] = rootIn(row.note, key, problems, where);
  if (!opened) return [];
  if (opened.size === row.size && sameHash(opened.root, row.root)) return [opened];
  problems.add(
    'log-checkpoint-invalid',
    null,
    `The log checkpoint ${where} has columns that differ from its note.`,
  );
  return [opened];
}

function rootIn(note: string, key: VerifierKey, problems: Problems, where: string): LogCheckpoint[] {
  try {
    return [openLogCheckpoint(note, key)];
  } catch (error) {
    problems.add(
      'log-checkpoint-invalid',
      null,
      `The log checkpoint ${where} is not valid: ${(error as Error).message}`,
    );
    return [];
  }
}

function oneLine(note: string): string {
  return note.split('\n').slice(0, 3).join(' ');
}
