import type { Collider } from './collider';

/** How a cloth moves. */
export interface ClothNature {
  /** 0 silk … 1 felt: how much it resists folding. */
  stiffness: number;
  /** Distance it keeps from what it lies on, metres. */
  thickness: number;
}

export interface Drape {
  /** [3·V] at rest: lengths of the cut cloth follow from it. */
  pattern: Float64Array;
  /** [3·V] where the bones have carried it: the beginning, and what held vertices stay at. */
  posed: Float64Array;
  triangles: Uint32Array;
  /** [V] 0 hangs free … 1 is held where it was posed. */
  held: Float64Array;
  /** [V] cloth of the arms. */
  isArm: Uint8Array;
  /** [V] distance from what it lies on, metres. */
  distance: Float64Array;
  stiffness: number;
}

const STEPS = 36;
const ITERATIONS = 6;
const STEP_SECONDS = 0.016;
const GRAVITY = 9.8;
const DAMPING = 0.94;

/**
 * Lets cloth fall onto the body until it rests: position-based dynamics with lengths, folds and collisions. The same
 * input gives the same folds.
 */
export function drape(cloth: Drape, colliders: readonly Collider[]): Float64Array {
  const { pattern, posed, triangles, held, distance, isArm } = cloth;
  const count = held.length;
  const edges = lengthsOf(triangles, pattern);
  const folds = foldsOf(triangles, pattern);
  const points = Float64Array.from(posed);
  const before = Float64Array.from(posed);
  const fall = GRAVITY * STEP_SECONDS * STEP_SECONDS;
  for (let step = 0; step < STEPS; step++) {
    for (let v = 0; v < count; v++) {
      for (let k = v * 3; k < v * 3 + 3; k++) {
        const moved = points[k] + (points[k] - before[k]) * DAMPING - (k % 3 === 1 ? fall : 0);
        before[k] = points[k];
        points[k] = moved + (posed[k] - moved) * held[v];
      }
    }
    for (let iteration = 0; iteration < ITERATIONS; iteration++) {
      relax(points, edges, held, 1);
      relax(points, folds, held, cloth.stiffness);
      // Collisions are dear: at the last and at the middle iteration.
      if (iteration % 3 !== 2) continue;
      for (let v = 0; v < count; v++) {
        if (held[v] >= 1) continue;
        for (const collider of colliders) {
          if (!collider.pushOut(points, v * 3, distance[v], isArm[v] === 1)) continue;
          // Cloth rubs against what it lies on.
          for (let k = v * 3; k < v * 3 + 3; k++) before[k] += (points[k] - before[k]) * 0.6;
        }
      }
    }
  }
  return points;
}

interface Links {
  /** [2·n] */
  ends: Uint32Array;
  lengths: Float64Array;
}

function relax(points: Float64Array, { ends, lengths }: Links, held: Float64Array, strength: number): void {
  for (let i = 0; i < lengths.length; i++) {
    const [a, b] = [ends[i * 2], ends[i * 2 + 1]];
    const [p, q] = [a * 3, b * 3];
    const dx = points[q] - points[p];
    const dy = points[q + 1] - points[p + 1];
    const dz = points[q + 2] - points[p + 2];
    const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
    if (length < 1e-9) continue;
    const [wa, wb] = [1 - held[a], 1 - held[b]];
    const sum = wa + wb;
    if (sum <= 0) continue;
    const error = (strength * (length - lengths[i])) / length / sum;
    const [sa, sb] = [error * wa, error * wb];
    points[p] += dx * sa;
    points[p + 1] += dy * sa;
    points[p + 2] += dz * sa;
    points[q] -= dx * sb;
    points[q + 1] -= dy * sb;
    points[q + 2] -= dz * sb;
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
