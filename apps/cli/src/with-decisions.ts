import { createLogger, openDecisions, type Decisions, type PlatformConfig } from '@maquette/platform';
import type { Registry } from '@maquette/registry';

/** Runs `work` with what has been decided up to now, and lets go of the database it was read from in any case. */
export async function withDecisions(
  config: PlatformConfig,
  registry: Registry,
  work: (decisions: Decisions) => Promise<void>,
): Promise<void> {
  const { close, ...decisions } = await openDecisions(config, registry, {
    log: createLogger('cli', 'error'),
  });
  try {
    await work(decisions);
  } finally {
    await close();
  }
}
