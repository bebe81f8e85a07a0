import type { BigIntStats, Dirent } from 'node:fs';
import { constants, lstat, open, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { Halt, hardLink, noFile, shown, symbolicLink, unreadable } from './import-problem';
import type { Intake } from './intake';

/** A pipe must not hold us up, and a link that was put there meanwhile must not be followed. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Copies a folder; what is no ordinary file, or changes under the copy, is a problem. */
export async function readFolder(root: string, intake: Intake): Promise<void> {
  await readBelow(await realpath(root), '', intake);
}

async function readBelow(root: string, below: string, intake: Intake): Promise<void> {
  const entries = await readdir(join(root, below), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    intake.count();
    if (entry.isDirectory()) {
      if (intake.admit(path, 'folder')) await readBelow(root, path, intake);
    } else if (entry.isSymbolicLink()) intake.note(symbolicLink(path));
    else if (!entry.isFile()) intake.note(noFile(path, kindOf(entry)));
    else if (intake.admit(path, 'file')) await copy(root, path, intake);
  }
}

async function copy(root: string, path: string, intake: Intake): Promise<void> {
  const source = join(root, path);
  const seen = await lstat(source, { bigint: true });
  const file = await open(source, FLAGS).catch((error: NodeJS.ErrnoException) => {
    throw new Halt(unreadable(`${shown(path)} cannot be opened (${error.code})`, path));
  });
  try {
    const opened = await file.stat({ bigint: true });
    if (!same(seen, opened)) return intake.note(changed(path));
    if (opened.nlink > 1n) return intake.note(hardLink(path));
    await intake.write(path, file.createReadStream({ autoClose: false, highWaterMark: 1 << 20 }));
    // The digest is of the copy; but half of one state and half of another is nothing that anybody meant.
    if (!same(opened, await file.stat({ bigint: true }))) intake.note(changed(path));
  } finally {
    await file.close();
  }
}

function same(a: BigIntStats, b: BigIntStats): boolean {
  return (['dev', 'ino', 'size', 'mtimeNs', 'ctimeNs'] as const).every((field) => a[field] === b[field]);
}

function kindOf(entry: Dirent): string {
  if (entry.isFIFO()) return 'a named pipe';
  if (entry.isSocket()) return 'a socket';
  return 'a device';
}

const changed = (path: string) => ({
  code: 'file-changed' as const,
  file: path,
  message: `${shown(path)} was changed while it was copied.`,
  remedy: 'Import the folder when nothing writes to it any more.',
});
