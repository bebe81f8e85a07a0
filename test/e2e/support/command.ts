import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const LAUNCHER = join(__dirname, '../../../apps/cli/bin/maquette.mjs');

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `maquette` as people do: a process of its own, through the launcher; `within` runs it on a test host. */
export function maquette(
  args: string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string; input?: string; within?: string[] } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const [command, ...rest] = [...(options.within ?? []), process.execPath, LAUNCHER, ...args];
    const child = spawn(command, rest, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: 'pipe',
    });
    const chunks = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (chunks.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (chunks.stderr += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...chunks }));
    child.stdin.end(options.input ?? '');
  });
}
