import { randomBytes, randomUUID } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { chown, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MaquetteError } from '@maquette/kernel';
import type { NativeBinaries } from './native-binaries';
import { runToEnd, type RunAs } from './run-as';
import { reasonIn, startFailure } from './start-failure';

export const SUPERUSER = 'maquette';

/** A folder with `data` (what Postgres calls a cluster) and `password`, which appear together or not at all. */
export interface Cluster {
  folder: string;
  data: string;
  password: string;
}

export async function findCluster(dataDir: string): Promise<Cluster | null> {
  const folder = join(dataDir, 'cluster');
  try {
    const password = await readFile(join(folder, 'password'), 'utf8');
    return { folder, data: join(folder, 'data'), password };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw startFailure(dataDir, 'The database folder cannot be read', cause);
  }
}

/**
 * Creates the cluster under a temporary name and renames it when it is complete: a crash or a full disk half-way leaves
 * nothing that looks like a database, and of two processes the faster one wins.
 */
export async function createCluster(
  dataDir: string,
  binaries: NativeBinaries,
  as: RunAs,
  durable: boolean,
): Promise<void> {
  await removeDrafts(dataDir);
  const draft = join(dataDir, `cluster.draft-${randomUUID()}`);
  try {
    await writeEmptyCluster(draft, as);
    await initdb(draft, binaries, as, durable);
    await rename(draft, join(dataDir, 'cluster')).catch(ignoreLostRace);
  } catch (cause) {
    throw startFailure(dataDir, 'The database could not be created', cause);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

function ignoreLostRace(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
}

async function writeEmptyCluster(folder: string, as: RunAs): Promise<void> {
  await mkdir(join(folder, 'data'), { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'password'), randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (as.uid === undefined || as.gid === undefined) return;
  for (const path of [folder, join(folder, 'data'), join(folder, 'password')])
    await chown(path, as.uid, as.gid);
}

async function initdb(folder: string, binaries: NativeBinaries, as: RunAs, durable: boolean): Promise<void> {
  const access = await openFolder(folder);
  try {
    const at = access.pathIn(as);
    const args = ['-D', `${at}/data`, '-U', SUPERUSER, `--pwfile=${at}/password`, '-A', 'scram-sha-256'];
    args.push('-E', 'UTF8', '--no-locale', '--no-instructions');
    if (!durable) args.push('--no-sync');
    const { code, output } = await runToEnd(binaries.initdb, args, as, access.descriptor);
    if (code !== 0) throw new Error(reasonIn(output));
  } finally {
    await access.close();
  }
}

/** Drafts that a killed process left; one younger than ten minutes may still be at work. */
async function removeDrafts(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith('cluster.draft-')) continue;
    const age =
      Date.now() -
      (await stat(join(dataDir, name))
        .then((s) => s.mtimeMs)
        .catch(() => Date.now()));
    if (age > 600_000) await rm(join(dataDir, name), { recursive: true, force: true });
  }
}

export async function refuseOtherMajor(cluster: Cluster, binaries: NativeBinaries): Promise<void> {
  const written = (await readFile(join(cluster.data, 'PG_VERSION'), 'utf8')).trim();
  if (written === binaries.major) return;
  const message = `${cluster.data} was written by Postgres ${written}; the installed one is ${binaries.major}.`;
  throw new MaquetteError('unavailable', 'database-start-failed', message, {
    hint: `Install the Postgres ${written} package again and dump the database, or start with an empty data folder.`,
  });
}

export interface FolderAccess {
  descriptor: number;
  /** The folder's path as a program sees it that runs as `as` and inherited the folder as file descriptor 3. */
  pathIn(as: RunAs): string;
  close(): Promise<void>;
}

/**
 * "nobody" may not walk through folders that only root can enter (a project below /root). An open directory, inherited
 * as descriptor 3, is reached through /proc/self/fd/3 without walking.
 */
export async function openFolder(folder: string): Promise<FolderAccess> {
  const handle: FileHandle = await open(folder, 'r');
  return {
    descriptor: handle.fd,
    pathIn: (as) => (as.uid !== undefined && process.platform === 'linux' ? '/proc/self/fd/3' : folder),
    close: () => handle.close(),
  };
}
