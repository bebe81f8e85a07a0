import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '@maquette/kernel';
import {
  hasRedis,
  startInstalledPostgres,
  startRealS3,
  startRedis,
  twoNetworks,
  whyNoInstalledPostgres,
  whyNoNetworks,
  whyNoRealS3,
  type TestHost,
  type TwoNetworks,
} from '@maquette/testing';
import { organisationChain } from '../medium/support/organisation-chain';
import { LAUNCHER, maquette, type Finished } from './support/command';

// real: two network namespaces; on one PostgreSQL, Redis, an S3 server and the api, on the other a worker that sees none of
// the api's files. They share addresses, a join token and the organisation's signing chain, nothing else.
const missing =
  whyNoNetworks() ??
  whyNoInstalledPostgres() ??
  whyNoRealS3('versitygw') ??
  (hasRedis() ? null : 'no redis-server');

describe.skipIf(missing !== null)(`a worker elsewhere${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let folder: string;
  let networks: TwoNetworks;
  let shared: NodeJS.ProcessEnv;
  let token: { id: string; key: string };
  let api: Running;
  const servers: { stop(): Promise<void> }[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'maquette-elsewhere-'));
    await mkdir(join(folder, 'near'));
    await mkdir(join(folder, 'far'));
    networks = twoNetworks();
    const { within, address: host } = networks.near;
    const [postgres, redis, s3, chain] = await Promise.all([
      startInstalledPostgres({ host, within }),
      startRedis({ host, within }),
      startRealS3('versitygw', { host, within }),
      organisationChain(join(folder, 'far')),
    ]);
    servers.push(postgres, redis, s3);
    shared = {
      ...{ DATABASE_URL: postgres.url, REDIS_URL: redis.url, S3_ENDPOINT: s3.endpoint },
      ...{ S3_ACCESS_KEY: s3.accessKey, S3_SECRET_KEY: s3.secretKey, MAQUETTE_REGISTRY: '' },
      ...{ MAQUETTE_POOL: 'far-cpu', MAQUETTE_HOST: host, MAQUETTE_PORT: '8080' },
      ...{ MAQUETTE_CREDENTIALS_CERTIFICATES: chain.certificates, MAQUETTE_CREDENTIALS_KEY: chain.key },
    };
    const issued = await near('pools', 'token', '--pool', 'far-cpu', '--json');
    expect(issued.code, issued.stderr).toBe(0);
    token = JSON.parse(issued.stdout) as typeof token;
    api = await Running.start(networks.near, ['serve', '--no-worker'], home('near'));
    await api.line(/^http/);
  });
  afterAll(async () => {
    await api?.stop();
    await Promise.all(servers.map((server) => server.stop()));
    networks?.remove();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const home = (name: 'near' | 'far') => ({ ...shared, MAQUETTE_HOME: join(folder, name, 'home') });
  const near = (...args: string[]) => maquette(args, { env: home('near'), within: networks.near.within });
  /** On the far host, where an empty folder covers all that is the near one's. */
  const far = (): TestHost => ({
    ...networks.far,
    within: [
      ...networks.far.within,
      ...['sh', '-c', 'mount -t tmpfs none "$0" && exec "$@"', join(folder, 'near')],
    ],
  });
  const joining = (env: NodeJS.ProcessEnv): Promise<Finished> =>
    maquette(['worker', '--join'], { env: { ...home('far'), ...env }, within: far().within });

  it.each<[string, number, string, () => NodeJS.ProcessEnv]>([
    ['without a token', 64, '[join-incomplete]', () => ({})],
    ['with a token of its own making', 2, 'it is not known here', () => ({ MAQUETTE_JOIN_TOKEN: forged() })],
    [
      'with a token of another pool',
      2,
      'it is of another pool',
      () => ({ MAQUETTE_JOIN_TOKEN: token.key, MAQUETTE_POOL: 'gpu' }),
    ],
    ['with something else', 64, 'must be a join token', () => ({ MAQUETTE_JOIN_TOKEN: 'open sesame' })],
  ])('is not let in %s', async (_how, code, message, env) => {
    const finished = await joining(env());
    expect([finished.code, finished.stdout], finished.stderr).toEqual([code, '']);
    expect(finished.stderr).toContain(message);
    expect(finished.stderr).not.toContain(token.key);
  });

  it('reaches the servers by their address, and nothing that listens on the other host alone', async () => {
    expect(await status(networks.far, `http://${networks.near.address}:8080/health/ready`)).toBe(200);
    expect(await status(networks.far, 'http://127.0.0.1:8080/health/ready')).toBe(0);
  });

  it('joins with its token, paints what the api accepted, and publishes it in the common store', async () => {
    const env = { ...home('far'), MAQUETTE_JOIN_TOKEN: token.key };
    const worker = await Running.start(far(), ['worker', '--join'], env);
    try {
      await worker.line(/"worker ready"/);
      const generation = await submitted(networks);
      expect(generation).toMatchObject({ state: 'completed', pool: 'far-cpu', attempts: 1 });
      const clip = generation.artefacts.find(({ kind }) => kind === 'video')!;
      const url = `${base(networks)}/v1/videos/${generation.id}/content`;
      const bytes = await bodyAt(networks.near, url);
      expect([digestOf(bytes), bytes.length]).toEqual([clip.digest, clip.bytes]);
      expect(worker.text).toContain('joined with a token');
      expect(worker.text).toContain('"msg":"published"');
    } finally {
      expect(await worker.stop()).toBe(0);
    }
    // What it has of its own: no key of the log, no authority, no database.
    const left = await readdir(join(folder, 'far', 'home'));
    expect(left.filter((name) => ['audit', 'credentials', 'postgres', 'store'].includes(name))).toEqual([]);
  });

  it('is not let in any more once its token was withdrawn', async () => {
    expect((await near('access', 'withdraw', token.id)).code).toBe(0);
    const finished = await joining({ MAQUETTE_JOIN_TOKEN: token.key });
    expect([finished.code, finished.stdout], finished.stderr).toEqual([2, '']);
    expect(finished.stderr).toContain('it was withdrawn');
  });
});

function forged(): string {
  return `mq_${'0'.repeat(16)}_${'A'.repeat(43)}`;
}

function base({ near }: TwoNetworks): string {
  return `http://${near.address}:8080`;
}

interface View {
  id: string;
  state: string;
  artefacts: { kind: string; digest: string; bytes: number }[];
}

/** A small clip, once it is finished. */
async function submitted(networks: TwoNetworks): Promise<View> {
  const order = {
    prompt: 'a small kitchen in the evening',
    seconds: 0.5,
    fps: 8,
    width: 192,
    height: 108,
    seed: 5,
  };
  const script = `
    const [base, body] = process.argv.slice(1);
    const headers = { 'content-type': 'application/json' };
    const accepted = await fetch(base + '/generations', { method: 'POST', headers, body });
    const { id } = await accepted.json();
    await (await fetch(base + '/generations/' + id + '/events')).text(); // ends when it is finished
    process.stdout.write(await (await fetch(base + '/generations/' + id)).text());`;
  return JSON.parse(
    (await scriptAt(networks.near, script, base(networks), JSON.stringify(order))).toString(),
  ) as View;
}

const bodyAt = (host: TestHost, url: string): Promise<Buffer> =>
  scriptAt(
    host,
    `process.stdout.write(Buffer.from(await (await fetch(process.argv[1])).arrayBuffer()))`,
    url,
  );

/** 0 when nobody answers. */
async function status(host: TestHost, url: string): Promise<number> {
  const script = `process.stdout.write(String(await fetch(process.argv[1]).then((r) => r.status, () => 0)))`;
  return Number((await scriptAt(host, script, url)).toString());
}

/** Runs a module's text on a host and answers what it writes. */
function scriptAt({ within }: TestHost, script: string, ...args: string[]): Promise<Buffer> {
  const [command, ...rest] = [
    ...within,
    process.execPath,
    '--input-type=module',
    '-e',
    script,
    '--',
    ...args,
  ];
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => child.once('close', () => resolve(Buffer.concat(chunks))));
}

/** A command that goes on until it is told to end. */
class Running {
  text = '';
  private readonly ended: Promise<number | null>;
  private readonly waiting = new Set<() => void>();

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout!, child.stderr!])
      createInterface({ input: stream }).on('line', (line) => {
        this.text += `${line}\n`;
        this.waiting.forEach((look) => look());
      });
    this.ended = new Promise((resolve) => child.once('close', resolve));
  }

  static async start({ within }: TestHost, args: string[], env: NodeJS.ProcessEnv): Promise<Running> {
    const [command, ...rest] = [...within, process.execPath, LAUNCHER, ...args];
    return new Running(
      spawn(command, rest, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] }),
    );
  }

  /** Resolves with the first line that has it; rejects when the command ends before. */
  line(pattern: RegExp): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!this.text.split('\n').some((line) => pattern.test(line))) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
      void this.ended.then((code) => reject(new Error(`It ended with code ${code}:\n${this.text}`)));
    });
  }

  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }
}
