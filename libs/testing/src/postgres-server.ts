import { spawnSync } from 'node:child_process';
import { appendFileSync, chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { spawnAt, type NetworkPlace } from './network-place';
import { freePort } from './redis-server';

const VERSIONS = '/usr/lib/postgresql';
const NOBODY = 65534;

export interface RunningPostgres {
  url: string;
  stop(): Promise<void>;
}

/** Why the suites on an installed PostgreSQL are skipped, for their names; null when they run. */
export function whyNoInstalledPostgres(): string | null {
  return installed() ? null : `no postgres below ${VERSIONS}: install the package postgresql`;
}

/**
 * The newest PostgreSQL that Debian's packages put on this machine, with an empty database, on a free port of the
 * loopback interface or of the place. It keeps nothing: its files go when it stops.
 */
export async function startInstalledPostgres(place: NetworkPlace = {}): Promise<RunningPostgres> {
  const { host = '127.0.0.1', within = [] } = place;
  const bin = installed()!;
  const folder = mkdtempSync(join(tmpdir(), 'maquette-postgres-'));
  const as = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}; // Postgres refuses to run as root
  if (as.uid !== undefined) chownSync(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  const prepare = ['-D', data, '-U', 'maquette', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  const initialised = spawnSync(join(bin, 'initdb'), prepare, { ...as, cwd: '/', encoding: 'utf8' });
  if (initialised.status !== 0) throw new Error(`initdb: ${initialised.stderr}`);
  if (host !== '127.0.0.1') trustEverybody(data);

  const port = await freePort();
  const options = ['-D', data, '-p', String(port), '-h', host, '-k', '', '-F'];
  // A namespace is entered as root, and root laid down there.
  const lower = within.length > 0 && as.uid !== undefined ? asUser(as.uid, as.gid) : [];
  const server = spawnAt({ within: [...within, ...lower] }, join(bin, 'postgres'), options, {
    ...(lower.length > 0 ? {} : as),
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: server.stderr! }).on('line', (line) => {
      if (/ready to accept connections/.test(line)) resolve();
    });
    void ended.then((code) => reject(new Error(`postgres ended with code ${code}`)));
  });
  return {
    url: `postgresql://maquette@${host}:${port}/postgres`,
    stop: async () => {
      server.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function asUser(uid: number, gid: number): string[] {
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
}

/** In the network of a test that made it. */
function trustEverybody(data: string): void {
  appendFileSync(join(data, 'pg_hba.conf'), 'host all all 0.0.0.0/0 trust\n');
}

function installed(): string | null {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = versions.map((version) => join(VERSIONS, version, 'bin'));
  return folders.find((folder) => existsSync(join(folder, 'postgres'))) ?? null;
}
