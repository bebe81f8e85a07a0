import { Random } from '../../geometry/random';
import type { Rgb, Texture } from '../material';
import { mixRgb, paint, scaleRgb } from './canvas';
import { at, fbm, noise, step } from './field';

/** Grain runs along u in every timber pattern. */
export interface Timber {
  light: Rgb;
  dark: Rgb;
  /** How much the grain shows, 0–1. */
  grain?: number;
}

/** Long streaks bent by a slow wave, with fine pores on top; 0 light to 1 dark. */
function grainField(size: number, random: Random): Float32Array {
  const bend = noise(size, 3, 4, random);
  const streaks = fbm(size, 2, 24, 3, random, 0.6);
  const pores = noise(size, 16, Math.min(size, 256), random);
  const field = new Float32Array(size * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const i = y * size + x;
      const streak = at(streaks, size, x, y + bend[i] * size * 0.06);
      field[i] = 0.78 * step(0.25, 0.75, streak) + 0.22 * pores[i];
    }
  }
  return field;
}

/** Floor boards: 12 rows of 15 cm, one joint a row in 1.8 m, every board of its own tone. */
export function planks({ light, dark, grain = 0.6 }: Timber, seed: number): Texture {
  const size = 512;
  const rows = 12;
  const random = new Random(seed);
  const field = grainField(size, random);
  const boards = Array.from({ length: rows }, () => {
    const joint = random.next();
    const half = random.chance(0.4) ? 0.42 + 0.16 * random.next() : 1;
    return {
      joint,
      half,
      tones: [random.next(), random.next()],
      shift: [random.integer(0, 511), random.integer(0, 511)],
    };
  });
  return paint(size, 1.8, (x, y) => {
    const v = (y / size) * rows;
    const row = Math.floor(v);
    const board = boards[row];
    const along = (x / size - board.joint + 1) % 1;
    const part = along < board.half ? 0 : 1;
    const edge = Math.min(v - row, 1 - (v - row)) * 0.15;
    const end = Math.min(along, Math.abs(along - board.half), 1 - along) * 1.8;
    const g = at(field, size, x + board.shift[part], y + board.shift[part] * 3);
    const tone = 0.84 + 0.3 * board.tones[part];
    const joint = step(0, 0.0045, Math.min(edge, end));
    return scaleRgb(mixRgb(light, dark, grain * g), tone * (0.5 + 0.5 * joint));
  });
}

/** Blocks of 7 × 35 cm laid at right angles, the zigzag running along v. */
export function herringbone({ light, dark, grain = 0.55 }: Timber, seed: number): Texture {
  const size = 512;
  const n = 5;
  const random = new Random(seed);
  const field = grainField(size, random);
  const tones = Array.from({ length: 4 * n * n * 2 }, () => random.next());
  return paint(size, 2 * n * 0.07 * Math.SQRT2, (x, y) => {
    const p = ((x + y) / size) * 2 * n;
    const q = ((x - y) / size) * 2 * n + 2 * n;
    const i = Math.floor(p);
    const j = Math.floor(q);
    const phase = (((i - j) % (2 * n)) + 2 * n) % (2 * n);
    const across = phase < n;
    // A block is named by the cell it starts in.
    const [bi, bj] = across ? [i - phase, j] : [i, j + phase - 2 * n];
    const name =
      ((((bi % (2 * n)) + 2 * n) % (2 * n)) * 2 * n + (((bj % (2 * n)) + 2 * n) % (2 * n))) * 2 +
      (across ? 0 : 1);
    const along = across ? p - bi : q - bj;
    const width = across ? q - j : p - i;
    const length = across ? n : n + 1;
    const edge = Math.min(width, 1 - width, along, Math.abs(length - along)) * 0.07;
    const tone = tones[name % tones.length];
    const g = at(field, size, along * 50 + tone * 4000, width * 36 + tone * 9000);
    return scaleRgb(
      mixRgb(light, dark, grain * g),
      (0.8 + 0.36 * tone) * (0.55 + 0.45 * step(0, 0.003, edge)),
    );
  });
}

/** Wood without joints, for furniture. */
export function wood({ light, dark, grain = 0.8 }: Timber, seed: number): Texture {
  const size = 256;
  const field = grainField(size, new Random(seed));
  return paint(size, 1.2, (_x, _y, i) => mixRgb(light, dark, grain * field[i]));
}

/** Boards of 12 cm along u with a shadow gap at each lower edge. */
export function cladding({ light, dark, grain = 0.6 }: Timber, seed: number): Texture {
  const size = 512;
  const rows = 12;
  const random = new Random(seed);
  const field = grainField(size, random);
  const boards = Array.from({ length: rows }, () => ({ tone: random.next(), shift: random.integer(0, 511) }));
  return paint(size, 1.44, (x, y) => {
    const v = (y / size) * rows;
    const row = Math.floor(v);
    const edge = (v - row) * 0.12;
    const g = at(field, size, x + boards[row].shift, y + boards[row].shift * 5);
    const gap = 0.3 + 0.7 * step(0.003, 0.009, edge);
    const bevel = 0.9 + 0.1 * step(0, 0.02, 0.12 - edge);
    return scaleRgb(mixRgb(light, dark, grain * g), (0.84 + 0.28 * boards[row].tone) * gap * bevel);
  });
}
