import { MaquetteError } from '@maquette/kernel';
import type { PlatformConfig } from '@maquette/platform';
import { AppProcess } from '../child-process';
import { loadConfig } from '../configuration';
import { onInterruption } from '../interruption';
import type { Output } from '../output';

/** Runs until it is told to end. */
export async function worker(_output: Output, { join }: { join?: boolean }): Promise<void> {
  const config = loadConfig();
  if (join) assertCanJoin(config);
  const app = AppProcess.start('worker', config);
  const interruption = onInterruption();
  interruption.beforeExit = () => app.kill();
  interruption.signal.addEventListener('abort', () => void app.stop());
  const { code } = await app.exited;
  interruption.release();
  process.exitCode = !interruption.signal.aborted ? (code ?? 70) : 0;
}

/** Before anything is started: an embedded database of our own is not what was meant. */
function assertCanJoin({ databaseUrl, joinToken }: PlatformConfig): void {
  const missing = [...(databaseUrl ? [] : ['DATABASE_URL']), ...(joinToken ? [] : ['MAQUETTE_JOIN_TOKEN'])];
  if (missing.length === 0) return;
  throw new MaquetteError(
    'bad-usage',
    'join-incomplete',
    `To join, a worker needs ${missing.join(' and ')}.`,
    {
      hint: 'An operator hands out tokens with `maquette pools token --pool NAME`.',
      details: { missing },
    },
  );
}
