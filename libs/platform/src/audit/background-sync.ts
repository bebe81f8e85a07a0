import type { Log } from '../log';

export interface BackgroundSync {
  /** Ends it, after a last sync. */
  close(): Promise<void>;
}

interface Parts {
  /** True when entries wait to be taken in or to be signed; cheap. */
  due(): Promise<boolean>;
  sync(): Promise<void>;
  log: Log;
}

/**
 * Keeps the log up with what is appended: once at the start, then whenever something waits, looking once an interval.
 * (A notification at each append would queue up all commits of the database behind one another.) A failure is logged
 * once until it changes; entries wait meanwhile, and none is lost.
 */
export function syncInBackground({ due, sync, log }: Parts, intervalMs = 1_000): BackgroundSync {
  let failure: string | null = null;
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
      failure = null;
    } catch (error) {
      const { message, code } = error as Error & { code?: string };
      if (message !== failure)
        log.error({ error: message, code }, 'The audit log could not be brought up to date.');
      failure = message;
    }
  };
  const whenDue = async () => {
    if (await due()) await sync();
  };
  let running: Promise<void> | null = null;
  const start = (work: () => Promise<void>) => {
    running ??= attempt(work).finally(() => (running = null));
  };
  start(sync);
  const timer = setInterval(() => start(whenDue), intervalMs);
  timer.unref();
  return {
    async close() {
      clearInterval(timer);
      await running;
      await attempt(whenDue);
    },
  };
}
