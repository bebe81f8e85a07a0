import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '@maquette/kernel';

/** A private folder for one import. Its name carries the process that works in it. */
export interface QuarantineFolder {
  id: string;
  path: string;
  /** Removes the folder and all in it. */
  remove(): Promise<void>;
}

/** Where sources are taken in and judged. Nothing in it is ever loaded. */
export class Quarantine {
  constructor(private readonly root: string) {}

  /** Makes a folder that this user alone can enter. */
  async create(): Promise<QuarantineFolder> {
    await mkdir(this.root, { recursive: true, mode: 0o700 });
    const id = newId('imp');
    const path = join(this.root, `${id}.${process.pid}`);
    await mkdir(path, { mode: 0o700 });
    return { id, path, remove: () => rm(path, { recursive: true, force: true }) };
  }

  /** Removes what imports of processes that are gone have left; answers their ids. */
  async sweep(): Promise<string[]> {
    const names = await readdir(this.root).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    const stale = names.filter((name) => !isAlive(Number(name.split('.').at(-1))));
    for (const name of stale) await rm(join(this.root, name), { recursive: true, force: true });
    return stale.map((name) => name.split('.')[0]);
  }
}

function isAlive(pid: number): boolean {
  try {
    return Number.isInteger(pid) && pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // alive, and another user's
  }
}
