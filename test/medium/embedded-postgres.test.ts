import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from '@maquette/persistence';

let parent: string;
let dataDir: string;
const started: EmbeddedPostgres[] = [];

const run = promisify(execFile);

/** A stopped database, created once; most tests begin with a copy of it. */
let template: string;

beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), 'maquette-embedded-template-'));
  const server = await startEmbeddedPostgres({ dataDir: template, durable: false });
  await server.stop();
});
afterAll(() => rm(template, { recursive: true, force: true }));

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'maquette-embedded-'));
  dataDir = join(parent, 'deep/postgres');
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
  await rm(parent, { recursive: true, force: true });
});

async function createdBefore(): Promise<void> {
  await mkdir(join(parent, 'deep'));
  await run('cp', ['-a', template, dataDir]);
}

async function start(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, durable: false, ...options });
  started.push(server);
  return server;
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** The same in a process of its own. */
async function startElsewhere(
  then = 'hold',
): Promise<{ url: string; ended: Promise<unknown>; kill(): Promise<unknown> }> {
  const script = ['-r', './test/medium/support/load-typescript.cjs', 'test/medium/support/hold-postgres.ts'];
  const child = spawn(process.execPath, [...script, dataDir, then], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const [line] = await once(child.stdout, 'data');
  const kill = () => {
    child.kill('SIGKILL');
    return ended;
  };
  return { url: String(line).trim(), ended, kill };
}

const pidFile = () => join(dataDir, 'cluster/data/postmaster.pid');
const pid = async () => Number((await readFile(pidFile(), 'utf8')).split('\n')[0]);
const alive = (id: number) => {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
};
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}

describe('the embedded Postgres', () => {
  it('keeps its data over a restart, and stops with its last user', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const server = await pid();
    const second = await start();
    expect(second.url).toBe(first.url);
    await first.stop();
    await first.stop();
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await second.stop();
    await expect(stat(pidFile())).rejects.toThrow('ENOENT');
    await until(() => !alive(server));
    expect(await query((await start()).url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('is created once when many start it together, and stopped once when they leave together', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => start()));
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
    expect((await readdir(dataDir)).sort()).toEqual(['cluster', 'postgres.log']);
    await Promise.all(all.map((server) => server.stop()));
    await expect(stat(pidFile())).rejects.toThrow('ENOENT');
  });

  it('lets nobody in without the password, and nobody else read it', async () => {
    await createdBefore();
    const { url } = await start();
    await expect(query(url.replace(/:[^:@]+@/, ':guess@'), 'SELECT 1')).rejects.toMatchObject({
      code: '28P01',
    });
    expect((await stat(join(dataDir, 'cluster/password'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, 'cluster'))).mode & 0o777).toBe(0o700);
  });

  it('is started anew, with its data, after the server was killed', async () => {
    await createdBefore();
    const before = await start({ durable: true });
    await query(before.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const killed = await pid();
    process.kill(killed, 'SIGKILL');
    const after = await start({ durable: true });
    expect(await query(after.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    expect(await pid()).not.toBe(killed);
    await before.stop(); // its server is gone, and it must not stop the new one
    expect(await query(after.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('goes on when one of its sessions is killed', async () => {
    await createdBefore();
    const { url } = await start();
    const client = new Client({ connectionString: url });
    const broken = new Promise((resolve) => client.once('error', resolve));
    await client.connect();
    const { rows } = await client.query('SELECT pg_backend_pid() AS id');
    process.kill(rows[0].id, 'SIGKILL');
    await broken;
    await until(() =>
      query(url, 'SELECT 1').then(
        () => true,
        () => false,
      ),
    );
  });

  it('outlives the process that started it, even one that was killed, while another uses it', async () => {
    await createdBefore();
    const other = await startElsewhere();
    const { url, stop } = await start();
    expect(url).toBe(other.url);
    await other.kill();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await stop();
    await expect(stat(pidFile())).rejects.toThrow('ENOENT');
  });

  it('is not stopped under a process that came later', async () => {
    await createdBefore();
    const { url, stop } = await start();
    const other = await startElsewhere();
    await stop();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await other.kill();
    await (await start()).stop(); // joins what the killed process left, and stops it
    await expect(stat(pidFile())).rejects.toThrow('ENOENT');
  });

  it('is stopped before a process ends that did nothing else', async () => {
    await createdBefore();
    const { ended } = await startElsewhere('stop');
    await ended;
    await expect(stat(pidFile())).rejects.toThrow('ENOENT');
    expect(await readdir(dataDir)).toContain('cluster');
  });

  it('is left alone by Ctrl-C: it runs in a process group of its own', async () => {
    await createdBefore();
    await start();
    const group = Number((await readFile(`/proc/${await pid()}/stat`, 'utf8')).split(') ')[1].split(' ')[2]);
    expect(group).toBe(await pid());
  });

  it('starts where a dead server left its pid file and the number went to another process', async () => {
    await createdBefore();
    await writeFile(pidFile(), `${process.pid}\n/nowhere\n0\n1\n\n127.0.0.1\n0\nready\n`);
    expect(await query((await start()).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('is created where an earlier attempt was interrupted', async () => {
    await mkdir(join(dataDir, 'cluster.draft-dead/data'), { recursive: true });
    expect(await query((await start()).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('works below folders that only their owner may enter', async () => {
    await createdBefore();
    await chmod(parent, 0o700);
    expect(await query((await start()).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('when it cannot start, it says why', () => {
  let occupied: Server | undefined;
  afterEach(() => void occupied?.close());

  it('names the port that is taken', async () => {
    const server = createServer();
    occupied = server;
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    );
    await expect(start({ port })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'database-start-failed',
      message: expect.stringContaining(`port ${port}: address already in use`),
      hint: expect.stringContaining('another port'),
    });
  });

  it('names a data folder that cannot be made', async () => {
    await writeFile(join(parent, 'deep'), 'a file where a folder should be');
    await expect(start()).rejects.toMatchObject({ code: 'database-start-failed', details: { dataDir } });
  });

  it('repeats what Postgres said of a broken configuration', async () => {
    await createdBefore();
    await appendFile(join(dataDir, 'cluster/data/postgresql.conf'), '\nno_such_setting = 1\n');
    await expect(start()).rejects.toMatchObject({
      code: 'database-start-failed',
      message: expect.stringContaining('no_such_setting'),
      hint: expect.stringContaining('postgres.log'),
    });
  });

  it('refuses a folder that another major version wrote', async () => {
    await createdBefore();
    await writeFile(join(dataDir, 'cluster/data/PG_VERSION'), '12\n');
    await expect(start()).rejects.toMatchObject({
      message: expect.stringMatching(/Postgres 12; the installed one is \d/),
    });
  });

  it('gives up in time, and says so, when the server never gets ready', async () => {
    await createdBefore();
    await start();
    const text = await readFile(pidFile(), 'utf8');
    await writeFile(pidFile(), text.replace('ready', 'starting'));
    await expect(start({ timeoutMs: 200 })).rejects.toMatchObject({
      message: expect.stringContaining('in time'),
    });
    await writeFile(pidFile(), text);
  });
});

describe.runIf(process.getuid?.() === 0)('as root', () => {
  it('runs the server of somebody else as that user', async () => {
    await createdBefore();
    await run('chown', ['-R', '4711:4711', dataDir]);
    expect(await query((await start()).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await stat(`/proc/${await pid()}`)).uid).toBe(4711);
  });
});

describe.runIf(process.getuid?.() === 0)('on a small disk', () => {
  let mounted = false;
  beforeEach(async () => {
    await mkdir(join(parent, 'deep'));
    mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', join(parent, 'deep')]).then(
      () => true,
      () => false,
    );
  });
  afterEach(async () => {
    if (mounted) await run('umount', [join(parent, 'deep')]);
  });

  it('says that the disk is full, leaves no half database, and works once there is room', async ({
    skip,
  }) => {
    if (!mounted) skip('mounting is not allowed here');
    await expect(start()).rejects.toMatchObject({
      code: 'database-start-failed',
      hint: expect.stringContaining('Free disk space'),
    });
    expect(await readdir(dataDir)).toEqual([]);
    await run('mount', ['-o', 'remount,size=200m', join(parent, 'deep')]);
    const server = await start();
    await server.stop();
  });
});
