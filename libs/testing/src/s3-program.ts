import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { acceptsAt, spawnAt, type NetworkPlace } from './network-place';
import { freePort } from './redis-server';
import type { RunningS3Server } from './s3-server';

/** Real S3 servers that `.ci/build-s3-server` builds. */
export const REAL_S3 = ['minio', 'versitygw'] as const;
export type RealS3 = (typeof REAL_S3)[number];

interface Invocation {
  arguments: string[];
  environment: NodeJS.ProcessEnv;
}

const INVOCATIONS: Record<RealS3, (folder: string, address: string, keys: [string, string]) => Invocation> = {
  minio: (folder, address, [accessKey, secretKey]) => ({
    arguments: ['server', '--quiet', '--address', address, join(folder, 'objects')],
    environment: { MINIO_ROOT_USER: accessKey, MINIO_ROOT_PASSWORD: secretKey, MINIO_BROWSER: 'off' },
  }),
  versitygw: (folder, address, [accessKey, secretKey]) => ({
    arguments: [
      ...['--port', address, '--quiet', 'posix', '--sidecar', join(folder, 'metadata')],
      join(folder, 'objects'),
    ],
    environment: { ROOT_ACCESS_KEY: accessKey, ROOT_SECRET_KEY: secretKey },
  }),
};

/** Why the suites on a real S3 server are skipped, for their names; null when they run. Left out, any of them will do. */
export function whyNoRealS3(server?: RealS3): string | null {
  if (server ? programPath(server) : process.env.S3_ENDPOINT || REAL_S3.some(programPath)) return null;
  return `${server ? '' : 'no S3_ENDPOINT, and '}no ${server ?? REAL_S3.join(' or ')} on the PATH or in .cache/bin: run .ci/build-s3-server`;
}

/**
 * A real S3 server: the named one, or else the one at S3_ENDPOINT (with S3_ACCESS_KEY and S3_SECRET_KEY), or else the
 * first that was built. One of ours is a process of its own on a free port of the loopback interface or of the place, with
 * its files in a temporary folder.
 */
export async function startRealS3(server?: RealS3, place: NetworkPlace = {}): Promise<RunningS3Server> {
  const { S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY } = process.env;
  if (!server && S3_ENDPOINT && !place.within) {
    return {
      endpoint: S3_ENDPOINT,
      accessKey: S3_ACCESS_KEY!,
      secretKey: S3_SECRET_KEY!,
      stop: async () => {},
    };
  }
  return startProgram(server ?? REAL_S3.find(programPath)!, place);
}

async function startProgram(program: RealS3, place: NetworkPlace): Promise<RunningS3Server> {
  const { host = '127.0.0.1' } = place;
  const folder = mkdtempSync(join(tmpdir(), 'maquette-real-s3-'));
  for (const name of ['objects', 'metadata']) mkdirSync(join(folder, name));
  const port = await freePort();
  const address = `${host}:${port}`;
  const [accessKey, secretKey] = ['maquette-tests', randomBytes(24).toString('hex')];
  const invocation = INVOCATIONS[program](folder, address, [accessKey, secretKey]);
  const server = spawnAt(place, programPath(program)!, invocation.arguments, {
    env: { ...process.env, ...invocation.environment },
    stdio: 'ignore',
  });
  const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
  await Promise.race([
    listening(place, port),
    ended.then((code) => Promise.reject(new Error(`${program} ended with code ${code}`))),
  ]);
  return {
    endpoint: `http://${address}`,
    accessKey,
    secretKey,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function programPath(program: RealS3): string | null {
  const folders = [join(process.cwd(), '.cache/bin'), ...(process.env.PATH ?? '').split(delimiter)];
  return folders.map((folder) => join(folder, program)).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Resolves when something accepts connections on the port: the servers say nothing when they are ready. */
async function listening(place: NetworkPlace, port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (acceptsAt(place, port)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Nothing listens on port ${port}.`);
}
