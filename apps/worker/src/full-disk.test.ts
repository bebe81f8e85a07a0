import { describe, expect, it } from 'vitest';
import { MaquetteError } from '@maquette/kernel';
import { sayingWhenFull } from './full-disk';

const failing = (error: Error) =>
  sayingWhenFull('/work', () => Promise.reject(error)).catch((thrown: unknown) => thrown);

describe('sayingWhenFull', () => {
  it.each([
    Object.assign(new Error('write'), { code: 'ENOSPC' }),
    Object.assign(new Error('write'), { code: 'EDQUOT' }),
    new Error('ENOSPC: no space left on device, write'),
    new MaquetteError(
      'internal',
      'signing-failed',
      'The clip could not be signed: ENOSPC: no space left on device',
    ),
  ])('names a full disk: %s', async (error) => {
    expect(await failing(error)).toMatchObject({ kind: 'unavailable', code: 'disk-full', cause: error });
  });

  it.each([
    Object.assign(new Error('no such file'), { code: 'ENOENT' }),
    new MaquetteError('unavailable', 'store-full', 'The store has no space left.'),
    new MaquetteError('internal', 'signing-failed', 'The clip could not be signed: no certificate'),
  ])('lets pass: %s', async (error) => {
    expect(await failing(error)).toBe(error);
  });
});
