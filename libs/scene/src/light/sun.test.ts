import { describe, expect, it } from 'vitest';
import { sunDirection } from './sun';

const degrees = (radians: number): number => (radians * 180) / Math.PI;
const at = (hour: number, north = 0, dayOfYear = 172, latitude = 48) =>
  sunDirection({ hour, dayOfYear, latitude, north });

describe('sunDirection', () => {
  it('is a unit vector at any time', () => {
    for (let hour = 0; hour < 24; hour += 1.7) expect(Math.hypot(...at(hour, hour))).toBeCloseTo(1, 9);
  });

  it('stands due south at noon, at 90° − latitude + declination', () => {
    const [x, y, z] = at(12);
    expect(x).toBeCloseTo(0, 9);
    expect(z).toBeGreaterThan(0); // north is −Z
    expect(degrees(Math.asin(y))).toBeCloseTo(90 - 48 + 23.44, 1);
  });

  it('is east in the morning, west in the evening, and mirrored about noon', () => {
    expect(at(8)[0]).toBeGreaterThan(0.5);
    expect(at(16)[0]).toBeCloseTo(-at(8)[0], 9);
    expect(at(16)[1]).toBeCloseTo(at(8)[1], 9);
  });

  it('rises and sets at six on the equinox, and is below the horizon at midnight', () => {
    expect(at(6, 0, 81)[1]).toBeCloseTo(0, 2);
    expect(at(18, 0, 81)[1]).toBeCloseTo(0, 2);
    expect(at(0)[1]).toBeLessThan(0);
  });

  it('stands in the north at noon south of the equator', () => {
    expect(at(12, 0, 355, -48)[2]).toBeLessThan(0);
  });

  it('turns with north, counter-clockwise seen from above', () => {
    // North turned from −Z to −X: the noon sun in the south stands towards +X.
    const [x, , z] = at(12, Math.PI / 2);
    expect(x).toBeGreaterThan(0.3);
    expect(z).toBeCloseTo(0, 9);
  });
});
