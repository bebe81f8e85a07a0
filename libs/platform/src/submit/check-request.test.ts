import { describe, expect, it } from 'vitest';
import { MaquetteError } from '@maquette/kernel';
import { checkRequest, framesOf, type RequestInput } from './check-request';

function codeOf(input: Partial<RequestInput>): string {
  try {
    checkRequest({ prompt: 'a kitchen', ...input });
  } catch (error) {
    if (error instanceof MaquetteError && error.kind === 'bad-input') return error.code;
    throw error;
  }
  return 'accepted';
}

describe('checkRequest', () => {
  it('fills in the defaults', () => {
    expect(checkRequest({ prompt: ' a  kitchen ' })).toEqual({
      prompt: 'a kitchen',
      seconds: 6,
      fps: 24,
      width: 960,
      height: 540,
      seed: 1,
      use: 'commercial',
      territory: 'DE',
      keepFrames: false,
    });
  });

  it('keeps the default where a field is there but undefined', () => {
    expect(checkRequest({ prompt: 'a kitchen', seconds: undefined }).seconds).toBe(6);
  });

  it.each<[string, Partial<RequestInput>]>([
    ['prompt-empty', { prompt: ' \n\t' }],
    ['upscale-out-of-range', { upscale: 3 as 2 }],
    ['upscale-out-of-range', { upscale: 1 as 2 }],
    ['look-out-of-range', { look: { number: 0, of: 3 } }],
    ['look-out-of-range', { look: { number: 4, of: 3 } }],
    ['look-out-of-range', { look: { number: 1, of: 49 } }],
    ['look-out-of-range', { look: { number: 1.5, of: 3 } }],
    ['prompt-too-long', { prompt: 'a'.repeat(10_000) }],
    ['seconds-out-of-range', { seconds: 0 }],
    ['seconds-out-of-range', { seconds: -1 }],
    ['seconds-out-of-range', { seconds: 1e9 }],
    ['seconds-out-of-range', { seconds: 300.1 }],
    ['seconds-out-of-range', { seconds: NaN }],
    ['fps-out-of-range', { fps: 0 }],
    ['fps-out-of-range', { fps: 61 }],
    ['fps-out-of-range', { fps: 23.976 }],
    ['size-out-of-range', { width: 1, height: 1 }],
    ['size-out-of-range', { width: 100_000, height: 100_000 }],
    ['size-out-of-range', { height: 541 }],
    ['seed-out-of-range', { seed: -1 }],
    ['seed-out-of-range', { seed: 2 ** 32 }],
    ['use-unknown', { use: 'resale' }],
    ['territory-unknown', { territory: 'EU' }],
    ['territory-unknown', { territory: 'de' }],
  ])('answers %s to %j', (code, input) => {
    expect(codeOf(input)).toBe(code);
  });

  it.each<[Partial<RequestInput>]>([
    [{ seconds: 300 }],
    [{ seconds: 0.04 }],
    [{ fps: 1 }],
    [{ fps: 60 }],
    [{ width: 64, height: 3_840 }],
    [{ seed: 0 }],
    [{ seed: 2 ** 32 - 1 }],
    [{ territory: '*' }],
  ])('accepts %j', (input) => {
    expect(codeOf(input)).toBe('accepted');
  });
});

describe('framesOf', () => {
  it('is at least one frame', () => {
    expect(framesOf({ seconds: 0.01, fps: 24 })).toBe(1);
    expect(framesOf({ seconds: 6, fps: 24 })).toBe(144);
  });
});
