import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localOperator } from '@maquette/access';
import { hasRedis, startRedis, type RunningRedis } from '@maquette/testing';
import { migratedDatabase } from '../medium/support/scratch-database';
import { maquette } from './support/command';
import { startTestServer, type TestServer } from './support/test-server';

// real: the built command as a process, beside an api: once embedded, once on a database of its own and Redis. The pool
// has a worker that only registered.
interface Servers {
  env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

async function grown(): Promise<Servers> {
  const scratch = await migratedDatabase();
  const redis: RunningRedis | null = hasRedis() ? await startRedis() : null;
  return {
    env: { DATABASE_URL: scratch.url, ...(redis ? { REDIS_URL: redis.url } : {}) },
    stop: async () => {
      await redis?.stop();
      await scratch.drop();
    },
  };
}

const embedded = async (): Promise<Servers> => ({ env: {}, stop: async () => {} });

describe.each<[string, () => Promise<Servers>]>([
  ['embedded', embedded],
  [`grown${hasRedis() ? '' : ' (without Redis: there is no redis-server)'}`, grown],
])('operators at the command line: %s', (form, start) => {
  let servers: Servers;
  let server: TestServer;
  let ids: string[];
  const worker = {
    id: 'wrk_cli',
    pool: 'local-cpu',
    domains: 'all',
    host: 'here',
    processId: 1,
    device: 'cpu',
  } as const;

  beforeAll(async () => {
    servers = await start();
    server = await startTestServer(servers.env);
    await server.platform.workers.register({ ...worker, memoryBytes: 1e9 });
    ids = [await submit(), await submit()];
  });
  afterAll(async () => {
    await server?.close();
    await servers?.stop();
  });

  const post = (prompt: string) =>
    fetch(`${server.url}/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt, seconds: 0.5 }),
    });

  async function submit(): Promise<string> {
    const answer = await post('a compact bathroom with white tiles');
    expect(answer.status, await answer.clone().text()).toBe(202);
    return ((await answer.json()) as { id: string }).id;
  }

  function run(args: string[], more: NodeJS.ProcessEnv = {}) {
    const { home, registryRoot } = server.platform.config;
    const plain = { DATABASE_URL: '', REDIS_URL: '', S3_ENDPOINT: '', MAQUETTE_KEY: '' };
    const own = { MAQUETTE_HOME: home, MAQUETTE_REGISTRY: registryRoot, ...servers.env, ...more };
    return maquette([...args, '--json'], { env: { ...plain, ...own } });
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  async function answer(args: string[], more: NodeJS.ProcessEnv = {}): Promise<any> {
    const { code, stdout, stderr } = await run(args, more);
    expect(code, stderr).toBe(0);
    expect(stdout).not.toContain('bathroom'); // no answer holds a prompt
    return JSON.parse(stdout);
  }

  it('see pools, and what waits there', async () => {
    const { pools } = await answer(['pools', 'list']);
    expect(pools).toMatchObject([{ name: 'local-cpu', state: 'open', queued: 2, running: 0, parked: 0 }]);
    const { queue } = await answer(['pools', 'show', 'local-cpu']);
    expect((queue.items as { id: string }[]).map(({ id }) => id)).toEqual(ids);
    const { generations } = await answer(['generations', 'list', '--state', 'queued', '--pool', 'local-cpu']);
    expect((generations as { id: string }[]).map(({ id }) => id)).toEqual([...ids].reverse());
    const page = await answer(['generations', 'list', '--limit', '1']);
    const rest = await answer(['generations', 'list', '--after', page.next as string]);
    expect([page.generations[0].id, rest.generations[0].id, rest.next]).toEqual([ids[1], ids[0], null]);
  });

  it('pause, drain and resume a pool, which claims and placing heed', async () => {
    const { ledger } = server.platform;
    expect(await answer(['pools', 'pause', 'local-cpu'])).toMatchObject({
      name: 'local-cpu',
      state: 'paused',
    });
    expect(await ledger.claim(ids[0], worker.id, 1_000)).toBeNull();
    expect(await answer(['pools', 'drain', 'local-cpu'])).toMatchObject({ state: 'draining', queued: 2 });
    const refused = await post('a compact bathroom with white tiles');
    expect(refused.status).toBe(503);
    expect(await answer(['pools', 'resume', 'local-cpu'])).toMatchObject({ state: 'open' });
  });

  it('cancel, and take up again what was parked', async () => {
    const [parked, cancelled] = ids;
    expect(await answer(['generations', 'cancel', cancelled])).toMatchObject({
      id: cancelled,
      state: 'cancelled',
    });
    const { ledger } = server.platform;
    const taken = await ledger.claim(parked, worker.id, 60_000);
    await ledger.park(taken!.claim, { code: 'encoder-failed', message: 'It broke.' });
    const error = { code: 'encoder-failed', message: 'It broke.' };
    expect(await answer(['generations', 'list', '--state', 'parked'])).toMatchObject({
      generations: [{ id: parked, state: 'parked', attempts: 1, error }],
    });
    expect(await answer(['pools', 'parked', 'local-cpu'])).toMatchObject({
      generations: [{ id: parked, error }],
    });
    expect(await answer(['generations', 'requeue', parked])).toEqual({
      id: parked,
      state: 'queued',
      pool: 'local-cpu',
    });
    const again = await run(['pools', 'requeue', parked]);
    expect([again.code, again.stdout]).toEqual([65, '']);
    expect(again.stderr).toContain('generation-not-parked');
  });

  it.each([
    [['pools', 'pause', 'nowhere'], 65, 'pool-unknown'],
    [['generations', 'list', '--state', 'asleep', '--limit', '0'], 65, 'limit-out-of-range'],
    [['generations', 'cancel', 'gen_nowhere'], 65, 'generation-not-found'],
  ])('are told what is wrong: %j', async (args, code, problem) => {
    const finished = await run(args);
    expect([finished.code, finished.stdout], finished.stderr).toEqual([code, '']);
    expect(finished.stderr).toContain(`"code":"${problem}"`);
  });

  it('need a key once there is somebody who hands them out, and the database is not their own', async () => {
    const { access } = server.platform;
    const issue = async (name: string, role: string) => {
      const { key } = await access.issue(localOperator('test'), { name, roles: [role] });
      return { MAQUETTE_KEY: key };
    };
    await issue('ada', 'admin');
    const [olga, vera] = [await issue('olga', 'operator'), await issue('vera', 'viewer')];
    expect((await run(['pools', 'list'])).code).toBe(form === 'embedded' ? 0 : 2);
    expect(await answer(['pools', 'pause', 'local-cpu'], olga)).toMatchObject({ state: 'paused' });
    for (const args of [
      ['pools', 'resume', 'local-cpu'],
      ['generations', 'list'],
      ['generations', 'cancel', ids[0]],
    ]) {
      const { code, stderr } = await run(args, vera);
      expect([code, stderr]).toEqual([2, expect.stringContaining('permission-missing')]);
    }
  });
});
