import { readFile, readdir, readlink } from 'node:fs/promises';

/**
 * Processes that name the folder in their environment, command line or working directory (the database's is its data):
 * what an installation in it left behind.
 */
export async function processesOf(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const [environment, command, directory] = await Promise.all([
      ...['environ', 'cmdline'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
      readlink(`/proc/${pid}/cwd`).catch(() => ''),
    ]);
    if ([environment, command, directory].some((text) => text.includes(folder)))
      found.push(`${pid} ${command}`);
  }
  return found;
}
