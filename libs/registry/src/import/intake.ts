import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Digest } from '@maquette/kernel';
import { NameRegister, nameProblem } from './entry-names';
import { Halt, tooLarge, type ImportProblem } from './import-problem';
import type { ImportLimits } from './limits';

/** A file that arrived, and the digest of the bytes that were written. */
export interface TakenFile {
  path: string;
  bytes: number;
  digest: Digest;
}

/**
 * Takes files into one folder, which it alone writes to, and counts. A name is checked before anything is made for it,
 * and no link is ever made, so nothing can be written outside. Problems are collected; only a limit halts.
 */
export class Intake {
  readonly problems: ImportProblem[] = [];
  readonly files: TakenFile[] = [];
  /** Bytes written. */
  bytes = 0;
  private entries = 0;
  private unpacked = 0;
  private readonly names = new NameRegister();

  /** @param folder exists, is empty, and nobody else may write there */
  constructor(
    private readonly folder: string,
    readonly limits: ImportLimits,
  ) {}

  note(problem: ImportProblem): void {
    this.problems.push(problem);
  }

  /** Counts an entry of whatever kind; throws Halt for one too many. */
  count(): void {
    this.entries++;
    this.expect(this.entries);
  }

  /** Throws Halt when a source announces more entries than may be. */
  expect(entries: number): void {
    if (entries > this.limits.entries) throw tooMany(this.limits.entries);
  }

  /** May this name be made? If not, the problem is noted. */
  admit(name: string, kind: 'file' | 'folder'): boolean {
    const problem = nameProblem(name, this.limits) ?? this.names.enter(name, kind);
    if (problem) this.note(problem);
    return problem === null;
  }

  /** Counts bytes that were unpacked from an archive of `archiveBytes`, wanted or not; throws Halt for a bomb. */
  unpack(bytes: number, archiveBytes: number): void {
    this.unpacked += bytes;
    const { ratio, ratioAllowance } = this.limits;
    if (this.unpacked > Math.max(ratioAllowance, ratio * archiveBytes)) throw bomb(ratio);
  }

  /** Writes an admitted file. Throws Halt when it is too much, and whatever the source throws. */
  async write(path: string, chunks: AsyncIterable<Uint8Array>): Promise<TakenFile> {
    const target = join(this.folder, path);
    await mkdir(dirname(target), { recursive: true, mode: 0o750 });
    const file = await open(target, 'wx', 0o640);
    try {
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const chunk of chunks) {
        bytes += chunk.byteLength;
        if (bytes > this.limits.fileBytes) throw new Halt(tooLarge(path, this.limits.fileBytes));
        if (this.bytes + chunk.byteLength > this.limits.totalBytes) throw tooMuch(this.limits.totalBytes);
        this.bytes += chunk.byteLength;
        hash.update(chunk);
        await file.writeFile(chunk);
      }
      const taken: TakenFile = { path, bytes, digest: `sha256:${hash.digest('hex')}` };
      this.files.push(taken);
      return taken;
    } finally {
      await file.close();
    }
  }
}

function tooMany(limit: number): Halt {
  return new Halt({
    code: 'too-many-entries',
    file: '.',
    message: `There are more than ${limit} files and folders.`,
    remedy: 'Import one checkpoint version at a time, without its training data.',
  });
}

function tooMuch(limit: number): Halt {
  return new Halt({
    code: 'total-too-large',
    file: '.',
    message: `The files have more than ${limit} bytes together.`,
    remedy: 'Import one checkpoint version at a time, without its training data.',
  });
}

function bomb(ratio: number): Halt {
  return new Halt({
    code: 'ratio-exceeded',
    file: '.',
    message: `The archive unpacks to more than ${ratio} times its own size, as no checkpoint does.`,
    remedy: 'If the files are meant, import them as a folder.',
  });
}
