import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders `depth` levels below `<root>/<name>`, sorted; those that begin with a dot are being written or moved. */
export async function foldersAt(root: string, name: string, depth: number): Promise<string[]> {
  let folders = [join(root, name)];
  for (let level = 0; level < depth; level++) {
    const below = await Promise.all(folders.map(subfolders));
    folders = below.flat();
  }
  return folders;
}

async function subfolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
  // A linked folder is listed too, so that its checkpoint is refused in the open rather than left out.
  const wanted = entries.filter(
    (entry) => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isSymbolicLink()),
  );
  return wanted.map(({ name }) => join(folder, name)).sort();
}
