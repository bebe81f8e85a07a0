import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MaquetteError } from '@maquette/kernel';
import { environmentFor, type PlatformConfig } from '@maquette/platform';

/** How long a child may take to finish what it has in hand before it is killed. */
const GRACE_MS = 15_000;

export interface AppOptions {
  env?: NodeJS.ProcessEnv;
  /** A file for what it writes; left out, it writes to standard error as we do. */
  logFile?: string;
}

/**
 * The api or the worker as a child process, in a process group of its own: Ctrl-C in the terminal reaches us alone, and
 * we end the child in an orderly way. Should we be killed, the child sees its channel to us close.
 */
export class AppProcess {
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;

  private constructor(
    private readonly child: ChildProcess,
    readonly logFile: string | null,
  ) {
    this.exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  }

  static start(app: 'api' | 'worker', config: PlatformConfig, { env, logFile }: AppOptions = {}): AppProcess {
    const entry = join(config.root, 'dist', 'apps', app, 'src', 'main.js');
    if (!existsSync(entry)) {
      throw new MaquetteError('internal', 'app-not-built', `${entry} is not there.`, {
        hint: 'Run npm run build.',
      });
    }
    const log = logFile ? openLog(logFile) : 2;
    const child = fork(entry, [], {
      detached: true,
      env: { ...process.env, ...environmentFor(config), ...env },
      stdio: ['ignore', log, log, 'ipc'],
    });
    return new AppProcess(child, logFile ?? null);
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Resolves with the first message for which `pick` answers something; rejects when the child ends before. */
  async message<T>(pick: (message: unknown) => T | null): Promise<T> {
    return new Promise((resolve, reject) => {
      this.child.on('message', (message) => {
        const picked = pick(message);
        if (picked !== null) resolve(picked);
      });
      void this.exited.then(({ code, signal }) =>
        reject(new Error(`The process ended (${signal ?? code}).`)),
      );
    });
  }

  /** Asks the child to finish and waits for it; one that takes longer than the grace is killed with all its children. */
  async stop(graceMs = GRACE_MS): Promise<void> {
    if (!this.running) return;
    this.child.kill('SIGTERM');
    const killer = setTimeout(() => this.kill(), graceMs);
    await this.exited;
    clearTimeout(killer);
  }

  /** At once, its children too. */
  kill(): void {
    try {
      process.kill(-this.child.pid!, 'SIGKILL');
    } catch {
      this.child.kill('SIGKILL');
    }
  }
}

function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  return openSync(path, 'w');
}
