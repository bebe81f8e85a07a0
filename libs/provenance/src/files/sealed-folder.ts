import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOfFile, type Digest } from '@maquette/kernel';
import type { Problem } from '../records/problem';
import { digestOfUnchanged } from './digest-cache';

export interface SealedFile {
  path: string;
  digest: Digest;
  /** Left out: the size is not known beforehand. */
  bytes?: number;
}

export interface SealOptions {
  /** Files that may be there besides, such as the record itself. */
  besides?: readonly string[];
  /** Hash every byte again, even of files that look unchanged. */
  fresh?: boolean;
}

/**
 * Checks that a folder holds exactly the given files with exactly these bytes: nothing missing, changed, or besides;
 * no symbolic link (it may point elsewhere), no hard link (it can be changed from elsewhere), no device or socket.
 * Answers all problems, sorted by path; rejects only when the folder itself cannot be read.
 */
export async function checkSealedFolder(
  folder: string,
  files: readonly SealedFile[],
  options: SealOptions = {},
): Promise<Problem[]> {
  const problems: Problem[] = [];
  const expected = new Map(files.map((file) => [file.path, file]));
  const present = new Map((await walk(folder)).map((entry) => [entry.path, entry]));

  for (const { path, fault } of present.values()) {
    if (fault) problems.push(fault);
    else if (!expected.has(path) && !options.besides?.includes(path)) problems.push(unlisted(path));
  }
  const checks = [...expected.values()].map(async (file) => {
    const entry = present.get(file.path);
    if (!entry) return missing(file);
    if (entry.fault) return null;
    if (file.bytes !== undefined && file.bytes !== entry.bytes) return wrongSize(file, entry.bytes);
    const found = await (options.fresh ? digestOfFile : digestOfUnchanged)(join(folder, file.path));
    return found === file.digest ? null : changed(file, found);
  });
  for (const problem of await Promise.all(checks)) if (problem) problems.push(problem);
  return problems.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}

interface Entry {
  path: string;
  bytes: number;
  fault: Problem | null;
}

async function walk(folder: string, below = ''): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const name of await readdir(join(folder, below))) {
    const path = below ? `${below}/${name}` : name;
    const stats = await lstat(join(folder, path));
    if (stats.isDirectory()) entries.push(...(await walk(folder, path)));
    else entries.push({ path, bytes: stats.size, fault: faultOf(path, stats) });
  }
  return entries;
}

function faultOf(file: string, stats: Awaited<ReturnType<typeof lstat>>): Problem | null {
  if (stats.isSymbolicLink()) {
    const message = `${file} is a symbolic link; what it points to is not sealed.`;
    return { code: 'symlink', file, message, remedy: 'Replace the link by a copy of the file.' };
  }
  if (!stats.isFile()) {
    const message = `${file} is neither a file nor a folder.`;
    return { code: 'not-a-file', file, message, remedy: 'Remove it.' };
  }
  if (stats.nlink > 1) {
    const message = `${file} has ${stats.nlink} hard links; it can be changed through another name.`;
    return { code: 'hardlink', file, message, remedy: 'Replace it by a copy: cp F F.copy && mv F.copy F.' };
  }
  return null;
}

const missing = ({ path, digest }: SealedFile): Problem => ({
  code: 'file-missing',
  file: path,
  message: `${path} is missing.`,
  expected: digest,
  remedy: 'Restore the file from where the version was published; a published version never changes.',
});

const unlisted = (path: string): Problem => ({
  code: 'file-unlisted',
  file: path,
  message: `${path} is not listed in the record.`,
  remedy: 'Remove the file, or publish a new version whose record lists it.',
});

const wrongSize = ({ path, bytes }: SealedFile, found: number): Problem => ({
  code: 'size-mismatch',
  file: path,
  message: `${path} has ${found} bytes, its record says ${bytes}.`,
  expected: String(bytes),
  found: String(found),
  remedy: 'Restore the file from where the version was published; a partial download looks like this.',
});

const changed = ({ path, digest }: SealedFile, found: Digest): Problem => ({
  code: 'digest-mismatch',
  file: path,
  message: `${path} was changed: its digest is ${found}, its record says ${digest}.`,
  expected: digest,
  found,
  remedy:
    'Restore the file from where the version was published; if the change is meant, publish a new version.',
});
