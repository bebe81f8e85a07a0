import { MaquetteError, type ErrorKind } from '@maquette/kernel';
import { describe, expect, it } from 'vitest';
import { MAX_ATTEMPTS, outcomeOf } from '.';

const failed = (kind: ErrorKind, code = 'some-code') =>
  new MaquetteError(kind, code, 'It failed.', { hint: 'Look.' });
const error = { code: 'some-code', message: 'It failed. Look.' };

describe('outcomeOf', () => {
  it.each(['unavailable', 'internal'] as const)(
    '%s is tried again, and parked after the last attempt',
    (kind) => {
      for (let attempts = 1; attempts < MAX_ATTEMPTS; attempts++) {
        expect(outcomeOf(failed(kind), attempts)).toMatchObject({ type: 'retry', error });
      }
      expect(outcomeOf(failed(kind), MAX_ATTEMPTS)).toEqual({ type: 'park', error });
    },
  );

  it.each(['bad-input', 'bad-usage', 'not-found', 'conflict', 'refused'] as const)(
    '%s fails for good at once',
    (kind) => {
      expect(outcomeOf(failed(kind), 1)).toEqual({ type: 'fail', error });
    },
  );

  it.each(['device-busy', 'worker-stopping'])('%s is no attempt, however many there were', (code) => {
    expect(outcomeOf(failed('internal', code), MAX_ATTEMPTS)).toMatchObject({ type: 'snooze', reason: code });
  });

  it('waits longer each time, by chance between half and the whole of it', () => {
    const after = (attempts: number, random: number) =>
      outcomeOf(failed('unavailable'), attempts, () => random);
    expect([1, 2, 3, 4].map((attempts) => after(attempts, 1))).toMatchObject(
      [2_000, 8_000, 32_000, 128_000].map((afterMs) => ({ afterMs })),
    );
    expect(after(1, 0)).toMatchObject({ afterMs: 1_000 });
  });
});
