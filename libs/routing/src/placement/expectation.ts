import type { Waiting } from '../schedule/waiting';
import { foresee, type Forecast } from './forecast';
import { loadSeconds, memoryOf, rateOf, secondsOf, type Measure } from './measures';
import type { Pool } from './pool';

/**
 * When a generation that waits on the pool begins and ends, by what is known now. Null: it does not wait there, or no device
 * that lives has room for it.
 * @param fileBytes of its checkpoint's files; null: not known
 */
export function expectationOf(
  { devices, waiting, turns, measures }: Pool,
  { id, checkpoint }: Pick<Waiting, 'id' | 'checkpoint'>,
  { fileBytes, now }: { fileBytes: number | null; now: number },
): Forecast | null {
  const able = devices.filter(({ kind, memoryBytes }) => {
    const needed = memoryOf(measures, checkpoint, kind, fileBytes);
    return !needed || needed.value <= memoryBytes;
  });
  return foresee(id, { devices: able, waiting, turns, now, loading: loadSeconds(fileBytes) });
}

/** The time that something takes on a kind of device, by what has been measured since it was accepted. */
export function remeasured<T extends Waiting>(
  one: T & { megapixelFrames: number },
  deviceKind: string,
  measures: readonly Measure[],
): T {
  const rate = rateOf(measures, one.checkpoint, deviceKind);
  return rate.measured ? { ...one, seconds: secondsOf(rate.value, one.megapixelFrames) } : one;
}
