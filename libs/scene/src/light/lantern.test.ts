import { describe, expect, it } from 'vitest';
import { type Lantern, lanternLight, lanternOf } from './lantern';

const lantern: Lantern = { intensity: [1, 1, 1], beam: 0.1, cutoff: 1 };

describe('the lantern', () => {
  it('is carried through lumens with their lamps on, and nowhere else', () => {
    expect(lanternOf({ space: 'lumen', lamps: true })).not.toBeNull();
    expect(lanternOf({ space: 'lumen', lamps: false })).toBeNull();
    expect(lanternOf({ space: 'stage', lamps: true })).toBeNull();
    expect(lanternOf({ space: 'bedroom', lamps: true })).toBeNull();
  });

  it('falls off with the square of the distance, and stays finite at the eye', () => {
    expect(lanternLight(lantern, 1, 2)).toBeCloseTo(0.25);
    expect(lanternLight(lantern, 1, 0)).toBeLessThan(100);
  });

  it('is whole within the beam, none beyond the cut-off, linear in the angle between', () => {
    const at = (angle: number): number => lanternLight(lantern, Math.cos(angle), 1);
    expect(at(0.05)).toBe(1);
    expect(at(0.55)).toBeCloseTo(0.5);
    expect(at(1.2)).toBe(0);
  });
});
