import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { authorityFolder, checkpointKeysFolder, type PlatformConfig } from '@maquette/platform';
import { pass, warn, type Found } from './finding';

/** Keys that somebody else on this machine could read. */
export async function secrets(config: PlatformConfig): Promise<Found> {
  const files = await secretFiles(config);
  const open: string[] = [];
  for (const file of files) if (((await stat(file)).mode & 0o077) !== 0) open.push(file);
  if (open.length === 0) return pass(`${files.length} private keys, for this user's eyes alone`);
  return warn(`others can read ${open.join(', ')}`, `chmod 600 ${open.join(' ')}`, { open });
}

async function secretFiles(config: PlatformConfig): Promise<string[]> {
  const named = [config.credentials?.key, config.logKey ?? join(config.home, 'audit', 'key')];
  const folders = [authorityFolder(config), checkpointKeysFolder(config)];
  const inFolders = await Promise.all(folders.map(privateKeysIn));
  const found: string[] = [];
  for (const file of [...named, ...inFolders.flat()])
    if (file && (await stat(file).catch(() => null))?.isFile()) found.push(file);
  return found;
}

/** By name: `root.pem` and `own.pub.pem` are for everybody. */
async function privateKeysIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => /\.pem$/.test(name) && !/^root\.pem$|\.pub\.pem$/.test(name))
    .map((name) => join(folder, name));
}
