import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file that is there whole or not at all, and outlasts a loss of power. With `once` a file that is there already
 * is left alone. Answers whether ours was laid down. Rejects with the file system's own error.
 */
export async function writeDurably(
  path: string,
  content: string,
  options: { mode: number; once?: boolean },
): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  try {
    await flushed(draft, content, options.mode);
    if (options.once) await link(draft, path);
    else await rename(draft, path);
  } catch (error) {
    if (options.once && (error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  await flushFolder(dirname(path));
  return true;
}

async function flushed(path: string, content: string, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
