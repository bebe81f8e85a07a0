import { createServer, connect, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  hasRedis,
  startRedis,
  startS3Server,
  type RunningRedis,
  type RunningS3Server,
} from '@maquette/testing';
import { migratedDatabase } from '../medium/support/scratch-database';
import { startTestServer, type TestServer } from './support/test-server';

// real: api, Postgres, an S3 server, Redis where there is one. Between them and the api a few lines that cut the cable, or
// swallow all that passes.
class Cable {
  private readonly sockets = new Set<Socket>();
  private silent = false;

  private constructor(
    private readonly server: Server,
    private readonly target: { host: string; port: number },
    readonly port: number,
  ) {
    server.on('connection', (near: Socket) => this.join(near));
  }

  static async to(url: string): Promise<Cable> {
    const { hostname: host, port } = new URL(url);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Cable(server, { host, port: Number(port) }, (server.address() as AddressInfo).port);
  }

  /** The address with this cable in between. */
  through(url: string): string {
    const address = new URL(url);
    address.hostname = '127.0.0.1';
    address.port = String(this.port);
    return address.toString();
  }

  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.sockets.forEach((socket) => socket.destroy());
    await closed;
  }

  async mend(): Promise<void> {
    this.silent = false;
    this.sockets.forEach((socket) => socket.destroy());
    if (!this.server.listening)
      await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
  }

  /** Connections stand, and nothing comes through: as when a machine hangs. */
  swallow(): void {
    this.silent = true;
  }

  private join(near: Socket): void {
    const far = connect(this.target);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ]) {
      this.sockets.add(from);
      from.on('error', () => to.destroy()).on('close', () => (to.destroy(), this.sockets.delete(from)));
      from.on('data', (bytes) => !this.silent && to.write(bytes));
    }
  }
}

let scratch: Awaited<ReturnType<typeof migratedDatabase>>;
let s3: RunningS3Server;
let redis: RunningRedis | null = null;
let server: TestServer;
const cables = {} as Record<'database' | 'queue' | 'store', Cable>;

beforeAll(async () => {
  scratch = await migratedDatabase();
  s3 = await startS3Server();
  if (hasRedis()) redis = await startRedis();
  cables.database = await Cable.to(scratch.url);
  cables.store = await Cable.to(s3.endpoint);
  if (redis) cables.queue = await Cable.to(redis.url);
  server = await startTestServer({
    DATABASE_URL: cables.database.through(scratch.url),
    ...(redis ? { REDIS_URL: cables.queue.through(redis.url) } : {}),
    S3_ENDPOINT: cables.store.through(s3.endpoint).replace(/\/$/, ''),
    S3_ACCESS_KEY: s3.accessKey,
    S3_SECRET_KEY: s3.secretKey,
  });
});
afterAll(async () => {
  await server?.close();
  await Promise.all(Object.values(cables).map((cable) => cable.cut()));
  await redis?.stop();
  await s3?.stop();
  await scratch?.drop();
});

async function health(probe: string) {
  const response = await fetch(`${server.url}/health/${probe}`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

it('is live, started and ready when all is well, without a key', async () => {
  expect(await health('live')).toEqual({ status: 200, body: { status: 'live' } });
  expect(await health('started')).toEqual({ status: 200, body: { status: 'started' } });
  expect(await health('ready')).toMatchObject({
    status: 200,
    body: { status: 'ready', checks: { database: { ok: true }, queue: { ok: true }, store: { ok: true } } },
  });
});

it.each([
  ['database', 'database-unreachable'],
  ['queue', 'queue-unreachable'],
  ['store', 'store-unreachable'],
] as const)(
  'stays live and is not ready while the %s is gone, and is again when it is back',
  async (part, code) => {
    if (!cables[part]) return; // without Redis the queue is in the database
    await cables[part].cut();
    expect(await health('ready')).toMatchObject({
      status: 503,
      body: { status: 'unavailable', checks: { [part]: { ok: false, code } } },
    });
    expect((await health('live')).status).toBe(200);
    expect((await health('started')).status).toBe(200);
    await cables[part].mend();
    await expect
      .poll(async () => (await health('ready')).status, { timeout: 60_000, interval: 200 })
      .toBe(200);
  },
);

it('answers, too, while the database says nothing at all', async () => {
  cables.database.swallow();
  const { status, body } = await health('ready');
  expect([status, body.status]).toEqual([503, 'unavailable']);
  expect((body.checks as Record<string, unknown>).database).toMatchObject({ ok: false });
  expect((await health('live')).status).toBe(200);
  await cables.database.mend();
  await expect.poll(async () => (await health('ready')).status, { timeout: 60_000, interval: 200 }).toBe(200);
});
