import { MaquetteError } from '@maquette/kernel';
import type { PoolSettings } from '@maquette/persistence';
import { checkLabels } from './submit/check-routing';

/** Least and greatest of each limit; whether there may be none. */
const BOUNDS = {
  maxQueued: { min: 0, max: 1_000_000, none: false },
  clientQueued: { min: 0, max: 1_000_000, none: false },
  clientRunning: { min: 1, max: 10_000, none: true },
  maxWaitSeconds: { min: 0, max: 30 * 86_400, none: true },
} as const satisfies Partial<Record<keyof PoolSettings, unknown>>;

/**
 * A change of a pool's settings, with what is left out left out. Errors (bad-input): `limit-out-of-range`,
 * `labels-invalid`, `change-empty`.
 */
export function checkPoolChange(change: Partial<PoolSettings>): Partial<PoolSettings> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length === 0)
    throw new MaquetteError('bad-input', 'change-empty', 'Neither a limit nor labels were given.', {
      hint: 'Name what shall change; what is left out stays as it is.',
    });
  for (const [name, { min, max, none }] of Object.entries(BOUNDS)) {
    const value: unknown = given[name];
    if (value === undefined || (value === null && none)) continue;
    if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) continue;
    const rule = `a whole number from ${min} to ${max}${none ? ', or none' : ''}`;
    throw new MaquetteError(
      'bad-input',
      'limit-out-of-range',
      `${name} must be ${rule}; ${String(value)} was given.`,
      {
        hint: `Correct ${name}.`,
        details: { field: name, value, rule: `must be ${rule}` },
      },
    );
  }
  return change.givenLabels ? { ...given, givenLabels: [...checkLabels(change.givenLabels)] } : given;
}
