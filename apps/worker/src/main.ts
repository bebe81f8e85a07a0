import 'reflect-metadata';
import { asMaquetteError } from '@maquette/kernel';
import { EXIT_CODES, createLogger, openPlatform, readConfig, repositoryRoot } from '@maquette/platform';
import { startTracing } from '@maquette/telemetry';
import { Worker } from './worker';

/** Entry of the worker: one per pool and device. */
async function main(): Promise<void> {
  const config = readConfig(process.env, repositoryRoot(__dirname));
  const log = createLogger('worker', config.logLevel);
  const tracing = await startTracing('worker');
  const platform = await openPlatform(config, { log });
  const worker = new Worker(platform);
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopping ??= (async () => {
      await worker.stop();
      await platform.close();
      await tracing.stop();
      process.exit(); // libraries leave timers behind that would hold the process for seconds
    })());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  process.once('disconnect', () => void stop()); // the parent that forked this process is gone
  try {
    await worker.start();
    process.send?.({ type: 'ready', worker: worker.id });
  } catch (error) {
    fail(error); // first: stopping ends the process
    await stop();
  }
}

function fail(thrown: unknown): void {
  const { kind, code, message, hint } = asMaquetteError(thrown);
  process.stderr.write(`maquette worker: ${message}${hint ? `\n  ${hint}` : ''} [${code}]\n`);
  process.exitCode = EXIT_CODES[kind];
  if (process.connected) process.disconnect();
}

main().catch(fail);
