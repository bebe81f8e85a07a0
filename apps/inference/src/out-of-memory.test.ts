import { describe, expect, it } from 'vitest';
import { MaquetteError } from '@maquette/kernel';
import { renderFailure } from './out-of-memory';

describe('renderFailure', () => {
  it.each([
    new RangeError('Array buffer allocation failed'),
    new Error('std::bad_alloc'),
    new MaquetteError(
      'internal',
      'onnx-run-failed',
      'Failed to allocate memory for requested buffer of size 99',
    ),
    Object.assign(new Error('Worker terminated'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }),
  ])('names want of memory: %s', (error) => {
    expect(renderFailure(error)).toMatchObject({ kind: 'unavailable', code: 'out-of-memory', cause: error });
  });

  it('lets every other error be what it is', () => {
    const invalid = new MaquetteError('bad-input', 'scene-invalid', 'The scene has no elements.');
    expect(renderFailure(invalid)).toBe(invalid);
    expect(renderFailure(new Error('x is not a function'))).toMatchObject({
      kind: 'internal',
      code: 'internal',
    });
  });
});
