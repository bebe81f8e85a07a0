import { nextTurn, type Turn, type Waiting } from '../schedule/next-turn';
import type { PoolDevice } from './pool';

export interface Forecast {
  /** Seconds from now on. */
  startIn: number;
  endIn: number;
}

export interface ForecastParts {
  devices: readonly PoolDevice[];
  waiting: readonly Waiting[];
  turns: readonly Turn[];
  now: number;
  /** Seconds that a cold checkpoint costs on top. */
  loading: number;
}

/**
 * When a generation that is added now would begin and end: plays what runs and what waits through the devices, in the
 * order in which they would be claimed. Later arrivals are not foreseen. Null without devices.
 */
export function forecast(added: Waiting, parts: ForecastParts): Forecast | null {
  const devices = parts.devices.map(({ warm, freeIn }) => ({ warm, freeIn }));
  if (devices.length === 0) return null;
  let waiting = [...parts.waiting, added];
  let turns: readonly Turn[] = parts.turns;
  for (;;) {
    const device = devices.reduce((a, b) => (b.freeIn < a.freeIn ? b : a));
    const now = parts.now + device.freeIn;
    const taken = nextTurn(waiting, turns, { now, warm: device.warm });
    if (!taken) return null;
    const { id, checkpoint, seconds } = taken.generation;
    const loading = device.warm.includes(checkpoint) ? 0 : parts.loading;
    const startIn = device.freeIn;
    device.freeIn += loading + seconds;
    if (loading > 0) device.warm = [checkpoint];
    if (id === added.id) return { startIn, endIn: device.freeIn };
    waiting = waiting.filter((one) => one.id !== id);
    turns = taken.turns;
  }
}
