import { Random } from '../../geometry/random';
import type { Rgb, Texture } from '../material';
import { mixRgb, paint, scaleRgb } from './canvas';
import { cells, fbm, noise, step } from './field';

/** Lawn: blades, clover and dry patches. */
export function grass(fresh: Rgb, dry: Rgb, seed: number): Texture {
  const size = 512;
  const random = new Random(seed);
  const patches = fbm(size, 4, 4, 4, random, 0.6);
  const tufts = fbm(size, 48, 48, 2, random);
  const blades = noise(size, 256, 128, random);
  return paint(size, 4, (_x, _y, i) => {
    const colour = mixRgb(fresh, dry, step(0.35, 0.8, patches[i]) * 0.75);
    return scaleRgb(colour, 0.55 + 0.55 * tufts[i] + 0.35 * blades[i]);
  });
}

/** Loose pebbles of several stones. */
export function gravel(stones: readonly Rgb[], gap: Rgb, seed: number): Texture {
  const size = 512;
  const random = new Random(seed);
  const pebbles = cells(size, 44, 0.9, random);
  const faces = Array.from({ length: pebbles.count }, () =>
    scaleRgb(random.pick(stones), random.between(0.75, 1.2)),
  );
  return paint(size, 1.2, (_x, _y, i) => {
    const edge = pebbles.second[i] - pebbles.near[i];
    return mixRgb(
      gap,
      scaleRgb(faces[pebbles.id[i]], 0.8 + 0.2 * step(0.1, 0.5, edge)),
      step(0.03, 0.16, edge),
    );
  });
}

/** Fine stones in bitumen, with tracks and stains. */
export function asphalt(ground: Rgb, stone: Rgb, seed: number): Texture {
  const size = 256;
  const random = new Random(seed);
  const grains = noise(size, 128, 128, random);
  const stains = fbm(size, 3, 3, 4, random);
  return paint(size, 1.6, (_x, _y, i) =>
    scaleRgb(mixRgb(ground, stone, 0.55 * step(0.62, 0.95, grains[i])), 0.85 + 0.3 * stains[i]),
  );
}

/** Overlapping leaves seen from outside the crown, in sun and shade. */
export function foliage(light: Rgb, dark: Rgb, seed: number): Texture {
  const size = 256;
  const random = new Random(seed);
  const leaves = cells(size, 22, 1, random);
  const small = cells(size, 40, 1, random);
  const depth = fbm(size, 4, 4, 3, random);
  const tones = Array.from({ length: leaves.count }, () => random.next());
  const tints = Array.from({ length: small.count }, () => random.next());
  return paint(size, 0.9, (_x, _y, i) => {
    const tone = 0.2 + 0.38 * tones[leaves.id[i]] + 0.24 * tints[small.id[i]];
    const rim = step(0.02, 0.3, leaves.second[i] - leaves.near[i]);
    return scaleRgb(mixRgb(dark, light, tone), (0.84 + 0.16 * rim) * (0.72 + 0.56 * depth[i]));
  });
}

/** Ridges that run along v. */
export function bark(light: Rgb, dark: Rgb, seed: number): Texture {
  const size = 256;
  const random = new Random(seed);
  const ridges = fbm(size, 16, 4, 3, random, 0.6);
  const plates = noise(size, 24, 12, random);
  return paint(size, 0.8, (_x, _y, i) =>
    mixRgb(dark, light, step(0.25, 0.75, 0.7 * ridges[i] + 0.3 * plates[i])),
  );
}

export function soil(colour: Rgb, seed: number): Texture {
  const size = 256;
  const random = new Random(seed);
  const lumps = fbm(size, 20, 20, 4, random, 0.7);
  return paint(size, 0.6, (_x, _y, i) => scaleRgb(colour, 0.45 + 1.1 * lumps[i]));
}
