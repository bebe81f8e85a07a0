import { lstat, open, realpath, type FileHandle } from 'node:fs/promises';
import { MaquetteError } from '@maquette/kernel';
import { ambiguous, Halt, type ImportProblem } from './import-problem';

export type SourceKind = 'folder' | 'zip' | 'tar' | 'tgz';

/**
 * What a source is, by its content, whatever its name says. Throws Halt for what is nothing of these, or two at once;
 * rejects with `import-source-missing` (not-found).
 */
export async function sourceKind(path: string): Promise<SourceKind> {
  const stats = await realpath(path).then(
    (real) => lstat(real),
    () => null,
  );
  if (stats?.isDirectory()) return 'folder';
  if (!stats?.isFile()) {
    throw new MaquetteError('not-found', 'import-source-missing', `There is no folder or file ${path}.`, {
      hint: 'Name the folder of a checkpoint version, or a .zip, .tar, .tar.gz or .tgz of it.',
      details: { path },
    });
  }
  const file = await open(path);
  try {
    return await archiveKind(file, stats.size);
  } finally {
    await file.close();
  }
}

async function archiveKind(file: FileHandle, size: number): Promise<SourceKind> {
  const head = Buffer.alloc(512);
  await file.read(head, 0, 512, 0);
  const isZip = head[0] === 0x50 && head[1] === 0x4b && [3, 5].includes(head[2]);
  const isTar = head.toString('latin1', 257, 262) === 'ustar';
  if (isTar && (isZip || (await endsAsZip(file, size)))) {
    throw new Halt(ambiguous('it is a tar file and a zip file at once'));
  }
  if (isZip) return 'zip';
  if (isTar) return 'tar';
  if (head[0] === 0x1f && head[1] === 0x8b) return 'tgz';
  throw new Halt(unknownKind);
}

/** A zip file is found by its end, whose comment can cover whatever follows it. */
async function endsAsZip(file: FileHandle, size: number): Promise<boolean> {
  const tail = Buffer.alloc(Math.min(size, 0xffff + 22));
  await file.read(tail, 0, tail.length, size - tail.length);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) === 0x06054b50 && at + 22 + tail.readUInt16LE(at + 20) === tail.length)
      return true;
  }
  return false;
}

const unknownKind: ImportProblem = {
  code: 'archive-unknown',
  file: '.',
  message: 'This is neither a zip file nor a tar file, plain or by gzip.',
  remedy: 'Import a folder, or pack it as .zip, .tar or .tar.gz.',
};
