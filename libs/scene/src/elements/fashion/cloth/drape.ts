import type { Collider } from './collider';

export interface Drape {
  /** [3·V] at rest: lengths of the cut cloth follow from it. */
  pattern: Float64Array;
  /** [3·V] where the bones have carried it: the beginning, and what held vertices stay at. */
  posed: Float64Array;
  triangles: Uint32Array;
  /** [V] 0 hangs free … 1 is held where it was posed. */
  held: Float64Array;
  /** [V] kinds of what it passes by (KIND). */
  ignored: Uint8Array;
  /** [V] distance from what it lies on, metres. */
  distance: Float64Array;
  /** 0 silk … 1 felt: how much it resists folding. */
  stiffness: number;
}

const STEPS = 28;
const ITERATIONS = 8;
const STEP_SECONDS = 0.016;
/** A tenth of the real one: the same rest, reached before the cloth has stretched. */
const GRAVITY = 1.2;
const DAMPING = 0.94;
/** What a point lies on is looked for at every so many steps. */
const SEARCH = 4;

/**
 * Lets cloth fall onto the body until it rests: position-based dynamics with lengths, folds and collisions. The same
 * input gives the same folds.
 */
export function drape(cloth: Drape, colliders: readonly Collider[]): Float64Array {
  const { pattern, posed, triangles, held } = cloth;
  const count = held.length;
  const edges = lengthsOf(triangles, pattern);
  const folds = foldsOf(triangles, pattern);
  const points = Float64Array.from(posed);
  const before = Float64Array.from(posed);
  const under = colliders.map(() => new Int32Array(count));
  const fall = GRAVITY * STEP_SECONDS * STEP_SECONDS;
  for (let step = 0; step < STEPS; step++) {
    for (let k = 0; k < count * 3; k++) {
      const moved = points[k] + (points[k] - before[k]) * DAMPING - (k % 3 === 1 ? fall : 0);
      before[k] = points[k];
      points[k] = moved + (posed[k] - moved) * held[(k / 3) | 0];
    }
    if (step % SEARCH === 0) search(points, cloth, colliders, under);
    for (let iteration = 0; iteration < ITERATIONS; iteration++) {
      relax(points, edges, held, 1);
      if (iteration % 2 === 0) relax(points, folds, held, cloth.stiffness);
      if (iteration % 3 === 1) collide(points, before, cloth, colliders, under);
    }
    collide(points, before, cloth, colliders, under);
  }
  return points;
}

function search(
  points: Float64Array,
  { ignored }: Drape,
  colliders: readonly Collider[],
  under: Int32Array[],
): void {
  colliders.forEach((collider, c) => {
    for (let v = 0; v < ignored.length; v++)
      under[c][v] = collider.nearest(points[v * 3], points[v * 3 + 1], points[v * 3 + 2], ignored[v]);
  });
}

function collide(
  points: Float64Array,
  before: Float64Array,
  { held, distance }: Drape,
  colliders: readonly Collider[],
  under: Int32Array[],
): void {
  for (let c = 0; c < colliders.length; c++) {
    const collider = colliders[c];
    for (let v = 0; v < held.length; v++) {
      if (under[c][v] < 0) continue;
      const at = v * 3;
      if (!collider.pushOut(points, at, under[c][v], distance[v])) continue;
      // Cloth rubs against what it lies on.
      before[at] += (points[at] - before[at]) * 0.6;
      before[at + 1] += (points[at + 1] - before[at + 1]) * 0.6;
      before[at + 2] += (points[at + 2] - before[at + 2]) * 0.6;
    }
  }
}

interface Links {
  /** [2·n] */
  ends: Uint32Array;
  lengths: Float64Array;
}

function relax(points: Float64Array, { ends, lengths }: Links, held: Float64Array, strength: number): void {
  for (let i = 0; i < lengths.length; i++) {
    const a = ends[i * 2];
    const b = ends[i * 2 + 1];
    const p = a * 3;
    const q = b * 3;
    const dx = points[q] - points[p];
    const dy = points[q + 1] - points[p + 1];
    const dz = points[q + 2] - points[p + 2];
    const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
    const wa = 1 - held[a];
    const wb = 1 - held[b];
    const sum = (wa + wb) * length;
    if (sum < 1e-9) continue;
    const error = (strength * (length - lengths[i])) / sum;
    points[p] += dx * error * wa;
    points[p + 1] += dy * error * wa;
    points[p + 2] += dz * error * wa;
    points[q] -= dx * error * wb;
    points[q + 1] -= dy * error * wb;
    points[q + 2] -= dz * error * wb;
  }
}

function lengthsOf(triangles: Uint32Array, pattern: Float64Array): Links {
  const seen = new Set<number>();
  const ends: number[] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    for (let k = 0; k < 3; k++) {
      const [a, b] = [triangles[t + k], triangles[t + ((k + 1) % 3)]];
      const key = Math.min(a, b) * 0x100000 + Math.max(a, b);
      if (seen.has(key)) continue;
      seen.add(key);
      ends.push(a, b);
    }
  }
  return linksOf(ends, pattern);
}

/** The far corners of every two triangles that share an edge: as far apart as the cloth is flat. */
function foldsOf(triangles: Uint32Array, pattern: Float64Array): Links {
  const opposite = new Map<number, number>();
  const ends: number[] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    for (let k = 0; k < 3; k++) {
      const [a, b, c] = [triangles[t + k], triangles[t + ((k + 1) % 3)], triangles[t + ((k + 2) % 3)]];
      const key = Math.min(a, b) * 0x100000 + Math.max(a, b);
      const other = opposite.get(key);
      if (other === undefined) opposite.set(key, c);
      else ends.push(other, c);
    }
  }
  return linksOf(ends, pattern);
}

function linksOf(ends: number[], pattern: Float64Array): Links {
  const lengths = Float64Array.from({ length: ends.length / 2 }, (_, i) => {
    const [a, b] = [ends[i * 2] * 3, ends[i * 2 + 1] * 3];
    return Math.hypot(
      pattern[b] - pattern[a],
      pattern[b + 1] - pattern[a + 1],
      pattern[b + 2] - pattern[a + 2],
    );
  });
  return { ends: Uint32Array.from(ends), lengths };
}
