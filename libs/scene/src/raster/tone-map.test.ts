import { describe, expect, it } from 'vitest';
import { decodeSrgb, encodeSrgb, toDisplay, toDisplayFast } from './tone-map';

describe('tone map', () => {
  it('agrees with its table to a thousandth over the whole range', () => {
    for (let x = 1e-5; x < 60; x *= 1.07)
      expect(Math.abs(toDisplayFast(x) - toDisplay(x, 1))).toBeLessThan(1e-3);
  });

  it('rises from black to white and never beyond', () => {
    expect(toDisplayFast(0)).toBe(0);
    expect(toDisplayFast(-1)).toBe(0);
    expect(toDisplayFast(NaN)).toBe(0);
    expect(toDisplayFast(1e9)).toBeCloseTo(1, 6);
    let last = 0;
    for (let x = 0.001; x < 20; x *= 1.1) {
      expect(toDisplayFast(x)).toBeGreaterThanOrEqual(last);
      last = toDisplayFast(x);
    }
  });

  it('applies the exposure before the curve', () => {
    expect(toDisplay(0.25, 2)).toBe(toDisplay(0.5, 1));
  });

  it('encodes sRGB as the standard gives it', () => {
    expect(encodeSrgb(0.18)).toBeCloseTo(0.4614, 4);
    expect(decodeSrgb(encodeSrgb(0.37))).toBeCloseTo(0.37, 10);
    expect(encodeSrgb(0.001)).toBeCloseTo(0.01292, 6);
  });
});
