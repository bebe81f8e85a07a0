import { createLogger, openPlatform, type Platform, type PlatformConfig } from '@maquette/platform';
import { onInterruption, type Interruption } from './interruption';

/**
 * Opens the platform for `work` and closes it in any case: an embedded database that we started must not outlive us.
 * Ctrl-C only raises the interruption's signal; work that is short may leave it unheard. A second Ctrl-C ends at once.
 */
export async function withPlatform(
  config: PlatformConfig,
  work: (platform: Platform, interruption: Interruption) => Promise<void>,
): Promise<void> {
  const interruption = onInterruption();
  try {
    const platform = await openPlatform(config, { log: createLogger('cli', quieter(config)) });
    try {
      await work(platform, interruption);
    } finally {
      await platform.close();
    }
  } finally {
    interruption.release();
  }
}

/** The log is for servers; here it would only break the progress bar. Errors come as messages. */
function quieter({ logLevel }: PlatformConfig) {
  return logLevel === 'info' ? 'error' : logLevel;
}
