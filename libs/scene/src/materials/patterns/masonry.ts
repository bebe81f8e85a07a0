import { Random } from '../../geometry/random';
import type { Rgb, Texture } from '../material';
import { mixRgb, paint, scaleRgb } from './canvas';
import { cells, fbm, noise, step } from './field';

export interface Brickwork {
  colours: readonly Rgb[];
  mortar: Rgb;
  /** How far tones of single bricks differ, 0–1. */
  variety: number;
}

/** Running bond: 4 bricks by 12 courses in 0.9 m, edges a little worn. */
export function brick({ colours, mortar, variety }: Brickwork, seed: number): Texture {
  const size = 512;
  const [across, courses] = [4, 12];
  const random = new Random(seed);
  const wear = noise(size, 48, 48, random);
  const mottle = fbm(size, 24, 24, 3, random, 0.7);
  const bricks = Array.from({ length: across * courses }, () => ({
    colour: random.pick(colours),
    tone: random.next(),
  }));
  return paint(size, 0.9, (x, y, i) => {
    const v = (y / size) * courses;
    const course = Math.floor(v);
    const u = (x / size) * across + (course % 2) * 0.5;
    const column = Math.floor(u) % across;
    const block = bricks[course * across + column];
    const worn = (wear[i] - 0.5) * 0.006;
    const edge =
      Math.min(Math.min(v - course, 1 - (v - course)) * 0.075, Math.min(u % 1, 1 - (u % 1)) * 0.225) + worn;
    const face = scaleRgb(block.colour, 1 + variety * (block.tone - 0.5) + 0.45 * (mottle[i] - 0.5));
    const joint = scaleRgb(mortar, 0.9 + 0.3 * (mottle[i] - 0.35));
    return mixRgb(joint, face, step(0.0035, 0.0075, edge));
  });
}

/** Uncut stones of many sizes in a bed of mortar. */
export function rubble(colours: readonly Rgb[], mortar: Rgb, seed: number): Texture {
  const size = 512;
  const random = new Random(seed);
  const stones = cells(size, 7, 0.85, random);
  const mottle = fbm(size, 12, 12, 4, random, 0.7);
  const faces = Array.from({ length: stones.count }, () =>
    scaleRgb(random.pick(colours), random.between(0.72, 1.2)),
  );
  return paint(size, 1.6, (_x, _y, i) => {
    const edge = stones.second[i] - stones.near[i] + (mottle[i] - 0.5) * 0.12;
    const rounding = 0.72 + 0.28 * step(0.05, 0.35, edge);
    const face = scaleRgb(faces[stones.id[i]], rounding * (1 + 0.7 * (mottle[i] - 0.5)));
    return mixRgb(scaleRgb(mortar, 0.8 + 0.4 * mottle[i]), face, step(0.06, 0.11, edge));
  });
}

export interface Tiling {
  colours: readonly Rgb[];
  grout: Rgb;
  /** Tiles along u and v, and the texture's edge in metres. */
  across: number;
  up: number;
  metres: number;
  groutWidth?: number;
  variety?: number;
  /** Tone differences inside one tile, 0–1. */
  mottle?: number;
  /** Rows are shifted by half a tile. */
  running?: boolean;
  size?: 256 | 512;
}

/** Rectangular tiles with grout. */
export function tiles(tiling: Tiling, seed: number): Texture {
  const {
    colours,
    grout,
    across,
    up,
    metres,
    groutWidth = 0.004,
    variety = 0.08,
    mottle = 0.04,
    running = false,
  } = tiling;
  const size = tiling.size ?? 256;
  const random = new Random(seed);
  const clouds = fbm(size, 6, 6, 3, random);
  const faces = Array.from({ length: across * up }, () =>
    scaleRgb(random.pick(colours), 1 + variety * (random.next() - 0.5) * 2),
  );
  const pixel = metres / size;
  return paint(size, metres, (x, y, i) => {
    const v = ((y + 0.5) / size) * up;
    const row = Math.floor(v);
    const u = ((x + 0.5) / size) * across + (running && row % 2 === 1 ? 0.5 : 0);
    const column = Math.floor(u) % across;
    const edge = Math.min(
      Math.min(u % 1, 1 - (u % 1)) * (metres / across),
      Math.min(v - row, 1 - (v - row)) * (metres / up),
    );
    const face = scaleRgb(faces[row * across + column], 1 + mottle * (clouds[i] - 0.5) * 2);
    return mixRgb(grout, face, step(groutWidth / 2 - pixel * 0.5, groutWidth / 2 + pixel * 0.8, edge));
  });
}

/** Two stones in a checkerboard of 40 cm. */
export function checker(light: Rgb, dark: Rgb, seed: number): Texture {
  const size = 256;
  const random = new Random(seed);
  const clouds = fbm(size, 5, 5, 4, random);
  return paint(size, 0.8, (x, y, i) => {
    const [u, v] = [(x + 0.5) / (size / 2), (y + 0.5) / (size / 2)];
    const odd = (Math.floor(u) + Math.floor(v)) % 2 === 1;
    const edge = Math.min(u % 1, 1 - (u % 1), v % 1, 1 - (v % 1)) * 0.4;
    const face = odd
      ? scaleRgb(dark, 0.8 + 0.6 * clouds[i])
      : scaleRgb(light, 0.92 + 0.16 * (clouds[i] - 0.5) * 2);
    return scaleRgb(face, 0.7 + 0.3 * step(0, 0.004, edge));
  });
}
