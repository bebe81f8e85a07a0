/** Cosine-weighted directions around +Z, stratified in rings and sectors. [3·count], `count` a square number. */
export function cosineDirections(count: number): Float32Array {
  const side = Math.round(Math.sqrt(count));
  const out = new Float32Array(count * 3);
  for (let ring = 0; ring < side; ring++) {
    for (let sector = 0; sector < side; sector++) {
      // Each ring is turned a little, so that the spokes do not line up.
      const u = (ring + 0.5) / side;
      const angle = (2 * Math.PI * (sector + fraction(ring * 0.618034))) / side;
      const radius = Math.sqrt(u);
      const i = (ring * side + sector) * 3;
      out[i] = radius * Math.cos(angle);
      out[i + 1] = radius * Math.sin(angle);
      out[i + 2] = Math.sqrt(1 - u);
    }
  }
  return out;
}

/** A turn in [0, 1) for a vertex, spread evenly over neighbouring numbers (golden ratio). */
export function spin(index: number): number {
  return fraction(index * 0.6180339887);
}

/** Direction k of the set, turned about its axis and moved to the hemisphere of a normal (Duff et al. 2017). */
export function rotatedDirection(
  directions: Float32Array,
  k: number,
  turn: number,
  nx: number,
  ny: number,
  nz: number,
  out: Float32Array,
): void {
  const angle = 2 * Math.PI * turn;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const x = directions[k * 3] * cos - directions[k * 3 + 1] * sin;
  const y = directions[k * 3] * sin + directions[k * 3 + 1] * cos;
  const z = directions[k * 3 + 2];
  const sign = nz >= 0 ? 1 : -1;
  const a = -1 / (sign + nz);
  const b = nx * ny * a;
  out[0] = x * (1 + sign * nx * nx * a) + y * b + z * nx;
  out[1] = x * sign * b + y * (sign + ny * ny * a) + z * ny;
  out[2] = -x * sign * nx - y * ny + z * nz;
}

const fraction = (x: number): number => x - Math.floor(x);
