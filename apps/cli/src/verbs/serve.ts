import { AppProcess } from '../child-process';
import { loadConfig } from '../configuration';
import { onInterruption } from '../interruption';
import type { Output } from '../output';

/** Runs the api, and a worker of this installation's pool beside it, until it is told to end or one of them ends. */
export async function serve(output: Output, { worker: withWorker }: { worker: boolean }): Promise<void> {
  const config = loadConfig();
  const apps = [AppProcess.start('api', config)];
  const interruption = onInterruption();
  interruption.beforeExit = () => apps.forEach((app) => app.kill());
  const stopAll = () => void Promise.all(apps.map((app) => app.stop()));
  interruption.signal.addEventListener('abort', stopAll);
  const url = await apps[0].message(urlOf).catch(() => null);
  if (url !== null && !interruption.signal.aborted) {
    output.result({ url }, url);
    if (withWorker) apps.push(AppProcess.start('worker', config));
    await Promise.race(apps.map((app) => app.exited));
  }
  await Promise.all(apps.map((app) => app.stop()));
  const codes = await Promise.all(apps.map((app) => app.exited));
  interruption.release();
  const failed = codes.find(({ code }) => code !== 0);
  process.exitCode = !interruption.signal.aborted ? (failed ? (failed.code ?? 70) : 0) : 0;
}

function urlOf(message: unknown): string | null {
  const { type, url } = message as { type?: string; url?: string };
  return type === 'listening' && url ? url : null;
}
