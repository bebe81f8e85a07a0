import { mkdir, stat } from 'node:fs/promises';
import { MaquetteError } from '@maquette/kernel';
import { readFolder } from './folder-source';
import { Halt, type ImportProblem } from './import-problem';
import { Intake, type TakenFile } from './intake';
import { IMPORT_LIMITS, type ImportLimits } from './limits';
import { sourceKind, type SourceKind } from './source-kind';
import { readTar } from './tar-source';
import { readZip } from './zip-source';

/** What came out of a source. */
export interface TakenIn {
  /** Null when it is nothing that can be read. */
  kind: SourceKind | null;
  files: TakenFile[];
  /** Bytes written. */
  bytes: number;
  problems: ImportProblem[];
  /** True when the source was read to its end. */
  complete: boolean;
}

/**
 * Copies or unpacks a source into `folder`, which is made for it and alone written to. Whatever is wrong with the source
 * is answered, not thrown; rejects with `import-source-missing` (not-found), `disk-full` (unavailable).
 */
export async function takeIn(
  source: string,
  folder: string,
  limits: ImportLimits = IMPORT_LIMITS,
): Promise<TakenIn> {
  await mkdir(folder, { mode: 0o700 });
  const intake = new Intake(folder, limits);
  let kind: SourceKind | null = null;
  let complete = false;
  try {
    kind = await sourceKind(source);
    await read(source, kind, intake);
    complete = true;
  } catch (error) {
    if (error instanceof Halt) intake.note(error.problem);
    else throw diskFull(error);
  }
  const { files, bytes, problems } = intake;
  return { kind, files, bytes, problems, complete };
}

async function read(source: string, kind: SourceKind, intake: Intake): Promise<void> {
  if (kind === 'folder') return readFolder(source, intake);
  const { archiveBytes } = intake.limits;
  if ((await stat(source)).size > archiveBytes) throw new Halt(archiveTooLarge(archiveBytes));
  if (kind === 'zip') return readZip(source, intake);
  return readTar(source, kind === 'tgz', intake);
}

export const archiveTooLarge = (limit: number): ImportProblem => ({
  code: 'archive-too-large',
  file: '.',
  message: `The archive has more than ${limit} bytes.`,
  remedy: 'Import one checkpoint version at a time, without its training data.',
});

function diskFull(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return new MaquetteError('unavailable', 'disk-full', 'There is no room left to unpack the import.', {
    hint: 'Free some space where MAQUETTE_HOME lies; nothing half-written is kept.',
    cause: error,
  });
}
