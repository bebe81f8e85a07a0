import { Random } from '../../geometry/random';
import type { Rgb, Texture } from '../material';
import { hex, mixRgb, paint, scaleRgb } from './canvas';
import { cells, fbm, noise, step } from './field';

export interface Weave {
  colour: Rgb;
  /** Threads across the texture, and its edge in metres. */
  threads: number;
  metres: number;
  /** Depth of the shading between threads, and irregularity of their tone. */
  depth: number;
  slub: number;
}

/** Plain weave: over and under, with thicker and thinner threads. */
export function weave({ colour, threads, metres, depth, slub }: Weave, seed: number): Texture {
  const size = 256;
  const random = new Random(seed);
  const warp = noise(size, threads, 6, random);
  const weft = noise(size, 6, threads, random);
  const clouds = fbm(size, 5, 5, 3, random);
  return paint(size, metres, (x, y, i) => {
    const [u, v] = [(x / size) * threads, (y / size) * threads];
    const over = (Math.floor(u) + Math.floor(v)) % 2 === 0;
    const [pu, pv] = [Math.sin(Math.PI * (u % 1)), Math.sin(Math.PI * (v % 1))];
    const shading = over ? pv * (0.55 + 0.45 * pu) : pu * (0.55 + 0.45 * pv);
    const thread = (over ? weft[i] : warp[i]) - 0.5;
    return scaleRgb(colour, 1 - depth * (0.65 - shading) + 2 * slub * thread + 0.12 * (clouds[i] - 0.5));
  });
}

/** Short pile: tufts and trodden patches. */
export function pile(colour: Rgb, fleck: Rgb, metres: number, contrast: number, seed: number): Texture {
  const size = 256;
  const random = new Random(seed);
  const tufts = noise(size, 110, 110, random);
  const flecks = noise(size, 128, 128, random);
  const trodden = fbm(size, 4, 4, 3, random);
  return paint(size, metres, (_x, _y, i) => {
    const ground = mixRgb(colour, fleck, 0.7 * step(0.45, 0.9, flecks[i]));
    return scaleRgb(ground, 1 + contrast * (tufts[i] - 0.5) + 0.22 * (trodden[i] - 0.5));
  });
}

/** Velvet: no threads to see, only pile that leans this way and that. */
export function velvet(colour: Rgb, seed: number): Texture {
  const size = 256;
  const random = new Random(seed);
  const lean = fbm(size, 5, 3, 3, random);
  const fine = noise(size, 128, 128, random);
  return paint(size, 1.2, (_x, _y, i) =>
    scaleRgb(colour, 1 + 0.55 * (lean[i] - 0.5) + 0.08 * (fine[i] - 0.5)),
  );
}

/** Leather: pebbles with fine creases. */
export function leather(colour: Rgb, seed: number): Texture {
  const size = 256;
  const random = new Random(seed);
  const pebbles = cells(size, 46, 0.9, random);
  const worn = fbm(size, 4, 4, 4, random);
  return paint(size, 0.5, (_x, _y, i) => {
    const crease = step(0, 0.22, pebbles.second[i] - pebbles.near[i]);
    return scaleRgb(colour, (0.82 + 0.18 * crease) * (1 + 0.6 * (worn[i] - 0.5)));
  });
}

export interface Rug {
  field: Rgb;
  border: Rgb;
  line: Rgb;
  accent: Rgb;
}

/** A whole rug: border bands, a lattice of diamonds, a medallion. Four-fold symmetric, so its edges meet. */
export function rug({ field, border, line, accent }: Rug, seed: number): Texture {
  const size = 512;
  const random = new Random(seed);
  const knots = noise(size, 200, 200, random);
  const fade = fbm(size, 3, 5, 3, random);
  return paint(size, 2.4, (x, y, i) => {
    const u = Math.abs((x + 0.5) / size - 0.5) * 2;
    const v = Math.abs((y + 0.5) / size - 0.5) * 2;
    const colour = rugColour(u, v, { field, border, line, accent });
    return scaleRgb(colour, 1 + 0.22 * (knots[i] - 0.5) + 0.3 * (fade[i] - 0.5));
  });
}

/** u and v run from 0 in the middle to 1 at the edges. */
function rugColour(u: number, v: number, { field, border, line, accent }: Rug): Rgb {
  const edge = 1 - Math.max(u, v);
  if (edge < 0.025) return border;
  if (edge < 0.045) return line;
  if (edge < 0.17) {
    const along = (u > v ? v : u) * 11;
    const rosette = Math.hypot((along % 1) - 0.5, (edge - 0.1075) * 8);
    if (rosette < 0.2) return accent;
    return rosette < 0.34 ? line : border;
  }
  if (edge < 0.19) return line;
  if (edge < 0.21) return accent;
  const medallion = Math.abs(u) * 1.15 + Math.abs(v) * 0.95;
  if (medallion < 0.16) return line;
  if (medallion < 0.3) return border;
  if (medallion < 0.33) return line;
  if (medallion < 0.46) return accent;
  if (medallion < 0.49) return line;
  const lattice = Math.abs((((u + v) * 7) % 1) - 0.5) + Math.abs((((u - v + 4) * 7) % 1) - 0.5);
  return lattice < 0.17 ? mixRgb(field, line, 0.6) : field;
}

export const UNDYED = hex('#e6dcc8');
