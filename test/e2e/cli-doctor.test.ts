import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { maquette } from './support/command';

// real: the built command as a process, the release's registry, embedded Postgres, the runtime's providers.
interface Finding {
  part: string;
  state: 'pass' | 'warn' | 'fail';
  detail: string;
  hint?: string;
  facts?: Record<string, unknown>;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-doctor-'));
  await maquette(['--help']); // builds, where that is needed
}, 240_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function doctor(env: NodeJS.ProcessEnv = {}) {
  const plain = {
    DATABASE_URL: '',
    REDIS_URL: '',
    S3_ENDPOINT: '',
    MAQUETTE_REGISTRY: '',
    MAQUETTE_PORT: '0',
  };
  const own = { ...plain, MAQUETTE_HOME: join(folder, 'home'), ...env };
  const { code, stdout, stderr } = await maquette(['doctor', '--json'], { env: own });
  const { sound, findings } = JSON.parse(stdout) as { sound: boolean; findings: Finding[] };
  return { code, sound, stderr, by: Object.fromEntries(findings.map((one) => [one.part, one])) };
}

it('passes on a fresh checkout, and has looked at everything', async () => {
  const { code, sound, by, stderr } = await doctor();
  expect([code, sound, stderr]).toEqual([0, true, '']);
  expect(Object.keys(by)).toEqual([
    ...['node', 'packages', 'encoder', 'disk', 'home', 'port', 'database', 'queue', 'store', 'clocks'],
    ...['registry', 'signatures', 'audit log', 'credentials', 'pools', 'join token', 'secrets', 'devices'],
  ]);
  expect(by.devices.facts).toMatchObject({
    providers: expect.arrayContaining([expect.objectContaining({ name: 'cpu', works: true })]),
  });
});

it('names each part that is down, what depends on it, and what to do, with exit code 69', async () => {
  const { code, sound, by } = await doctor({
    DATABASE_URL: 'postgresql://u:hidden@127.0.0.1:1/x',
    REDIS_URL: 'redis://:hidden@127.0.0.1:1',
    ...{ S3_ENDPOINT: 'http://127.0.0.1:1', S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 'hidden' },
    FFMPEG_PATH: join(folder, 'nowhere'),
    MAQUETTE_DEVICE: 'gpu',
    MAQUETTE_REGISTRY: join(folder, 'nowhere'),
  });
  expect([code, sound]).toEqual([69, false]);
  const failed = Object.values(by).filter(({ state }) => state === 'fail');
  expect(failed.map(({ part }) => part)).toEqual([
    'encoder',
    'database',
    'queue',
    'store',
    'registry',
    'devices',
  ]);
  for (const { part, hint } of failed) expect(hint, part).toBeTruthy();
  for (const part of ['audit log', 'credentials', 'pools', 'join token'])
    expect(by[part]).toMatchObject({ state: 'warn', detail: expect.stringContaining('not looked at') });
  expect(JSON.stringify(by)).not.toContain('hidden');
});

it('exits with 64 when the environment cannot be used', async () => {
  const { code, stderr } = await maquette(['doctor'], { env: { MAQUETTE_PORT: 'http' } });
  expect([code, stderr]).toEqual([64, expect.stringContaining('MAQUETTE_PORT')]);
});
