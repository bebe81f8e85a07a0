import { join } from 'node:path';
import type { Generation } from '@maquette/generation';
import { MaquetteError } from '@maquette/kernel';
import { failureOf, waitForGeneration, type Platform, type Submitted } from '@maquette/platform';
import { AppProcess } from '../child-process';
import type { Interruption } from '../interruption';
import { ProgressView } from './progress-view';

/** What a cancelled worker holds is worth nothing: while it bakes light it cannot hear us, and is not waited for. */
const CANCELLED_GRACE_MS = 2_500;

/**
 * The finished generations, waited for one after another; null when the user interrupted them. All of them go to the pool of
 * the first. The worker that we started has ended by then. What is not finished when one fails is cancelled.
 */
export async function carryOut(
  platform: Platform,
  submitted: readonly Submitted[],
  interruption: Interruption,
  onDone: (generation: Generation) => void = () => undefined,
): Promise<Generation[] | null> {
  const open = submitted.map(({ generation }) => generation.id);
  const worker = await ownWorker(platform, submitted[0].generation.pool);
  interruption.beforeExit = () => worker?.kill();
  const finished: Generation[] = [];
  try {
    while (open.length > 0) {
      const final = await follow(platform, open[0], worker, interruption);
      if (!final) {
        await cancelAll(platform, open);
        return null;
      }
      finished.push(assertCompleted(final));
      onDone(final);
      open.shift();
    }
    return finished;
  } catch (error) {
    await cancelAll(platform, open).catch(() => undefined);
    throw error;
  } finally {
    await worker?.stop(interruption.signal.aborted ? CANCELLED_GRACE_MS : undefined);
  }
}

/** A worker of our own for the pool, unless one is at work there already. */
async function ownWorker({ config, pools }: Platform, pool: string): Promise<AppProcess | null> {
  const live = await pools.live();
  if (live.some(({ name }) => name === pool)) return null;
  const logFile = join(config.home, 'logs', `worker-${process.pid}.log`);
  return AppProcess.start('worker', { ...config, pool }, { logFile });
}

/** The final state; null when interrupted. */
async function follow(
  { ledger }: Platform,
  id: string,
  worker: AppProcess | null,
  { signal }: Interruption,
): Promise<Generation | null> {
  const view = new ProgressView(process.stderr);
  const lost = new AbortController();
  void worker?.exited.then(() => lost.abort());
  let last: Generation | null = null;
  for await (const generation of waitForGeneration(ledger, id, {
    signal: AbortSignal.any([signal, lost.signal]),
  })) {
    view.update(generation);
    last = generation;
  }
  view.end();
  if (signal.aborted) return null;
  if (lost.signal.aborted) last = await ledger.get(id);
  if (last && !['queued', 'running'].includes(last.state)) return last;
  throw new MaquetteError('unavailable', 'worker-died', 'The worker ended before the clip was finished.', {
    hint: `Its log says why: ${worker?.logFile}`,
  });
}

function assertCompleted(generation: Generation): Generation {
  const { state } = generation;
  if (state === 'completed') return generation;
  if (state === 'failed' || state === 'parked') throw failureOf(generation);
  throw new MaquetteError(
    'conflict',
    'generation-cancelled',
    'The generation was cancelled by someone else.',
  );
}

async function cancelAll({ ledger }: Platform, ids: readonly string[]): Promise<void> {
  for (const id of ids) await ledger.cancel(id);
}
