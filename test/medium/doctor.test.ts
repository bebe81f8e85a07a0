import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localOperator } from '@maquette/access';
import { PrismaAccessKeys, PrismaCredentialRoots } from '@maquette/persistence';
import { readConfig, repositoryRoot, Survey, type PlatformConfig } from '@maquette/platform';
import { freePort, hasRedis, startRedis, startS3Server } from '@maquette/testing';
import { Redis } from 'ioredis';
import { recordChecks, registryChecks } from '../../apps/cli/src/doctor/record-checks';
import { secrets } from '../../apps/cli/src/doctor/secret-checks';
import { serverChecks } from '../../apps/cli/src/doctor/server-checks';
import { workChecks } from '../../apps/cli/src/doctor/work-checks';
import type { Finding } from '../../apps/cli/src/doctor/finding';
import { openCredentials } from '../../libs/platform/src/credentials/open-credentials';
import { buildRegistry } from '../fixtures/registry/build-registry';
import { openTestLog } from './support/open-test-log';
import { organisationChain } from './support/organisation-chain';
import { emptyDatabase, migratedDatabase } from './support/scratch-database';

// real: Postgres, an S3 server, Redis where there is one, certificates, the log, the registry. Each check is broken once.
let scratch: Awaited<ReturnType<typeof migratedDatabase>>;
let folder: string;
let homes = 0;

beforeAll(async () => {
  scratch = await migratedDatabase();
  folder = await mkdtemp(join(tmpdir(), 'maquette-doctor-'));
});
afterAll(async () => {
  await scratch?.drop();
  await rm(folder, { recursive: true, force: true });
});

async function configure(env: NodeJS.ProcessEnv = {}): Promise<PlatformConfig> {
  const home = join(folder, `home-${(homes += 1)}`);
  await mkdir(home);
  return readConfig({ DATABASE_URL: scratch.url, MAQUETTE_HOME: home, ...env }, repositoryRoot(__dirname));
}

async function examine(
  config: PlatformConfig,
  check: (config: PlatformConfig, survey: Survey) => Promise<Finding[]>,
): Promise<Record<string, Finding>> {
  const survey = new Survey(config);
  try {
    return Object.fromEntries((await check(config, survey)).map((finding) => [finding.part, finding]));
  } finally {
    await survey.close();
  }
}
const servers = (config: PlatformConfig) => examine(config, serverChecks);
const records = (config: PlatformConfig) => examine(config, (_config, survey) => recordChecks(survey));
const work = (config: PlatformConfig) => examine(config, workChecks);

describe('database, queue and store', () => {
  it('pass with versions and clocks where all is well', async () => {
    const { database, queue, store, clocks } = await servers(await configure());
    expect(database).toMatchObject({ state: 'pass', facts: { version: expect.stringMatching(/^\d+\.\d+/) } });
    expect([queue.state, store.state, clocks.state]).toEqual(['pass', 'pass', 'pass']);
    expect(clocks.facts).toMatchObject({ PostgreSQL: { aheadMs: expect.any(Number) } });
  });

  it('fail each by itself', async () => {
    const nobody = `127.0.0.1:${await freePort()}`;
    const config = await configure({
      ...{ DATABASE_URL: `postgresql://m:secret@${nobody}/m`, REDIS_URL: `redis://:secret@${nobody}` },
      ...{ S3_ENDPOINT: `http://${nobody}`, S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 'secret' },
    });
    const found = await servers(config);
    expect(found).toMatchObject({
      database: {
        state: 'fail',
        facts: { code: 'database-unreachable' },
        hint: expect.stringContaining('DATABASE_URL'),
      },
      queue: {
        state: 'fail',
        facts: { code: 'queue-unreachable' },
        hint: expect.stringContaining('REDIS_URL'),
      },
      store: {
        state: 'fail',
        facts: { code: 'store-unreachable' },
        hint: expect.stringContaining('S3_ENDPOINT'),
      },
      clocks: { state: 'warn' },
    });
    expect(JSON.stringify(found)).not.toContain('secret');
  });

  it('tell what is wrong with the migrations, and apply none', async () => {
    const empty = await emptyDatabase();
    try {
      const { database } = await servers(await configure({ DATABASE_URL: empty.url }));
      expect(database).toMatchObject({ state: 'warn', hint: expect.stringContaining('maquette migrate') });
      expect(await empty.sql(`SELECT to_regclass('_prisma_migrations') AS found`)).toEqual([{ found: null }]);
    } finally {
      await empty.drop();
    }
    const states: [string, string, RegExp][] = [
      [
        "INSERT INTO _prisma_migrations SELECT 'x', checksum, now(), '20990101000000_later', NULL, NULL, now(), 1 FROM _prisma_migrations LIMIT 1",
        'fail',
        /20990101000000_later/,
      ],
      ["DELETE FROM _prisma_migrations WHERE id = 'x'", 'pass', /none waits/],
      [
        "UPDATE _prisma_migrations SET checksum = reverse(checksum) WHERE migration_name LIKE '%first_light'",
        'fail',
        /first_light/,
      ],
      [
        "UPDATE _prisma_migrations SET checksum = reverse(checksum) WHERE migration_name LIKE '%first_light'",
        'pass',
        /none waits/,
      ],
      [
        "UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%operations'",
        'warn',
        /operations was interrupted/,
      ],
      ['UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL', 'pass', /none waits/],
    ];
    for (const [sql, state, detail] of states) {
      await scratch.sql(sql);
      const { database } = await servers(await configure());
      expect([database.state, database.detail], sql).toEqual([state, expect.stringMatching(detail)]);
    }
  });

  it('warn of a store whose keys are refused, and of one whose clock is off', async () => {
    const s3 = await startS3Server();
    const far = await clockedProxy(s3.endpoint, 3_600_000);
    const near = await clockedProxy(s3.endpoint, 20_000);
    const keys = { S3_ACCESS_KEY: s3.accessKey, S3_SECRET_KEY: s3.secretKey };
    try {
      const right = await servers(await configure({ S3_ENDPOINT: s3.endpoint, ...keys }));
      expect([right.store.state, right.clocks.state]).toEqual(['pass', 'pass']);
      const wrong = await servers(
        await configure({ S3_ENDPOINT: s3.endpoint, ...keys, S3_SECRET_KEY: 'guess' }),
      );
      expect(wrong.store.state).toBe('fail');
      const off = await servers(await configure({ S3_ENDPOINT: far.url, ...keys }));
      expect(off.clocks).toMatchObject({
        state: 'fail',
        detail: expect.stringMatching(/^S3 ahead by 3\d{6} ms/),
      });
      const little = await servers(await configure({ S3_ENDPOINT: near.url, ...keys }));
      expect(little.clocks).toMatchObject({ state: 'warn', hint: expect.stringContaining('chrony') });
    } finally {
      await Promise.all([far.close(), near.close()]);
      await s3.stop();
    }
  });

  it.skipIf(!hasRedis())('warn of a Redis that forgets', async () => {
    const redis = await startRedis();
    const client = new Redis(redis.url);
    try {
      const config = await configure({ REDIS_URL: redis.url });
      const well = await servers(config);
      expect(well.queue).toMatchObject({ state: 'pass', facts: { evictionPolicy: 'noeviction' } });
      expect(well.clocks.facts).toHaveProperty('Redis');
      await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
      const { queue } = await servers(config);
      expect(queue).toMatchObject({ state: 'warn', hint: expect.stringContaining('noeviction') });
    } finally {
      client.disconnect();
      await redis.stop();
    }
  });
});

describe('the audit log', () => {
  it('is none, sound, signed elsewhere, of another key, and changed', async () => {
    const config = await configure();
    expect((await records(config))['audit log']).toMatchObject({
      state: 'pass',
      detail: expect.stringMatching(/^none/),
    });

    const log = await openTestLog(scratch.url, config.home);
    await log.append('gen_doctor');
    await log.audit.sync();
    await log.close();
    expect((await records(config))['audit log']).toMatchObject({
      state: 'pass',
      facts: { signing: 'here', size: 1 },
    });
    expect((await records(await configure()))['audit log']).toMatchObject({
      state: 'warn',
      facts: { signing: 'elsewhere' },
    });

    const other = await configure();
    const strange = await emptyLogKey(other);
    expect((await records(other))['audit log'], strange).toMatchObject({
      state: 'fail',
      facts: { signing: 'other' },
    });

    await writeFile(join(other.home, 'audit', 'key'), 'not a key');
    expect((await records(other))['audit log']).toMatchObject({
      state: 'fail',
      facts: { code: 'note-key-malformed' },
    });

    await scratch.sql(
      `SET session_replication_role = replica; DELETE FROM audit_entry WHERE subject = 'gen_doctor'`,
    );
    expect((await records(config))['audit log']).toMatchObject({
      state: 'fail',
      hint: expect.stringContaining('docs/audit-log.md'),
    });
  });
});

describe('the signing chain', () => {
  async function credentials(config: PlatformConfig, now?: Date): Promise<Finding> {
    const survey = new Survey(config);
    const [, found] = await recordChecks(survey, now);
    await survey.close();
    return found;
  }

  it('is looked at down to its root: here, elsewhere, another, soon over, over, broken', async () => {
    expect((await credentials(await configure())).detail).toMatch(/^none yet/);
    const files = await organisationChain(folder, { days: 90 });
    const env = {
      MAQUETTE_CREDENTIALS_CERTIFICATES: files.certificates,
      MAQUETTE_CREDENTIALS_KEY: files.key,
    };
    const config = await configure(env);
    const roots = new PrismaCredentialRoots(scratch.database);
    await (await openCredentials(config, roots)).close();

    expect(await credentials(config)).toMatchObject({
      state: 'pass',
      facts: { days: 89, kind: 'organisation' },
    });
    const later = new Date(Date.now() + 70 * 86_400_000);
    expect(await credentials(config, later)).toMatchObject({
      state: 'warn',
      hint: expect.stringContaining('Renew'),
    });
    expect(await credentials(await configure())).toMatchObject({
      state: 'warn',
      hint: expect.stringContaining('MAQUETTE_CREDENTIALS_KEY'),
    });

    const other = join(folder, 'other');
    await mkdir(other);
    const theirs = await organisationChain(other);
    const differing = {
      MAQUETTE_CREDENTIALS_CERTIFICATES: theirs.certificates,
      MAQUETTE_CREDENTIALS_KEY: theirs.key,
    };
    expect(await credentials(await configure(differing))).toMatchObject({
      state: 'fail',
      hint: expect.stringContaining('credentials adopt'),
    });
    const mixed = await configure({ ...env, MAQUETTE_CREDENTIALS_KEY: theirs.key });
    expect(await credentials(mixed)).toMatchObject({
      state: 'fail',
      facts: { code: 'credential-key-mismatch' },
    });

    const past = join(folder, 'past');
    await mkdir(past);
    const over = await organisationChain(past, { days: -2 });
    const expired = {
      MAQUETTE_CREDENTIALS_CERTIFICATES: over.certificates,
      MAQUETTE_CREDENTIALS_KEY: over.key,
    };
    expect(await credentials(await configure(expired))).toMatchObject({
      state: 'fail',
      facts: { code: 'credential-expired' },
    });
  });
});

describe('the registry', () => {
  it('fails with a changed byte and warns of a signature that nobody here trusts', async () => {
    const root = join(folder, 'registry');
    await buildRegistry(root);
    const config = await configure({ MAQUETTE_REGISTRY: root });
    const look = () => examine(config, (_config, survey) => registryChecks(survey));
    const before = await look();
    expect([before.registry.state, before.signatures.state]).toEqual(['pass', 'pass']);
    await rename(join(root, 'keys'), join(root, '.keys'));
    const untrusted = { state: 'warn', hint: expect.stringContaining('registry sign') };
    expect((await look()).signatures).toMatchObject(untrusted);
    await rename(join(root, '.keys'), join(root, 'keys'));
    const signature = join(root, 'architecture/example/1.0.0/signature.json');
    await writeFile(signature, (await readFile(signature, 'utf8')).replace(/"sig": ?"..../, '$&A'));
    expect((await look()).signatures).toMatchObject({
      state: 'fail',
      hint: expect.stringContaining('quarantined'),
    });
    const model = join(root, 'architecture/example/1.0.0/model.onnx');
    const bytes = await readFile(model);
    bytes[bytes.length - 1] ^= 1;
    await writeFile(model, bytes);
    expect((await look()).registry).toMatchObject({
      state: 'fail',
      hint: expect.stringContaining('registry verify'),
    });
  });
});

describe('who works', () => {
  it('warns where nobody does, and where a token opens nothing', async () => {
    const access = new PrismaAccessKeys(scratch.database);
    const nobody = await work(await configure());
    expect(nobody).toMatchObject({ pools: { state: 'warn' }, 'join token': { state: 'pass' } });

    const { id, key } = await access.issueJoinToken(localOperator('test'), 'gpu');
    const without = await work(await configure({ MAQUETTE_POOL: 'gpu' }));
    expect(without['join token']).toMatchObject({ state: 'fail', facts: { code: 'join-token-missing' } });
    const config = await configure({ MAQUETTE_POOL: 'gpu', MAQUETTE_JOIN_TOKEN: key });
    expect((await work(config))['join token']).toMatchObject({
      state: 'pass',
      detail: 'worker@gpu opens gpu',
    });
    await access.withdraw(localOperator('test'), id);
    expect((await work(config))['join token']).toMatchObject({
      state: 'fail',
      detail: expect.stringContaining('withdrawn'),
    });
  });
});

it('warns of private keys that others can read', async () => {
  const config = await configure();
  const own = join(config.home, 'keys', 'checkpoints');
  await mkdir(own, { recursive: true });
  for (const name of ['own.pem', 'own.pub.pem']) await writeFile(join(own, name), '', { mode: 0o600 });
  await chmod(join(own, 'own.pub.pem'), 0o644);
  expect(await secrets(config)).toMatchObject({ state: 'pass' });
  await chmod(join(own, 'own.pem'), 0o640);
  expect(await secrets(config)).toMatchObject({ state: 'warn', hint: `chmod 600 ${join(own, 'own.pem')}` });
});

/** The key of a log that another database has. */
async function emptyLogKey(config: PlatformConfig): Promise<string> {
  const another = await migratedDatabase();
  const log = await openTestLog(another.url, config.home);
  const { vkey } = log.audit.key;
  await log.close();
  await another.drop();
  return vkey;
}

/** Hands everything on to the server, whose answers then are of another time. */
async function clockedProxy(
  target: string,
  aheadMs: number,
): Promise<{ url: string; close(): Promise<void> }> {
  const { request } = await import('node:http');
  const server: Server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const { port } = new URL(target);
    // The signature covers the host that the client named.
    const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
      const date = new Date(Date.now() + aheadMs).toUTCString();
      outgoing.writeHead(answer.statusCode!, { ...answer.headers, date });
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
