import { expect, it } from 'vitest';
import type { PoolSettings } from '@maquette/persistence';
import { checkPoolChange } from './check-pool-change';

const codeOf = (change: Partial<PoolSettings>) => {
  try {
    checkPoolChange(change);
  } catch (error) {
    return (error as { code: string }).code;
  }
  return null;
};

it('keeps what is given, and leaves out the rest', () => {
  const change = { maxQueued: 0, clientRunning: null, clientQueued: undefined, givenLabels: ['4k', '4k'] };
  expect(checkPoolChange(change)).toEqual({ maxQueued: 0, clientRunning: null, givenLabels: ['4k'] });
});

it.each<[Partial<PoolSettings>, string]>([
  [{}, 'change-empty'],
  [{ maxQueued: undefined }, 'change-empty'],
  [{ maxQueued: -1 }, 'limit-out-of-range'],
  [{ maxQueued: 1.5 }, 'limit-out-of-range'],
  [{ maxQueued: Number.NaN }, 'limit-out-of-range'],
  [{ maxQueued: null as never }, 'limit-out-of-range'],
  [{ clientRunning: 0 }, 'limit-out-of-range'],
  [{ maxWaitSeconds: 1e9 }, 'limit-out-of-range'],
  [{ givenLabels: ['4K'] }, 'labels-invalid'],
])('refuses %o', (change, code) => expect(codeOf(change)).toBe(code));
