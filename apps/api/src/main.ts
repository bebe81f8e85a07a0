import 'reflect-metadata';
import { asMaquetteError } from '@maquette/kernel';
import {
  EXIT_CODES,
  createLogger,
  followImports,
  leaseTimes,
  openPlatform,
  readConfig,
  repositoryRoot,
  startSweeper,
  traced,
  type Platform,
} from '@maquette/platform';
import { startTracing } from '@maquette/telemetry';
import { createApi } from './create-api';
import { listen } from './listen';

async function serve(): Promise<void> {
  const config = readConfig(process.env, repositoryRoot(__dirname));
  const log = createLogger('api', config.logLevel);
  const tracing = await startTracing('api');
  const platform = traced(await openPlatform(config, { log }));
  const api = await createApi(platform, log);
  const { sweepMs, leaseMs } = leaseTimes(config.leaseMs);
  const stopSweeper = startSweeper(platform, { intervalMs: sweepMs, ageMs: leaseMs });
  const stopFollowing = followImports(platform);
  const stop = once(async () => {
    await api.close();
    await stopSweeper();
    await stopFollowing();
    await platform.close();
    await tracing.stop();
    process.exit(); // whatever timers libraries have left
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  process.once('disconnect', () => void stop()); // the parent that forked this process is gone
  try {
    const url = await listen(api, config);
    warnWithoutLogIn(platform);
    log.info({ url }, `Maquette answers at ${url}`);
    process.send?.({ type: 'listening', url });
  } catch (error) {
    report(error);
    await stop();
  }
}

function warnWithoutLogIn({ config, log }: Platform): void {
  if (['127.0.0.1', '::1', 'localhost'].includes(config.host)) return;
  log.warn({ host: config.host }, 'There is no log-in yet: whoever reaches this address can use the server.');
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}

function report(thrown: unknown): void {
  const { kind, code, message, hint } = asMaquetteError(thrown);
  process.stderr.write(`maquette: ${message} [${code}]${hint ? `\n  ${hint}` : ''}\n`);
  process.exitCode = EXIT_CODES[kind];
}

serve().catch((thrown: unknown) => {
  report(thrown);
  process.exit();
});
