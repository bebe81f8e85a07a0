import { basename, join } from 'node:path';
import { requirePermission, type Actor } from '@maquette/access';
import { MaquetteError, type ObjectStore } from '@maquette/kernel';
import type {
  ImportAttempt,
  ImportPage,
  ImportQuery,
  NewAttempt,
  PrismaImports,
} from '@maquette/persistence';
import {
  IMPORT_LIMITS,
  Quarantine,
  receiveCheckpoint,
  type ImportLimits,
  type ImportProblem,
  type QuarantineFolder,
  type Received,
  type Registry,
  type SoundVersion,
} from '@maquette/registry';
import { acceptedImport } from './accepted-import';
import type { InstalledFolders } from './installed-folders';

export interface ImportSource {
  /** A folder, or a file of any name. */
  path: string;
  /** As it was called where it came from; left out, the path's last part. */
  name?: string;
  /** Where an upload was written to; left out, a folder is made. It is removed in any case. */
  quarantine?: QuarantineFolder;
}

/** Brings checkpoints into the installation: quarantine, judgement, store, database, and only then the registry. */
export class CheckpointImports {
  private readonly quarantine: Quarantine;

  constructor(
    private readonly parts: {
      home: string;
      registry: Registry;
      store: ObjectStore;
      imports: PrismaImports;
      installed: InstalledFolders;
    },
    readonly limits: ImportLimits = IMPORT_LIMITS,
  ) {
    this.quarantine = new Quarantine(join(parts.home, 'quarantine'));
  }

  /** A private folder for an upload; `bring` removes it. */
  openQuarantine(): Promise<QuarantineFolder> {
    return this.quarantine.create();
  }

  /** Removes what imports of dead processes left; answers their ids. */
  sweep(): Promise<string[]> {
    return this.quarantine.sweep();
  }

  /**
   * Imports one checkpoint version. What is wrong with the source is answered as a refused attempt, and nothing of it is
   * kept but that. Errors: `permission-missing` (refused), `import-source-missing` (not-found), `disk-full`,
   * `store-full`, `store-unreachable` (unavailable).
   */
  async bring(by: Actor, source: ImportSource): Promise<ImportAttempt> {
    const startedAt = new Date();
    const folder = source.quarantine ?? (await this.quarantine.create());
    try {
      requirePermission(by, 'checkpoint.import');
      const received = await receiveCheckpoint(source.path, folder.path, this.parts.registry, this.limits);
      const name = source.name ?? basename(source.path);
      const attempt = attemptOf(folder.id, name, received, by, startedAt);
      return received.version
        ? await this.enter(attempt, received.version)
        : await this.parts.imports.refuse(attempt, 'import-refused');
    } finally {
      await folder.remove();
    }
  }

  /** Records an upload that was refused before it was whole. */
  async refuse(
    by: Actor,
    folder: QuarantineFolder,
    name: string,
    problem: ImportProblem,
  ): Promise<ImportAttempt> {
    await folder.remove();
    const nothing = {
      kind: null,
      files: 0,
      bytes: 0,
      reference: null,
      checkpointDigest: null,
      recordDigest: null,
    };
    const received = { ...nothing, problems: [problem], version: null };
    return this.parts.imports.refuse(attemptOf(folder.id, name, received, by, new Date()), 'import-refused');
  }

  list(query: ImportQuery): Promise<ImportPage> {
    return this.parts.imports.list(query);
  }

  /** Errors: `import-unknown` (not-found). */
  show(id: string): Promise<ImportAttempt> {
    return this.parts.imports.show(id);
  }

  private async enter(attempt: NewAttempt, version: SoundVersion): Promise<ImportAttempt> {
    const { registry, store, imports, installed } = this.parts;
    try {
      const accepted = acceptedImport(attempt, version, registry);
      // Bytes before rows: what a row names is there.
      for (const { path, files } of version.folders) {
        for (const file of files) await store.putFile(join(path, file.path), file.digest);
      }
      const entered = await imports.accept(accepted);
      if (entered.outcome === 'accepted') await installed.place(version.folders);
      return entered;
    } catch (error) {
      if (!(error instanceof MaquetteError) || error.kind !== 'conflict') throw error;
      const problem = problemOf(error);
      return imports.refuse({ ...attempt, problems: [problem] }, problem.code);
    }
  }
}

/** A refused attempt as an error: `import-refused` (bad-input), or the conflict that it met. */
export function refusalOf({ id, code, problems, reference }: ImportAttempt): MaquetteError {
  const [first] = problems;
  const details = { import: id, reference, problems };
  if (code !== 'import-refused') {
    return new MaquetteError('conflict', code!, first.message, { hint: first.remedy, details });
  }
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more problems)` : '';
  return new MaquetteError('bad-input', code, `The checkpoint was not imported: ${first.message}${more}`, {
    hint: first.remedy,
    details,
  });
}

function attemptOf(
  id: string,
  sourceName: string,
  { kind, files, bytes, reference, checkpointDigest, recordDigest, problems }: Received,
  by: Actor,
  startedAt: Date,
): NewAttempt {
  const facts = { files, bytes, reference, checkpointDigest, recordDigest, problems };
  return { id, sourceName, sourceKind: kind, ...facts, by: by.name, startedAt };
}

function problemOf({ code, message, hint, details }: MaquetteError): ImportProblem {
  return {
    code: code as ImportProblem['code'],
    file: '.',
    message,
    ...(typeof details.expected === 'string' && { expected: details.expected }),
    ...(typeof details.found === 'string' && { found: details.found }),
    remedy: hint ?? 'Give the changed checkpoint another version number.',
  };
}
