import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The processor cores that a worker took for itself, until it lets them go or dies. */
export interface CoreShare {
  cores: number;
  letGo(): Promise<void>;
}

/**
 * Takes up to `wanted` of the machine's cores that no living worker has: one file a core in a folder that all workers of
 * the host share, with the process id of who took it. Fewer are left when others came before, none when all are taken. Two
 * workers that start while a third one's file is found stale may take one core both; nothing worse comes of that than one
 * thread too many.
 */
export async function takeCores(folder: string, wanted: number, cores: number): Promise<CoreShare> {
  await mkdir(folder, { recursive: true });
  const taken: string[] = [];
  for (let core = 0; core < cores && taken.length < wanted; core++) {
    const file = join(folder, String(core));
    if (await take(file)) taken.push(file);
  }
  return {
    cores: taken.length,
    letGo: async () => {
      await Promise.all(taken.splice(0).map((file) => rm(file, { force: true })));
    },
  };
}

async function take(file: string): Promise<boolean> {
  if (await create(file)) return true;
  const holder = Number(await readFile(file, 'utf8').catch(() => ''));
  if (holder === 0 || isAlive(holder)) return false; // 0: it is being written, or went this moment
  await rm(file, { force: true });
  return create(file);
}

async function create(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // of somebody else, and alive
  }
}
