import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from './redis-server';
import type { RunningS3Server } from './s3-server';

const PROGRAM = 'versitygw';

/** Why the suites on a real S3 server are skipped, for their names; null when they run. */
export function whyNoRealS3(): string | null {
  if (process.env.S3_ENDPOINT || programPath()) return null;
  return `no S3_ENDPOINT, and no ${PROGRAM} on the PATH or in .cache/bin: run .ci/build-s3-server`;
}

/**
 * A real S3 server: the one at S3_ENDPOINT (MinIO or another, with S3_ACCESS_KEY and S3_SECRET_KEY), or the Versity S3
 * Gateway as a process of its own on a free port of the loopback interface, with its files in a temporary folder.
 */
export async function startRealS3(): Promise<RunningS3Server> {
  const { S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY } = process.env;
  if (S3_ENDPOINT) {
    return {
      endpoint: S3_ENDPOINT,
      accessKey: S3_ACCESS_KEY!,
      secretKey: S3_SECRET_KEY!,
      stop: async () => {},
    };
  }
  const directory = mkdtempSync(join(tmpdir(), 'maquette-real-s3-'));
  const [objects, metadata] = ['objects', 'metadata'].map((name) => join(directory, name));
  for (const folder of [objects, metadata]) mkdirSync(folder);
  const port = await freePort();
  const accessKey = 'maquette-tests';
  const secretKey = randomBytes(24).toString('hex');
  const address = `127.0.0.1:${port}`;
  const server = spawn(
    programPath()!,
    ['--port', address, '--quiet', 'posix', '--sidecar', metadata, objects],
    {
      env: { ...process.env, ROOT_ACCESS_KEY: accessKey, ROOT_SECRET_KEY: secretKey },
      stdio: 'ignore',
    },
  );
  const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
  await Promise.race([
    listening(port),
    ended.then((code) => Promise.reject(new Error(`${PROGRAM} ended with code ${code}`))),
  ]);
  return {
    endpoint: `http://${address}`,
    accessKey,
    secretKey,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function programPath(): string | null {
  const folders = [join(process.cwd(), '.cache/bin'), ...(process.env.PATH ?? '').split(delimiter)];
  return folders.map((folder) => join(folder, PROGRAM)).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Resolves when something accepts connections on the port: the server says nothing when it is ready. */
async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const accepted = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => setTimeout(resolve, 50, false));
      socket.once('connect', () => socket.destroy());
    });
    if (accepted) return;
  }
  throw new Error(`Nothing listens on port ${port} after 30 seconds.`);
}
