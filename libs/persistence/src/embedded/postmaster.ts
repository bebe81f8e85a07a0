import { spawn } from 'node:child_process';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openFolder, type Cluster } from './cluster';
import type { NativeBinaries } from './native-binaries';
import { POSTGRES_ENVIRONMENT, type RunAs } from './run-as';
import { reasonIn } from './start-failure';

/** What the server itself wrote into postmaster.pid. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

/** The server of the cluster that runs now, or null. Removes the file of a dead server whose pid another process got. */
export async function runningPostmaster(cluster: Cluster): Promise<Postmaster | null> {
  const path = join(cluster.data, 'postmaster.pid');
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null; // Postgres clears its own stale file
  if (await worksElsewhere(pid, cluster)) {
    await rm(path, { force: true });
    return null;
  }
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A server's working directory is its data folder; a process with another one only inherited the number. */
async function worksElsewhere(pid: number, cluster: Cluster): Promise<boolean> {
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  return cwd !== null && cwd !== (await realpath(cluster.data));
}

export type StartOutcome = 'started' | 'somebody-else-starts' | 'port-taken' | 'old-server-leaving';

export interface StartOptions {
  port: number;
  durable: boolean;
  /** File that Postgres appends its log to. */
  log: string;
}

/**
 * Starts Postgres in a process group of its own, so that Ctrl-C in a terminal reaches the platform alone, which then
 * stops the database last. Resolves when it accepts connections; rejects with the reason in its log.
 */
export async function startPostmaster(
  cluster: Cluster,
  binaries: NativeBinaries,
  as: RunAs,
  options: StartOptions,
): Promise<StartOutcome> {
  const log = await open(options.log, 'a', 0o600);
  const access = await openFolder(cluster.folder);
  const logStart = (await log.stat()).size;
  try {
    const args = [
      '-D',
      `${access.pathIn(as)}/data`,
      '-p',
      String(options.port),
      ...settings(options.durable),
    ];
    const child = spawn(binaries.postgres, args, {
      ...as,
      cwd: '/',
      env: POSTGRES_ENVIRONMENT,
      detached: true,
      stdio: ['ignore', log.fd, log.fd, access.descriptor],
    });
    child.unref();
    const exited = new Promise<'exited'>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => resolve('exited'));
    });
    if ((await Promise.race([exited, untilReady(cluster, () => child.pid)])) === 'ready') return 'started';
    return explain((await readFile(options.log)).subarray(logStart).toString());
  } finally {
    await Promise.all([log.close(), access.close()]);
  }
}

function settings(durable: boolean): string[] {
  const values: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '64MB',
    max_wal_size: '256MB',
    io_method: 'sync',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  if (!durable) Object.assign(values, { fsync: 'off', full_page_writes: 'off' });
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function untilReady(cluster: Cluster, pid: () => number | undefined): Promise<'ready' | 'exited'> {
  for (;;) {
    const server = await runningPostmaster(cluster);
    if (server?.ready && server.pid === pid()) return 'ready';
    const own = pid();
    if (own === undefined || !isAlive(own)) return 'exited';
    await sleep(10);
  }
}

function explain(log: string): StartOutcome {
  if (/lock file "postmaster.pid" already exists/.test(log)) return 'somebody-else-starts';
  if (/pre-existing shared memory block/.test(log)) return 'old-server-leaving';
  if (/Address already in use/.test(log)) return 'port-taken';
  throw new Error(reasonIn(log));
}

/** Disconnects everybody and stops (SIGINT, "fast"); a server that does not within 30 s is told to drop everything. */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    if (await waitForEnd(pid, patienceMs)) return;
  }
}

/** Resolves when the server is gone (true), or when the patience is over. Its pid file goes some time before it does. */
export async function waitForEnd(pid: number, patienceMs: number): Promise<boolean> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await sleep(10)) {
    if (!isAlive(pid) || (await isZombie(pid))) return true;
  }
  return false;
}

/** Ended, and not yet asked after by the process that started it. */
async function isZombie(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
