import { AppProcess } from '../child-process';
import { loadConfig } from '../configuration';
import { onInterruption } from '../interruption';
import type { Output } from '../output';

/** Runs until it is told to end. */
export async function worker(_output: Output): Promise<void> {
  const app = AppProcess.start('worker', loadConfig());
  const interruption = onInterruption();
  interruption.beforeExit = () => app.kill();
  interruption.signal.addEventListener('abort', () => void app.stop());
  const { code } = await app.exited;
  interruption.release();
  process.exitCode = !interruption.signal.aborted ? (code ?? 70) : 0;
}
