import type { Vec3 } from '../document/scene-document';

/** Opacity of the clouds in a direction: fractal value noise on a plane far above, thinner towards the horizon. */
export function cloudCover(fraction: number): (direction: Vec3) => number {
  if (fraction <= 0) return () => 0;
  const threshold = 0.72 - fraction * 0.55;
  return (d) => {
    if (d[1] <= 0.01) return 0;
    const scale = 1.1 / (d[1] + 0.12);
    const density = fractal(d[0] * scale + 17.3, d[2] * scale * 1.4 - 5.1);
    const body = Math.min(1, Math.max(0, (density - threshold) / 0.22));
    return body * body * (3 - 2 * body) * Math.min(1, d[1] * 6) * 0.9;
  };
}

function fractal(x: number, y: number): number {
  let sum = 0;
  let amplitude = 0.5;
  for (let octave = 0; octave < 5; octave++) {
    sum += amplitude * valueNoise(x, y);
    x = x * 2.03 + 11.7;
    y = y * 2.03 - 3.9;
    amplitude *= 0.5;
  }
  return sum / 0.97;
}

function valueNoise(x: number, y: number): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const fx = smooth(x - x0);
  const fy = smooth(y - y0);
  const top = lattice(x0, y0) * (1 - fx) + lattice(x0 + 1, y0) * fx;
  const bottom = lattice(x0, y0 + 1) * (1 - fx) + lattice(x0 + 1, y0 + 1) * fx;
  return top * (1 - fy) + bottom * fy;
}

const smooth = (t: number): number => t * t * (3 - 2 * t);

function lattice(x: number, y: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296;
}
