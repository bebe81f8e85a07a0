import { isSettled, type Estimate, type Generation } from '@maquette/generation';
import { expectationOf, type Pool } from '@maquette/routing';
import type { Platform } from './open-platform';

type Parts = { pools: Pick<Platform['pools'], 'open'>; registry: Pick<Platform['registry'], 'list'> };

/**
 * When the generation begins and ends by what is known now: what came in before and after it, what has been measured since.
 * Of one that is settled, or whose pool has no living worker, what was told when it was accepted.
 */
export async function estimateOf(
  { pools, registry }: Parts,
  generation: Generation,
  now = Date.now(),
): Promise<Estimate | null> {
  if (isSettled(generation.state)) return generation.estimate;
  const pool = (await pools.open()).find(({ name }) => name === generation.pool);
  const found = pool && (generation.state === 'running' ? ofRunning(pool, generation) : ofQueued(pool));
  return found
    ? { startAt: new Date(now + 1000 * found.startIn), endAt: new Date(now + 1000 * found.endIn) }
    : generation.estimate;

  function ofQueued(pool: Pool) {
    const files = registry.list().find(({ reference }) => reference === generation.checkpoint)?.record?.files;
    const fileBytes = files ? files.reduce((sum, { bytes }) => sum + bytes, 0) : null;
    return expectationOf(pool, generation, { fileBytes, now: now / 1000 });
  }

  function ofRunning({ devices }: Pool, { workerId, startedAt }: Generation) {
    const device = devices.find(({ worker }) => worker === workerId);
    if (!device || !startedAt) return null;
    return { startIn: (startedAt.getTime() - now) / 1000, endIn: device.freeIn };
  }
}
