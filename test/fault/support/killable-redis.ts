import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Redis from 'ioredis';
import { freePort } from '@maquette/testing';

/** A Redis of the test's own that keeps its port and its folder over kills; what it remembers depends on `persistent`. */
export class KillableRedis {
  private server!: ChildProcess;

  private constructor(
    private readonly folder: string,
    readonly port: number,
    private readonly persistent: boolean,
  ) {}

  static async start({ persistent = false } = {}): Promise<KillableRedis> {
    const folder = await mkdtemp(join(tmpdir(), 'maquette-redis-'));
    const redis = new KillableRedis(folder, await freePort(), persistent);
    await redis.back();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async forgetEverything(): Promise<void> {
    const client = new Redis(this.url);
    await client.flushall();
    await client.quit();
  }

  /** kill -9, and a new server in its place. */
  async crash(): Promise<void> {
    await this.away();
    await this.back();
  }

  async stop(): Promise<void> {
    await this.away();
    await rm(this.folder, { recursive: true, force: true });
  }

  async back(): Promise<void> {
    const keeping = this.persistent ? ['yes', '--appendfsync', 'always'] : ['no'];
    const options = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.folder, '--save', ''];
    this.server = spawn('redis-server', [...options, '--appendonly', ...keeping], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await new Promise<void>((resolve, reject) => {
      this.server.once('exit', (code) => reject(new Error(`redis-server ended with code ${code}`)));
      createInterface(this.server.stdout!).on('line', (line) => {
        if (/ready to accept connections/i.test(line)) resolve();
      });
    });
  }

  async away(): Promise<void> {
    if (this.server.exitCode !== null || this.server.signalCode !== null) return;
    const ended = once(this.server, 'exit');
    this.server.kill('SIGKILL');
    await ended;
  }
}
