import type { Log } from '../log';
import type { InstalledFolders } from './installed-folders';

/**
 * Looks from time to time for what other processes and machines brought in. A failure is logged: the next round tries
 * again. Answers a function that stops it and waits for the running round.
 */
export function followImports(
  { installed, log }: { installed: Pick<InstalledFolders, 'catchUp'>; log: Log },
  intervalMs = 15_000,
): () => Promise<void> {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= installed
      .catchUp()
      .catch((error: Error) =>
        log.warn({ error: error.message }, 'Imports of others could not be looked for.'),
      )
      .finally(() => (running = null));
  }, intervalMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
