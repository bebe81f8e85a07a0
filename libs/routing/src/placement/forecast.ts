import { Line } from '../schedule/line';
import { turnIn, type Turn } from '../schedule/next-turn';
import type { Waiting } from '../schedule/waiting';
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

/** When a generation that is added now would begin and end. Null without devices. */
export function forecast(added: Waiting, parts: ForecastParts): Forecast | null {
  return foresee(added.id, { ...parts, waiting: [...parts.waiting, added] });
}

/**
 * When one of those that wait begins and ends: plays what runs and what waits through the devices, in the order in which
 * they would be claimed. Later arrivals are not foreseen. Null when it does not wait, or nothing would carry it out.
 */
export function foresee(id: string, parts: ForecastParts): Forecast | null {
  const devices = parts.devices.map(({ warm, freeIn }) => ({ warm, freeIn }));
  if (devices.length === 0) return null;
  const line = new Line(parts.waiting);
  let turns: readonly Turn[] = parts.turns;
  for (;;) {
    const device = devices.reduce((a, b) => (b.freeIn < a.freeIn ? b : a));
    const taken = turnIn(line, turns, { now: parts.now + device.freeIn, warm: device.warm });
    if (!taken) return null;
    const { generation } = taken;
    const loading = device.warm.includes(generation.checkpoint) ? 0 : parts.loading;
    const startIn = device.freeIn;
    device.freeIn += loading + generation.seconds;
    if (loading > 0) device.warm = [generation.checkpoint];
    if (generation.id === id) return { startIn, endIn: device.freeIn };
    line.remove(generation);
    turns = taken.turns;
  }
}
