import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';

/** User and group that Postgres runs as; left out, those of this process. */
export interface RunAs {
  uid?: number;
  gid?: number;
}

const NOBODY = 65534;

/** Postgres refuses to run as root, so root hands it to the owner of an existing data folder, or else to "nobody". */
export async function postgresUser(dataFolder: string | null): Promise<RunAs> {
  if (process.getuid?.() !== 0) return {};
  const { uid, gid } = dataFolder === null ? { uid: 0, gid: 0 } : await stat(dataFolder);
  return uid === 0 ? { uid: NOBODY, gid: NOBODY } : { uid, gid };
}

/** Nothing of the caller's environment: PGPORT, PGDATA and the like would change what Postgres does. */
export const POSTGRES_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

export interface Finished {
  code: number | null;
  output: string;
}

/**
 * Runs a program to its end and collects what it printed. `folder`, an open directory, becomes file descriptor 3 of
 * the program. Rejects when the program cannot be started at all.
 */
export function runToEnd(program: string, args: string[], as: RunAs, folder?: number): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const stdio: (number | 'ignore' | 'pipe')[] = ['ignore', 'pipe', 'pipe'];
    if (folder !== undefined) stdio.push(folder);
    const child = spawn(program, args, { ...as, cwd: '/', env: POSTGRES_ENVIRONMENT, stdio });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
