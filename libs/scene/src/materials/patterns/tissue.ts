import { Random } from '../../geometry/random';
import type { Rgb, Texture } from '../material';
import { mixRgb, paint, scaleRgb } from './canvas';
import { cells, fbm, noise, step } from './field';

export interface Tissue {
  colour: Rgb;
  /** What shows in its spots and veins. */
  second: Rgb;
  /** Share of the second colour in the clouds, 0–1. */
  clouds?: number;
  /** Edge of the pattern, metres on the enlarged preparation. */
  metres?: number;
}

/** Soft clouds of a second colour with a fine grain: most organs seen from outside. */
export function tissue({ colour, second, clouds = 0.4, metres = 0.7 }: Tissue, seed: number): Texture {
  const size = 256;
  const random = new Random(seed);
  const broad = fbm(size, 4, 4, 5, random, 0.55);
  const fine = noise(size, 96, 96, random);
  return paint(size, metres, (_x, _y, i) =>
    scaleRgb(mixRgb(colour, second, clouds * step(0.3, 0.75, broad[i])), 0.95 + 0.1 * fine[i]),
  );
}

/** Fine branching lines where noises cross their middles, as small vessels on a surface. */
export function veined({ colour, second, clouds = 0.5, metres = 0.7 }: Tissue, seed: number): Texture {
  const size = 512;
  const random = new Random(seed);
  const broad = fbm(size, 4, 4, 4, random);
  const first = fbm(size, 5, 5, 4, random);
  const next = fbm(size, 9, 9, 3, random);
  const presence = noise(size, 6, 6, random);
  return paint(size, metres, (_x, _y, i) => {
    const line = (value: number, width: number): number => Math.max(0, 1 - Math.abs(value - 0.5) / width);
    const vessel = Math.max(line(first[i], 0.014), 0.6 * line(next[i], 0.01)) * step(0.3, 0.7, presence[i]);
    return mixRgb(scaleRgb(colour, 0.94 + 0.12 * broad[i]), second, clouds * vessel);
  });
}

/** Bundles running along u. */
export function fibres({ colour, second, clouds = 0.6, metres = 0.5 }: Tissue, seed: number): Texture {
  const size = 256;
  const random = new Random(seed);
  const bundles = fbm(size, 4, 28, 3, random);
  const strands = noise(size, 10, 120, random);
  return paint(size, metres, (_x, _y, i) =>
    mixRgb(colour, second, clouds * (0.6 * step(0.35, 0.65, bundles[i]) + 0.4 * strands[i])),
  );
}

/** Struts around hollows: the sponge within bones, air cells in a lung. */
export function sponge(
  { colour, second, clouds = 1, metres = 0.5 }: Tissue,
  across: number,
  seed: number,
): Texture {
  const size = 512;
  const random = new Random(seed);
  const holes = cells(size, across, 1, random);
  const mottle = fbm(size, 8, 8, 3, random);
  return paint(size, metres, (_x, _y, i) => {
    const hollow = step(0.14, 0.34, holes.second[i] - holes.near[i]);
    return scaleRgb(mixRgb(colour, second, clouds * hollow), 0.92 + 0.16 * mottle[i]);
  });
}
