import { Random } from '../../geometry/random';
import type { Rgb, Texture } from '../material';
import { mixRgb, paint, scaleRgb } from './canvas';
import { at, cells, fbm, noise, step } from './field';

/** Veins where a bent noise crosses its middle, some strong, some faint, over soft clouds. */
export function marble(ground: Rgb, vein: Rgb, strength: number, seed: number): Texture {
  const size = 512;
  const random = new Random(seed);
  const bendU = fbm(size, 3, 3, 4, random);
  const bendV = fbm(size, 3, 3, 4, random);
  const broad = fbm(size, 2, 2, 2, random);
  const fine = fbm(size, 5, 4, 2, random);
  const presence = noise(size, 4, 4, random);
  const clouds = fbm(size, 4, 4, 4, random);
  return paint(size, 2.2, (x, y, i) => {
    const [dx, dy] = [(bendU[i] - 0.5) * size * 0.55, (bendV[i] - 0.5) * size * 0.55];
    // Veins lie where the bent noises cross one of two levels; the soft halo is the stain around a vein.
    const b = at(broad, size, x + dx, y + dy);
    const main = Math.min(Math.abs(b - 0.42), Math.abs(b - 0.6));
    const thin = Math.abs(at(fine, size, x - dy, y + dx) - 0.5);
    const line = (distance: number, width: number) => Math.max(0, 1 - distance / width);
    const present = 0.25 + 0.75 * step(0.25, 0.7, presence[i]);
    const shade =
      strength * present * (0.75 * line(main, 0.022) + 0.28 * line(main, 0.1) ** 2 + 0.35 * line(thin, 0.02));
    const cloud = 1 + 0.3 * strength * (clouds[i] - 0.5);
    return mixRgb(scaleRgb(ground, cloud), vein, Math.min(0.85, shade));
  });
}

/** Chips of several stones in a ground, large ones first. */
export function terrazzo(ground: Rgb, chips: readonly Rgb[], seed: number): Texture {
  const size = 512;
  const random = new Random(seed);
  const layers = [18, 34, 60].map((n) => {
    const c = cells(size, n, 0.9, random);
    return {
      c,
      chosen: Array.from({ length: c.count }, () => (random.chance(0.36) ? random.pick(chips) : undefined)),
      reach: Array.from({ length: c.count }, () => random.between(0.12, 0.3)),
    };
  });
  const mottle = fbm(size, 16, 16, 2, random);
  return paint(size, 1, (_x, _y, i) => {
    for (const { c, chosen, reach } of layers) {
      const colour = chosen[c.id[i]];
      if (colour && c.second[i] - c.near[i] > reach[c.id[i]])
        return scaleRgb(colour, 0.94 + 0.12 * mottle[i]);
    }
    return scaleRgb(ground, 0.95 + 0.1 * mottle[i]);
  });
}

/** Grains of several minerals, each a few millimetres wide. */
export function granite(minerals: readonly Rgb[], seed: number): Texture {
  const size = 256;
  const random = new Random(seed);
  const grains = cells(size, 72, 1, random);
  const coarse = cells(size, 30, 1, random);
  const pick = (count: number) => Array.from({ length: count }, () => random.pick(minerals));
  const [small, large] = [pick(grains.count), pick(coarse.count)];
  const clouds = fbm(size, 4, 4, 2, random);
  return paint(size, 0.6, (_x, _y, i) =>
    scaleRgb(mixRgb(small[grains.id[i]], large[coarse.id[i]], 0.4), 0.9 + 0.2 * clouds[i]),
  );
}

export interface Mottling {
  colour: Rgb;
  /** Peak tone difference of the clouds and of the fine grain, as shares. */
  clouds: number;
  grain?: number;
  metres: number;
  /** Share of dark pores. */
  pores?: number;
  cells?: number;
}

/** Clouds of tone with a fine grain: plaster, paint, concrete, limestone. */
export function mottled(
  { colour, clouds, grain = 0.02, metres, pores = 0, cells: n = 4 }: Mottling,
  seed: number,
): Texture {
  const size = 256;
  const random = new Random(seed);
  const broad = fbm(size, n, n, 5, random, 0.55);
  const fine = noise(size, 128, 128, random);
  const spots = noise(size, 90, 90, random);
  return paint(size, metres, (_x, _y, i) => {
    const pore = pores > 0 ? 0.15 * step(1 - pores, 1 - pores * 0.6, spots[i]) : 0;
    return scaleRgb(colour, (1 + 2.6 * clouds * (broad[i] - 0.5) + 2 * grain * (fine[i] - 0.5)) * (1 - pore));
  });
}
