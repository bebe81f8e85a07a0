import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ENTRY = join(__dirname, '../../../dist/apps/worker/src/main.js');

/** The built worker as it runs in production, with its inference process; killed in every way there is. */
export class WorkerProcess {
  private readonly child: ChildProcess;
  /** Its id, once it has registered. */
  readonly ready: Promise<string>;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** What it logged: messages with their facts. */
  readonly logged: { msg: string; [fact: string]: unknown }[] = [];

  constructor(env: NodeJS.ProcessEnv) {
    this.child = fork(ENTRY, [], {
      execArgv: [],
      env: { ...cleared(), ...env },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.ended = once(this.child, 'exit').then(([code, signal]) => ({ code, signal }));
    this.ready = new Promise((resolve, reject) => {
      this.child.on('message', ({ worker }: { worker: string }) => resolve(worker));
      void this.ended.then(() => reject(new Error(`The worker ended: ${this.said.slice(-5).join('\n')}`)));
    });
    this.ready.catch(() => undefined); // one that is killed while it starts is nobody's failure
    createInterface(this.child.stderr!).on('line', (line) => this.hear(line));
  }

  /** Lines that are no log. */
  private readonly said: string[] = [];

  get pid(): number {
    return this.child.pid!;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Under SIGSTOP. */
  stopped = false;

  signal(signal: NodeJS.Signals): void {
    if (signal === 'SIGSTOP') this.stopped = true;
    if (signal === 'SIGCONT') this.stopped = false;
    this.child.kill(signal);
  }

  async kill(): Promise<void> {
    if (!this.running) return;
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Process id of its inference process, if it has one now. */
  async inference(): Promise<number | null> {
    const children = await childrenOf(this.pid);
    for (const pid of children) {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (command.includes('/inference/')) return pid;
    }
    return null;
  }

  private hear(line: string): void {
    try {
      this.logged.push(JSON.parse(line));
    } catch {
      this.said.push(line);
    }
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = threads.map((thread) =>
    readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => ''),
  );
  return (await Promise.all(lists)).flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}

/** The test's own environment without what names servers. */
function cleared(): NodeJS.ProcessEnv {
  return { ...process.env, DATABASE_URL: '', REDIS_URL: '', S3_ENDPOINT: '' };
}
