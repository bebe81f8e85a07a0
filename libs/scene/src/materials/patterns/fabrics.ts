import { Random } from '../../geometry/random';
import type { Rgb, Texture } from '../material';
import { hex, mixRgb, paint, scaleRgb } from './canvas';
import { at, cells, fbm, noise, step } from './field';

/** On cloth u runs around the body and v along it; one texture is a whole number of repeats of the weave. */

const SIZE = 256;

/** Perceived brightness of a dye: dark cloth is set off by light threads, light cloth by dark ones. */
const lightness = ([r, g, b]: Rgb): number => 0.21 * r + 0.72 * g + 0.07 * b;

const wave = (x: number): number => Math.sin(2 * Math.PI * x);

/** Fine diagonal ribs of a twill: lit edges of `pitch` threads. */
function twill(u: number, v: number, threads: number): number {
  const t = ((u + v) * threads) % 1;
  return 0.5 + 0.5 * wave(t);
}

/** Pointed checks: four dark and four light threads in both directions, two over two. */
export function houndstooth(colour: Rgb, seed: number): Texture {
  const other = lightness(colour) > 0.25 ? hex('#2b2a2b') : hex('#e6e0d4');
  const random = new Random(seed);
  const fuzz = noise(SIZE, 128, 128, random);
  const threads = 64;
  return paint(SIZE, 0.32, (x, y, i) => {
    const [a, b] = [Math.floor((x / SIZE) * threads), Math.floor((y / SIZE) * threads)];
    const warp = (a + b) % 4 < 2;
    const dark = warp ? a % 8 < 4 : b % 8 < 4;
    return scaleRgb(dark ? colour : other, 0.94 + 0.12 * fuzz[i]);
  });
}

/** Chalk lines two centimetres apart on a smooth worsted. */
export function pinstripe(colour: Rgb, seed: number): Texture {
  const chalk = mixRgb(colour, hex('#e8e4da'), lightness(colour) > 0.3 ? 0.9 : 0.6);
  const random = new Random(seed);
  const broken = noise(SIZE, 8, 128, random);
  return paint(SIZE, 0.176, (x, y, i) => {
    const u = ((x / SIZE) * 8) % 1;
    const ground = scaleRgb(colour, 0.93 + 0.12 * twill(x / SIZE, y / SIZE, 64));
    return u < 0.1 ? mixRgb(ground, chalk, 0.6 + 0.35 * broken[i]) : ground;
  });
}

/** A tartan: broad bands, narrow ones between, a bright overcheck; mixed where they cross. */
export function check(colour: Rgb, seed: number): Texture {
  const dark = scaleRgb(colour, 0.3);
  const light = mixRgb(colour, hex('#ece4d0'), 0.62);
  const band = (t: number): Rgb => {
    if (t > 0.06 && t < 0.1) return light;
    if (t > 0.3 && t < 0.5) return dark;
    if ((t > 0.54 && t < 0.58) || (t > 0.62 && t < 0.66)) return dark;
    if (t > 0.8 && t < 0.82) return hex('#c9a23f');
    return colour;
  };
  const random = new Random(seed);
  const fuzz = noise(SIZE, 120, 120, random);
  return paint(SIZE, 0.24, (x, y, i) => {
    const [u, v] = [((x / SIZE) * 2) % 1, ((y / SIZE) * 2) % 1];
    const over = (x + y) % 4 < 2;
    return scaleRgb(mixRgb(band(u), band(v), over ? 0.32 : 0.68), 0.94 + 0.12 * fuzz[i]);
  });
}

/** Herringbone of two tones with coloured flecks. */
export function tweed(colour: Rgb, seed: number): Texture {
  const random = new Random(seed);
  const fuzz = noise(SIZE, 96, 96, random);
  const flecks = noise(SIZE, 110, 60, random);
  const hue = noise(SIZE, 40, 40, random);
  const pale = mixRgb(colour, hex('#e2d8c4'), 0.45);
  const deep = scaleRgb(colour, 0.45);
  const bright = [hex('#b0632f'), hex('#5d7a52'), hex('#46618a')];
  return paint(SIZE, 0.2, (x, y, i) => {
    const u = ((x / SIZE) * 8) % 2;
    const lean = u < 1 ? u : 2 - u;
    const rib = ((y / SIZE) * 32 + lean * 3.2) % 1;
    const ground = mixRgb(pale, deep, rib < 0.5 ? 0.15 : 0.85);
    const fleck = flecks[i] > 0.86 ? 0.75 : 0;
    return scaleRgb(mixRgb(ground, bright[Math.min(2, Math.floor(hue[i] * 3))], fleck), 0.85 + 0.3 * fuzz[i]);
  });
}

/** Twill of dyed warp and pale weft, worn in streaks along the warp. */
export function denim(colour: Rgb, seed: number): Texture {
  const random = new Random(seed);
  const streaks = noise(SIZE, 128, 5, random);
  const wear = fbm(SIZE, 3, 4, 3, random);
  const pale = mixRgb(colour, hex('#dfe3e6'), 0.62);
  return paint(SIZE, 0.25, (x, y, i) => {
    const rib = twill(x / SIZE, y / SIZE, 64);
    const ground = mixRgb(colour, pale, 0.06 + 0.2 * rib + 0.1 * (streaks[i] - 0.5) + 0.2 * (wear[i] - 0.5));
    return ground;
  });
}

/** Cords that run down the cloth. */
export function corduroy(colour: Rgb, seed: number): Texture {
  const random = new Random(seed);
  const pile = noise(SIZE, 128, 64, random);
  return paint(SIZE, 0.16, (x, _y, i) => {
    const cord = Math.abs(Math.sin(Math.PI * (x / SIZE) * 28));
    return scaleRgb(colour, 0.5 + 0.55 * cord ** 0.6 + 0.14 * (pile[i] - 0.5));
  });
}

/** Columns of stitches, each a pair of slanting strands; every third column lies back as a rib. */
export function knit(colour: Rgb, seed: number): Texture {
  const random = new Random(seed);
  const fuzz = noise(SIZE, 100, 100, random);
  return paint(SIZE, 0.17, (x, y, i) => {
    const column = (x / SIZE) * 24;
    const u = (column % 1) - 0.5;
    const v = ((y / SIZE) * 32 + Math.abs(u) * 1.1) % 1;
    const strand = Math.sin(Math.PI * v) ** 0.7 * (1 - 0.9 * Math.abs(Math.abs(u) - 0.25));
    const back = Math.floor(column) % 3 === 2 ? 0.66 : 1;
    return scaleRgb(colour, (0.45 + 0.62 * strand) * back + 0.14 * (fuzz[i] - 0.5));
  });
}

/** Braids between ladders of plain stitches. */
export function cableKnit(colour: Rgb, seed: number): Texture {
  const random = new Random(seed);
  const fuzz = noise(SIZE, 100, 100, random);
  return paint(SIZE, 0.24, (x, y, i) => {
    const u = ((x / SIZE) * 3) % 1;
    const v = (y / SIZE) * 4;
    let shade = 0.62 + 0.2 * Math.abs(wave(u * 6)) * (0.6 + 0.4 * wave((y / SIZE) * 48));
    if (u > 0.2 && u < 0.8) {
      const across = (u - 0.5) / 0.3;
      shade = 0.34;
      // Two strands that cross; the one in front is the brighter.
      for (const [phase, front] of [
        [0, 1],
        [0.5, -1],
      ]) {
        const middle = 0.5 * wave(v + phase);
        const depth = 0.5 + 0.5 * front * Math.cos(2 * Math.PI * (v + phase));
        const distance = Math.abs(across - middle) / 0.46;
        if (distance < 1) {
          const round = Math.sqrt(1 - distance * distance);
          const plies = 0.9 + 0.1 * wave((y / SIZE) * 40 + across * 2);
          shade = Math.max(shade, (0.62 + 0.25 * depth) * round * plies + 0.22);
        }
      }
    }
    return scaleRgb(colour, shade + 0.12 * (fuzz[i] - 0.5));
  });
}

/** Blossoms with leaves, strewn so that they meet across the repeat. */
export function floral(colour: Rgb, seed: number): Texture {
  const random = new Random(seed);
  const [petal, heart] =
    lightness(colour) > 0.35 ? [hex('#b8385a'), hex('#e3b23c')] : [hex('#f0d9d2'), hex('#dba63a')];
  const second = lightness(colour) > 0.35 ? hex('#3f6aa0') : hex('#df8c84');
  const leaf = lightness(colour) > 0.35 ? hex('#4f7a4c') : hex('#86a571');
  const strewn = Array.from({ length: 22 }, (_, k) => ({
    x: ((k * 0.754877) % 1) + random.between(-0.03, 0.03),
    y: ((k * 0.56984) % 1) + random.between(-0.03, 0.03),
    size: random.between(0.05, 0.1),
    turn: random.between(0, 6.28),
    kind: k % 3,
  }));
  const soft = noise(SIZE, 64, 64, random);
  return paint(SIZE, 0.3, (x, y, i) => {
    let ink = scaleRgb(colour, 0.97 + 0.06 * soft[i]);
    for (const { x: cx, y: cy, size, turn, kind } of strewn) {
      const dx = wrapped(x / SIZE - cx);
      const dy = wrapped(y / SIZE - cy);
      const r = Math.hypot(dx, dy) / size;
      if (r > 1.6) continue;
      const angle = Math.atan2(dy, dx) + turn;
      if (kind === 2) {
        if (r < 0.85 * Math.abs(Math.cos(angle)) ** 3) ink = leaf;
        continue;
      }
      const edge = 0.62 + 0.38 * Math.abs(Math.cos(2.5 * angle));
      if (Math.abs(Math.cos(angle * 1.5 + 0.8)) > 0.93 && r < 1.35) ink = leaf;
      if (r < edge) ink = scaleRgb(kind === 0 ? petal : second, 0.8 + 0.3 * r);
      if (r < 0.24) ink = heart;
    }
    return ink;
  });
}

const wrapped = (d: number): number => d - Math.round(d);

/** Even stripes around the body. */
export function stripe(colour: Rgb, seed: number): Texture {
  const ground = lightness(colour) > 0.4 ? hex('#2f3a55') : hex('#ece8de');
  const random = new Random(seed);
  const fuzz = noise(SIZE, 128, 128, random);
  return paint(SIZE, 0.28, (_x, y, i) => {
    const t = ((y / SIZE) * 8) % 1;
    return scaleRgb(t < 0.42 ? colour : ground, 0.96 + 0.08 * fuzz[i]);
  });
}

/** Dots in rows out of step. */
export function dot(colour: Rgb, seed: number): Texture {
  const spot = lightness(colour) > 0.45 ? hex('#2b2a2c') : hex('#ece7dd');
  const random = new Random(seed);
  const fuzz = noise(SIZE, 128, 128, random);
  return paint(SIZE, 0.24, (x, y, i) => {
    const v = (y / SIZE) * 8;
    const row = Math.floor(v);
    const u = (x / SIZE) * 8 + (row % 2) * 0.5;
    const inside = Math.hypot((u % 1) - 0.5, (v % 1) - 0.5) < 0.27;
    return scaleRgb(inside ? spot : colour, 0.96 + 0.08 * fuzz[i]);
  });
}

/** Discs like scales, each catching the light by itself. */
export function sequin(colour: Rgb, seed: number): Texture {
  const random = new Random(seed);
  const scales = cells(SIZE, 34, 0.25, random);
  const tilt = Float32Array.from({ length: scales.count }, () => random.next());
  return paint(SIZE, 0.2, (_x, _y, i) => {
    const edge = step(0.02, 0.16, scales.second[i] - scales.near[i]);
    const glint = tilt[scales.id[i]];
    return scaleRgb(
      mixRgb(colour, hex('#f4efe4'), glint > 0.88 ? 0.6 : 0),
      (0.45 + 0.85 * glint) * (0.5 + 0.5 * edge),
    );
  });
}

/** Smooth cloth of fine threads that shimmers in broad streaks along the fall. */
export function silk(colour: Rgb, seed: number): Texture {
  const random = new Random(seed);
  const streaks = noise(SIZE, 90, 6, random);
  const sheen = fbm(SIZE, 4, 3, 2, random);
  return paint(SIZE, 0.5, (_x, _y, i) =>
    scaleRgb(colour, 1 + 0.08 * (streaks[i] - 0.5) + 0.16 * (sheen[i] - 0.5)),
  );
}

/** Light cloth with a fine square of thicker threads. */
export function ripstop(colour: Rgb, seed: number): Texture {
  const random = new Random(seed);
  const creases = fbm(SIZE, 6, 6, 3, random);
  return paint(SIZE, 0.2, (x, y, i) => {
    const grid = x % 8 === 0 || y % 8 === 0 ? 0.86 : 1;
    return scaleRgb(colour, grid * (1 + 0.18 * (creases[i] - 0.5)));
  });
}

/** Napped leather or felt: no threads, a soft mottle brushed one way. */
export function nap(colour: Rgb, depth: number, seed: number): Texture {
  const random = new Random(seed);
  const brushed = fbm(SIZE, 7, 4, 3, random);
  const fine = noise(SIZE, 128, 128, random);
  return paint(SIZE, 0.5, (x, y, i) =>
    scaleRgb(colour, 1 + depth * (at(brushed, SIZE, x, y) - 0.5) + 0.1 * (fine[i] - 0.5)),
  );
}

/** Fine ribs of a knitted shirt, or strands of hair: lighter and darker lines along v. */
export function strands(colour: Rgb, lines: number, depth: number, metres: number, seed: number): Texture {
  const random = new Random(seed);
  const fine = noise(SIZE, lines, 4, random);
  const broad = noise(SIZE, Math.max(4, Math.round(lines / 6)), 3, random);
  return paint(SIZE, metres, (_x, _y, i) =>
    scaleRgb(colour, 1 + depth * (0.6 * fine[i] + 0.4 * broad[i] - 0.5)),
  );
}
