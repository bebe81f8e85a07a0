import { describe, expect, it } from 'vitest';
import { type EvenlyLit, type Sunlit, evenlyLit, sunlit } from './lobes';

const lobe: Sunlit = { diffuse: 0, specular: 0, fresnel: 0 };
const even: EvenlyLit = { diffuse: 0, surface: 0 };

/** What a dielectric of one roughness gives back towards `eye` of light from everywhere: the sun's terms, integrated. */
function integrated(roughness: number, eye: number): EvenlyLit {
  const side = 96;
  const aside = Math.sqrt(1 - eye * eye);
  let diffuse = 0;
  let surface = 0;
  for (let i = 0; i < side; i++) {
    const cosine = Math.sqrt((i + 0.5) / side);
    for (let k = 0; k < side; k++) {
      const turn = ((k + 0.5) / side) * Math.PI;
      const both = cosine * eye + Math.sqrt(1 - cosine * cosine) * aside * Math.cos(turn);
      sunlit(roughness, cosine, eye, both, lobe);
      diffuse += lobe.diffuse * Math.PI;
      surface += (0.04 + 0.96 * lobe.fresnel) * lobe.specular * Math.PI;
    }
  }
  return { diffuse: diffuse / side ** 2, surface: surface / side ** 2 };
}

describe('reflection of a rough surface', () => {
  it('is the same with sun and eye exchanged', () => {
    const once = { ...lobe };
    sunlit(0.6, 0.3, 0.8, 0.5, once);
    sunlit(0.6, 0.8, 0.3, 0.5, lobe);
    expect(lobe.diffuse).toBeCloseTo(once.diffuse, 12);
    expect(lobe.specular).toBeCloseTo(once.specular, 12);
  });

  it.each([0.35, 0.5, 0.7, 0.9])('adds up to what evenly spread light gives, roughness %d', (roughness) => {
    for (const eye of [0.2, 0.5, 0.8, 1]) {
      const expected = integrated(roughness, eye);
      evenlyLit(roughness, eye, even);
      expect(Math.abs(even.diffuse - expected.diffuse)).toBeLessThan(0.05);
      expect(Math.abs(even.surface - expected.surface)).toBeLessThan(0.035);
    }
  });

  it('never gives back more than it gets from a white dielectric seen from above', () => {
    for (const roughness of [0.35, 0.5, 0.7, 1]) {
      const { diffuse, surface } = integrated(roughness, 1);
      expect(diffuse * 0.9 + surface).toBeLessThan(1.02);
    }
  });

  it('throws a low sun forward from matt ground, far more than back', () => {
    const low = 0.2;
    const aside = 1 - low * low;
    const bright = (both: number): number => {
      sunlit(0.9, low, low, both, lobe);
      return (0.04 + 0.96 * lobe.fresnel) * lobe.specular;
    };
    expect(bright(low * low - aside)).toBeGreaterThan(3 * bright(low * low + aside));
  });

  it('stays finite at the horizon and where surfaces are polished', () => {
    for (const eye of [1e-6, 1])
      for (const roughness of [0, 1]) {
        sunlit(roughness, 1e-4, eye, 1, lobe);
        for (const value of Object.values(lobe)) expect(Number.isFinite(value)).toBe(true);
        evenlyLit(Math.max(roughness, 1e-3), eye, even);
        expect(even.surface).toBeLessThan(0.3);
      }
  });
});
