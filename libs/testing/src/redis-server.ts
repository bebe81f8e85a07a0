import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { spawnAt, type NetworkPlace } from './network-place';

export interface RunningRedis {
  url: string;
  stop(): Promise<void>;
}

/** Whether the tests have a Redis: a server given by REDIS_URL, or a `redis-server` on the PATH. */
export function hasRedis(): boolean {
  return Boolean(process.env.REDIS_URL) || spawnSync('redis-server', ['--version']).status === 0;
}

/** Uses REDIS_URL, or starts a Redis of its own on a free port of the loopback interface or of the place. */
export async function startRedis(place: NetworkPlace = {}): Promise<RunningRedis> {
  const { host = '127.0.0.1' } = place;
  if (process.env.REDIS_URL && !place.within) return { url: process.env.REDIS_URL, stop: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'maquette-redis-'));
  const port = await freePort();
  const options = [
    '--port',
    String(port),
    '--bind',
    host,
    '--protected-mode',
    host === '127.0.0.1' ? 'yes' : 'no', // reached by the test's own hosts alone
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'no',
  ];
  const server = spawnAt(place, 'redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`redis-server ended with code ${code}`)));
    createInterface({ input: server.stdout! }).on('line', (line) => {
      if (/ready to accept connections/i.test(line)) resolve();
    });
  });
  return {
    url: `redis://${host}:${port}`,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
