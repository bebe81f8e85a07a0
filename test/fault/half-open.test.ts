import { afterEach, describe, expect, it } from 'vitest';
import { Client as S3Client } from 'minio';
import { buffer } from 'node:stream/consumers';
import { Database } from '@maquette/persistence';
import { hasRedis, startRealS3, startS3Server, whyNoRealS3, type RunningS3Server } from '@maquette/testing';
import { FaultProxy } from './support/fault-proxy';
import { Installation, LEASE_SECONDS } from './support/installation';
import { KillableRedis } from './support/killable-redis';

// real: everything, with a proxy of our own between the worker and one of its servers. The test itself goes past the proxy.
const GENERATIONS = 6;

let installation: Installation | undefined;
let proxy: FaultProxy | undefined;
let redis: KillableRedis | undefined;
let s3: RunningS3Server | undefined;
afterEach(async () => {
  await installation?.close();
  await proxy?.close();
  await redis?.stop();
  await s3?.stop();
  installation = proxy = redis = s3 = undefined;
});

/** What goes wrong on the way, and comes right by itself. */
const FAULTS: [string, (proxy: FaultProxy) => Promise<void>][] = [
  [
    'connections that hang half open',
    async (line) => {
      line.hold();
      await pause(1.5 * LEASE_SECONDS * 1000);
      line.pass();
    },
  ],
  [
    'answers that are cut off in the middle',
    async (line) => {
      for (const bytes of [1, 40, 300]) {
        line.resetAfter(bytes);
        await pause(300);
      }
      line.pass();
    },
  ],
  [
    'a line that became slow',
    async (line) => {
      line.delay(150);
      await pause(2_000);
      line.pass();
    },
  ],
];

/** Faults last: nothing happens that could be waited for instead. */
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function survive(env: (installation: Installation) => NodeJS.ProcessEnv, fault: (typeof FAULTS)[0][1]) {
  const worker = await installation!.startWorkers(1, env(installation!));
  const ids = await installation!.accept(GENERATIONS);
  await installation!.untilSettled(ids, 2);
  await fault(proxy!);
  return { worker: worker[0], ids };
}

describe.each(FAULTS)('%s', (_, fault) => {
  it('between a worker and Postgres: it goes on by itself', async () => {
    installation = await Installation.open();
    proxy = await FaultProxy.before({ port: Number(new URL(installation.databaseUrl).port) });
    const { worker, ids } = await survive(
      ({ databaseUrl }) => ({ DATABASE_URL: proxy!.in(databaseUrl) }),
      fault,
    );
    await installation.passTheTime();
    const tally = await installation.check(ids);
    expect(tally.completed).toBe(GENERATIONS);
    expect(worker.running).toBe(true);
  });

  it.skipIf(!hasRedis())('between a worker and Redis: it goes on by itself', async () => {
    redis = await KillableRedis.start();
    proxy = await FaultProxy.before({ port: redis.port });
    installation = await Installation.open({ REDIS_URL: redis.url });
    const through = { REDIS_URL: `redis://127.0.0.1:${proxy.port}` };
    const { worker, ids } = await survive(() => through, fault);
    expect(await installation.check(ids)).toMatchObject({ completed: GENERATIONS, takeovers: 0 });
    expect(worker.running).toBe(true);
  });

  it('between a worker and the object store: it goes on by itself', async () => {
    s3 = whyNoRealS3() ? await startS3Server() : await startRealS3();
    const { endpoint, accessKey, secretKey } = s3;
    proxy = await FaultProxy.before({ port: Number(new URL(endpoint).port) });
    const servers = { S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey, S3_BUCKET: 'faults' };
    installation = await Installation.open({ ...servers, S3_ENDPOINT: endpoint });
    const { worker, ids } = await survive(() => ({ S3_ENDPOINT: `http://127.0.0.1:${proxy!.port}` }), fault);
    await installation.passTheTime();
    const { hostname: endPoint, port } = new URL(endpoint);
    const store = new S3Client({ endPoint, port: Number(port), useSSL: false, accessKey, secretKey });
    const object = async (digest: string) => {
      const hex = digest.slice('sha256:'.length);
      return buffer(await store.getObject('faults', `sha256/${hex.slice(0, 2)}/${hex.slice(2)}`));
    };
    expect(await installation.check(ids, { object })).toMatchObject({ completed: GENERATIONS });
    expect(worker.running).toBe(true);
  });
});

it('ends on SIGTERM although its database says nothing any more', async () => {
  installation = await Installation.open();
  proxy = await FaultProxy.before({ port: Number(new URL(installation.databaseUrl).port) });
  const through = { DATABASE_URL: proxy.in(installation.databaseUrl), MAQUETTE_DRAIN_SECONDS: '1' };
  const [worker] = await installation.startWorkers(1, through);
  const ids = await installation.accept(3);
  await installation.untilSettled(ids, 1);
  proxy.hold();
  worker.signal('SIGTERM');
  expect(await worker.ended).toEqual({ code: 0, signal: null });
  await installation.startWorkers(1);
  expect(await installation.check(ids)).toMatchObject({ completed: 3 });
});

it('a process that stops in the middle of a transaction keeps nobody waiting for long', async () => {
  installation = await Installation.open();
  const stopped = new Database(installation.databaseUrl, { silenceMs: 500 });
  let awake = false;
  let locked = (): void => undefined;
  const taken = new Promise<void>((resolve) => (locked = resolve));
  const transaction = stopped
    .transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(1, 1)`;
      locked();
      await pause(5_000); // as under SIGSTOP: it neither commits nor goes away
      awake = true;
      await tx.$executeRaw`SELECT 1`;
    })
    .catch((error: unknown) => error);
  await taken;
  await installation.sql('SELECT pg_advisory_lock(1, 1)');
  expect(awake).toBe(false);
  expect(await transaction).toMatchObject({ code: 'database-unreachable' });
  await stopped.close();
});
