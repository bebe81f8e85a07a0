import type { Vec3 } from '../document/scene-document';
import type { SceneMesh } from '../geometry/mesh';
import { cross, normalise, scale } from '../geometry/vector';

/** Offsets of the taps that soften a shadow's edge, in the unit disc. */
const TAPS = [
  [0.0, 0.0],
  [0.72, 0.18],
  [-0.21, 0.71],
  [-0.68, -0.25],
  [0.26, -0.69],
  [0.55, 0.75],
  [-0.78, 0.42],
  [-0.45, -0.85],
  [0.85, -0.4],
] as const;

/**
 * Distances from the sun, drawn once: scene and sun stand still during a clip, so a shadow costs a few look-ups a pixel.
 * Orthographic along the sun's rays over the bounds that matter.
 */
export class ShadowMap {
  private readonly depth: Float32Array;
  private readonly right: Vec3;
  private readonly up: Vec3;
  private readonly along: Vec3;
  private readonly left: number;
  private readonly bottom: number;
  private readonly texel: number;
  /** Radius of the softened edge, metres: the sun's disc seen past an edge about two metres away. */
  private readonly softness: number;

  /**
   * @param bounds where shadows are wanted; what casts them may stand anywhere
   * @param size edge of the map, texels
   */
  constructor(
    mesh: SceneMesh,
    sunDirection: Vec3,
    bounds: { min: Vec3; max: Vec3 },
    private readonly size: number,
  ) {
    this.depth = new Float32Array(size * size).fill(Infinity);
    this.along = scale(sunDirection, -1);
    this.right = normalise(cross(this.along, Math.abs(sunDirection[1]) > 0.99 ? [1, 0, 0] : [0, 1, 0]));
    this.up = cross(this.right, this.along);
    const [left, width] = extent(bounds, this.right);
    const [bottom, height] = extent(bounds, this.up);
    this.left = left;
    this.bottom = bottom;
    this.texel = Math.max(width, height) / size;
    this.softness = Math.max(0.012, this.texel * 1.5);
    this.draw(mesh);
  }

  /** Share of the sun's disc that a point sees, 0–1; -1 outside the map. `cosine` is that of the surface with the sun. */
  visibility(x: number, y: number, z: number, cosine: number): number {
    const u = (x * this.right[0] + y * this.right[1] + z * this.right[2] - this.left) / this.texel;
    const v = (x * this.up[0] + y * this.up[1] + z * this.up[2] - this.bottom) / this.texel;
    const { depth, size } = this;
    const radius = this.softness / this.texel;
    if (!(u > radius && v > radius && u < size - radius && v < size - radius)) return -1;
    const distance = x * this.along[0] + y * this.along[1] + z * this.along[2];
    const slope = Math.sqrt(1 - cosine * cosine) / Math.max(cosine, 0.05);
    const limit = distance - 0.006 - (this.softness + this.texel) * Math.min(slope, 6);
    let lit = 0;
    for (let k = 0; k < TAPS.length; k++) {
      const column = (u + TAPS[k][0] * radius) | 0;
      const row = (v + TAPS[k][1] * radius) | 0;
      if (depth[row * size + column] >= limit) lit++;
    }
    return lit / TAPS.length;
  }

  private draw(mesh: SceneMesh): void {
    const { positions, indices } = mesh;
    const projected = new Float64Array(positions.length);
    for (let i = 0; i < positions.length; i += 3) {
      const x = positions[i];
      const y = positions[i + 1];
      const z = positions[i + 2];
      projected[i] = (x * this.right[0] + y * this.right[1] + z * this.right[2] - this.left) / this.texel;
      projected[i + 1] = (x * this.up[0] + y * this.up[1] + z * this.up[2] - this.bottom) / this.texel;
      projected[i + 2] = x * this.along[0] + y * this.along[1] + z * this.along[2];
    }
    for (let t = 0; t < indices.length; t += 3) {
      this.fill(projected, indices[t] * 3, indices[t + 1] * 3, indices[t + 2] * 3);
    }
  }

  private fill(p: Float64Array, a: number, b: number, c: number): void {
    const { size } = this;
    const minX = Math.max(0, Math.ceil(Math.min(p[a], p[b], p[c]) - 0.5));
    const maxX = Math.min(size - 1, Math.floor(Math.max(p[a], p[b], p[c]) - 0.5));
    const minY = Math.max(0, Math.ceil(Math.min(p[a + 1], p[b + 1], p[c + 1]) - 0.5));
    const maxY = Math.min(size - 1, Math.floor(Math.max(p[a + 1], p[b + 1], p[c + 1]) - 0.5));
    if (minX > maxX || minY > maxY) return;
    const area = (p[b] - p[a]) * (p[c + 1] - p[a + 1]) - (p[c] - p[a]) * (p[b + 1] - p[a + 1]);
    if (area === 0) return;
    const inv = 1 / area;
    const dAx = (p[b + 1] - p[c + 1]) * inv;
    const dBx = (p[c + 1] - p[a + 1]) * inv;
    for (let y = minY; y <= maxY; y++) {
      const sx = minX + 0.5;
      const sy = y + 0.5;
      let wa = ((p[b] - sx) * (p[c + 1] - sy) - (p[c] - sx) * (p[b + 1] - sy)) * inv;
      let wb = ((p[c] - sx) * (p[a + 1] - sy) - (p[a] - sx) * (p[c + 1] - sy)) * inv;
      for (let x = minX, i = y * size + minX; x <= maxX; x++, i++) {
        if (wa >= -1e-9 && wb >= -1e-9 && wa + wb <= 1 + 1e-9) {
          const z = wa * p[a + 2] + wb * p[b + 2] + (1 - wa - wb) * p[c + 2];
          if (z < this.depth[i]) this.depth[i] = z;
        }
        wa += dAx;
        wb += dBx;
      }
    }
  }
}

/** Lowest coordinate of the bounds' corners along an axis, and their extent. */
function extent(bounds: { min: Vec3; max: Vec3 }, axis: Vec3): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let corner = 0; corner < 8; corner++) {
    const value =
      (corner & 1 ? bounds.max[0] : bounds.min[0]) * axis[0] +
      (corner & 2 ? bounds.max[1] : bounds.min[1]) * axis[1] +
      (corner & 4 ? bounds.max[2] : bounds.min[2]) * axis[2];
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low - 0.05, high - low + 0.1];
}
