import { Random } from '../../geometry/random';
import type { Rgb, Texture } from '../material';
import { BOOK_SPINES } from '../pictures';
import { hex, mixRgb, paint, scaleRgb } from './canvas';
import { fbm, noise, step } from './field';

const SIZE = 256;

/** A low sun over rolling hills, in ochres and reds. */
export function paintingWarm(seed: number): Texture {
  const random = new Random(seed);
  const brush = fbm(SIZE, 6, 40, 3, random);
  const sky: [Rgb, Rgb] = [hex('#e8c48a'), hex('#c96f4a')];
  const hills = [hex('#b4552f'), hex('#8c3b2b'), hex('#5e2a28'), hex('#d9a441')];
  return paint(SIZE, 1, (x, y, i) => {
    const [u, v] = [x / SIZE, y / SIZE];
    let colour = mixRgb(sky[0], sky[1], step(0.35, 1, v));
    const sun = Math.hypot(u - 0.64, v - 0.62);
    colour = mixRgb(hex('#f4e2b0'), colour, step(0.1, 0.115, sun));
    hills.forEach((hill, k) => {
      const ridge = 0.5 - 0.13 * k + 0.07 * Math.sin(2 * Math.PI * (u * (1 + 0.5 * k) + 0.27 * k));
      colour = mixRgb(hill, colour, step(-0.006, 0.006, v - ridge));
    });
    return scaleRgb(colour, 0.85 + 0.3 * brush[i]);
  });
}

/** Bands of sea and sky with two overlapping discs, in blues. */
export function paintingCool(seed: number): Texture {
  const random = new Random(seed);
  const brush = fbm(SIZE, 5, 30, 3, random);
  const bands = [hex('#12324a'), hex('#1f5673'), hex('#4f8a9c'), hex('#a9c8c8'), hex('#dfe3d8')];
  return paint(SIZE, 1, (x, y, i) => {
    const [u, v] = [x / SIZE, y / SIZE];
    const level = v + 0.03 * Math.sin(2 * Math.PI * u * 1.5) + 0.05 * (brush[i] - 0.5);
    let colour = bands[Math.min(4, Math.max(0, Math.floor(level * 5)))];
    const left = Math.hypot(u - 0.36, v - 0.55);
    const right = Math.hypot(u - 0.6, v - 0.42);
    colour = mixRgb(mixRgb(hex('#0f2334'), colour, 0.15), colour, step(0.21, 0.218, left));
    colour = mixRgb(mixRgb(hex('#d7b06a'), colour, 0.25), colour, step(0.13, 0.138, right));
    return scaleRgb(colour, 0.88 + 0.24 * brush[i]);
  });
}

/** Black brush arcs on paper. */
export function paintingMono(seed: number): Texture {
  const random = new Random(seed);
  const bristle = noise(SIZE, 90, 90, random);
  const paper = fbm(SIZE, 30, 30, 3, random);
  const arcs = [
    { x: 0.5, y: 0.52, r: 0.3, width: 0.075, from: 1, to: 6.75 },
    { x: 0.5, y: -0.9, r: 1.02, width: 0.022, from: 1.3, to: 1.84 },
  ];
  return paint(SIZE, 1, (x, y, i) => {
    const [u, v] = [x / SIZE, y / SIZE];
    let ink = 0;
    for (const arc of arcs) {
      const [du, dv] = [u - arc.x, v - arc.y];
      let angle = Math.atan2(dv, du);
      while (angle < arc.from) angle += 2 * Math.PI;
      if (angle > arc.to) continue;
      const run = (angle - arc.from) / (arc.to - arc.from);
      const half = arc.width * (1 - 0.65 * run) * (0.85 + 0.3 * bristle[i]);
      ink = Math.max(ink, 1 - step(half * 0.8, half, Math.abs(Math.hypot(du, dv) - arc.r)));
    }
    return mixRgb(scaleRgb(hex('#e9e4d8'), 0.94 + 0.12 * paper[i]), hex('#22201f'), ink);
  });
}

/** A dark display: a dim evening landscape behind glass. */
export function screen(seed: number): Texture {
  const random = new Random(seed);
  const clouds = fbm(SIZE, 3, 5, 3, random);
  return paint(SIZE, 1, (x, y, i) => {
    const [u, v] = [x / SIZE, y / SIZE];
    const ridge = 0.36 + 0.08 * Math.sin(2 * Math.PI * u) + 0.04 * Math.sin(6 * Math.PI * u + 1);
    if (v < ridge) return scaleRgb([0.03, 0.038, 0.045], 0.8 + 0.3 * v);
    return mixRgb([0.11, 0.075, 0.07], [0.035, 0.06, 0.1], step(ridge, 0.95, v + 0.25 * (clouds[i] - 0.5)));
  });
}

/** Spines side by side: cloth of many colours with title bands, darker towards their rounded edges. */
export function books(seed: number): Texture {
  const random = new Random(seed);
  const cloth = noise(SIZE, 128, 128, random);
  const dyes = [
    '#7b2d26',
    '#24445c',
    '#2f5d50',
    '#c9a227',
    '#e4ddcb',
    '#3b3a4a',
    '#a8522f',
    '#5b7a8c',
    '#8c8a5a',
    '#d8d3c8',
    '#1f2d3a',
    '#b5654a',
    '#6b4a3a',
    '#4a6b4f',
    '#9c3d4a',
    '#c7b493',
  ].map(hex);
  const bands = dyes.map((_, k) => ({
    title: random.between(0.55, 0.72),
    height: random.between(0.07, 0.16),
    foot: random.chance(0.5),
    ink: k % 5 === 4 || k === 9 || k === 15 ? hex('#2c2723') : hex('#d9c48f'),
  }));
  return paint(SIZE, 1, (x, y, i) => {
    const u = (x / SIZE) * BOOK_SPINES;
    const v = y / SIZE;
    const k = Math.floor(u);
    const { title, height, foot, ink } = bands[k];
    const inTitle = v > title && v < title + height && u - k > 0.25 && u - k < 0.75;
    const line =
      Math.abs(v - title + 0.035) < 0.006 ||
      Math.abs(v - title - height - 0.035) < 0.006 ||
      (foot && Math.abs(v - 0.12) < 0.01);
    const round = 0.78 + 0.22 * Math.sin(Math.PI * (u - k));
    return scaleRgb(inTitle || line ? mixRgb(dyes[k], ink, 0.8) : dyes[k], round * (0.95 + 0.1 * cloth[i]));
  });
}
