import { Random } from '../../geometry/random';
import type { Rgb, Texture } from '../material';
import { paint, scaleRgb } from './canvas';
import { fbm, step } from './field';

/** Pantiles in courses: v runs up the slope; every tile rolls across u and shades the course below. */
export function pantiles(colours: readonly Rgb[], seed: number): Texture {
  const size = 512;
  const [across, courses] = [8, 6];
  const random = new Random(seed);
  const weather = fbm(size, 5, 5, 4, random);
  const faces = Array.from({ length: across * courses }, () =>
    scaleRgb(random.pick(colours), random.between(0.85, 1.15)),
  );
  return paint(size, 1.8, (x, y, i) => {
    const [u, v] = [(x / size) * across, (y / size) * courses];
    const [column, course] = [Math.floor(u), Math.floor(v)];
    const roll = 0.62 + 0.38 * Math.sin(Math.PI * (0.08 + 0.84 * (u - column)));
    const lap = 0.42 + 0.58 * step(0, 0.1, 1 - (v - course));
    const lip = 1 + 0.12 * (1 - step(0, 0.12, v - course));
    return scaleRgb(faces[course * across + column], roll * lap * lip * (0.78 + 0.44 * weather[i]));
  });
}

/** Slates: courses shifted by half, each slate of its own grey. */
export function slates(colours: readonly Rgb[], seed: number): Texture {
  const size = 512;
  const [across, courses] = [6, 8];
  const random = new Random(seed);
  const weather = fbm(size, 10, 10, 4, random, 0.6);
  const faces = Array.from({ length: across * courses }, () =>
    scaleRgb(random.pick(colours), random.between(0.75, 1.25)),
  );
  return paint(size, 1.6, (x, y, i) => {
    const v = (y / size) * courses;
    const course = Math.floor(v);
    const u = (x / size) * across + (course % 2) * 0.5;
    const column = Math.floor(u) % across;
    const side = step(0.004, 0.02, Math.min(u % 1, 1 - (u % 1)));
    const lap = 0.45 + 0.55 * step(0, 0.09, 1 - (v - course));
    return scaleRgb(faces[course * across + column], (0.55 + 0.45 * side) * lap * (0.8 + 0.4 * weather[i]));
  });
}
