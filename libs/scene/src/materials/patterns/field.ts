import { Random } from '../../geometry/random';

/** A square of scalars, [size·size], row 0 at v = 0; all generators here repeat seamlessly in u and v. */
export type Field = Float32Array;

const smooth = (t: number) => t * t * (3 - 2 * t);

/** Smooth value noise 0–1 on a periodic lattice of `cellsU` × `cellsV`; unequal cells give streaks. */
export function noise(size: number, cellsU: number, cellsV: number, random: Random): Field {
  const lattice = Float32Array.from({ length: cellsU * cellsV }, () => random.next());
  const field = new Float32Array(size * size);
  const columns = Array.from({ length: size }, (_, x) => {
    const u = (x / size) * cellsU;
    const i = Math.floor(u);
    return { i, next: (i + 1) % cellsU, f: smooth(u - i) };
  });
  for (let y = 0; y < size; y++) {
    const v = (y / size) * cellsV;
    const j = Math.floor(v);
    const f = smooth(v - j);
    const row = j * cellsU;
    const nextRow = ((j + 1) % cellsV) * cellsU;
    for (let x = 0; x < size; x++) {
      const c = columns[x];
      const low = lattice[row + c.i] + (lattice[row + c.next] - lattice[row + c.i]) * c.f;
      const high = lattice[nextRow + c.i] + (lattice[nextRow + c.next] - lattice[nextRow + c.i]) * c.f;
      field[y * size + x] = low + (high - low) * f;
    }
  }
  return field;
}

/** Octaves of noise, each twice as fine and `gain` times as strong; mean about 0.5, range within 0–1. */
export function fbm(
  size: number,
  cellsU: number,
  cellsV: number,
  octaves: number,
  random: Random,
  gain = 0.5,
): Field {
  const sum = new Float32Array(size * size);
  let weight = 1;
  let total = 0;
  for (let k = 0; k < octaves; k++) {
    const scale = 2 ** k;
    const octave = noise(size, Math.min(size, cellsU * scale), Math.min(size, cellsV * scale), random);
    for (let i = 0; i < sum.length; i++) sum[i] += weight * octave[i];
    total += weight;
    weight *= gain;
  }
  for (let i = 0; i < sum.length; i++) sum[i] /= total;
  return sum;
}

/** Reads a field at a wrapped position in pixels, without interpolation. */
export function at(field: Field, size: number, x: number, y: number): number {
  const i = ((Math.floor(x) % size) + size) % size;
  const j = ((Math.floor(y) % size) + size) % size;
  return field[j * size + i];
}

export interface Cells {
  /** Which cell a pixel belongs to. */
  id: Uint16Array;
  /** Distance to the cell's centre and to the next one, in cell widths. */
  near: Field;
  second: Field;
  count: number;
}

/** Periodic cellular noise of `n` × `n` jittered points (n ≤ 255). */
export function cells(size: number, n: number, jitter: number, random: Random): Cells {
  const points = Array.from({ length: n * n }, () => [
    0.5 + jitter * (random.next() - 0.5),
    0.5 + jitter * (random.next() - 0.5),
  ]);
  const id = new Uint16Array(size * size);
  const near = new Float32Array(size * size);
  const second = new Float32Array(size * size);
  for (let y = 0; y < size; y++) {
    const v = (y / size) * n;
    const cj = Math.floor(v);
    for (let x = 0; x < size; x++) {
      const u = (x / size) * n;
      const ci = Math.floor(u);
      let first = 9;
      let next = 9;
      let owner = 0;
      for (let dj = -1; dj <= 1; dj++) {
        for (let di = -1; di <= 1; di++) {
          const k = ((cj + dj + n) % n) * n + ((ci + di + n) % n);
          const [px, py] = points[k];
          const du = ci + di + px - u;
          const dv = cj + dj + py - v;
          const distance = du * du + dv * dv;
          if (distance < first) {
            next = first;
            first = distance;
            owner = k;
          } else if (distance < next) next = distance;
        }
      }
      const i = y * size + x;
      id[i] = owner;
      near[i] = Math.sqrt(first);
      second[i] = Math.sqrt(next);
    }
  }
  return { id, near, second, count: n * n };
}

/** 0 below `low`, 1 above `high`, smooth between. */
export function step(low: number, high: number, x: number): number {
  return smooth(Math.min(1, Math.max(0, (x - low) / (high - low))));
}
