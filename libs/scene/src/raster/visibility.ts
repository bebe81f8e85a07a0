import type { SceneMesh } from '../geometry/mesh';
import type { View } from './camera-view';

/** Nothing nearer is drawn, metres. */
const NEAR = 0.05;

/** Which triangle each pixel sees: a z-buffer over typed arrays. */
export class VisibilityBuffer {
  /** [H·W] triangle index, -1 for the sky */
  readonly triangle: Int32Array;
  /** [H·W] 1 / distance along the view axis, 0 for the sky */
  readonly inverseDepth: Float32Array;
  private viewSpace = new Float32Array(0);
  private readonly clipped = new Float64Array(12);

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.triangle = new Int32Array(width * height);
    this.inverseDepth = new Float32Array(width * height);
  }

  /** @param left triangles to leave out, by a 1 */
  draw(mesh: SceneMesh, view: View, left: Uint8Array | null = null): void {
    this.triangle.fill(-1);
    this.inverseDepth.fill(0);
    const space = this.toViewSpace(mesh.positions, view);
    const { indices } = mesh;
    for (let t = 0, n = indices.length / 3; t < n; t++) {
      if (left !== null && left[t] === 1) continue;
      const a = indices[t * 3] * 3;
      const b = indices[t * 3 + 1] * 3;
      const c = indices[t * 3 + 2] * 3;
      const behind =
        (space[a + 2] < NEAR ? 1 : 0) + (space[b + 2] < NEAR ? 1 : 0) + (space[c + 2] < NEAR ? 1 : 0);
      if (behind === 3) continue;
      if (behind > 0) this.drawClipped(space, a, b, c, view, t);
      else
        this.fill(
          space[a], space[a + 1], space[a + 2],
          space[b], space[b + 1], space[b + 2],
          space[c], space[c + 1], space[c + 2],
          view, t,
        ); // prettier-ignore
    }
  }

  private toViewSpace(positions: Float32Array, view: View): Float32Array {
    if (this.viewSpace.length !== positions.length) this.viewSpace = new Float32Array(positions.length);
    const out = this.viewSpace;
    const [px, py, pz] = view.position;
    const [rx, ry, rz] = view.right;
    const [ux, uy, uz] = view.up;
    const [fx, fy, fz] = view.forward;
    for (let i = 0; i < positions.length; i += 3) {
      const x = positions[i] - px;
      const y = positions[i + 1] - py;
      const z = positions[i + 2] - pz;
      out[i] = x * rx + y * ry + z * rz;
      out[i + 1] = x * ux + y * uy + z * uz;
      out[i + 2] = x * fx + y * fy + z * fz;
    }
    return out;
  }

  /** Cuts the triangle at the near plane (Sutherland–Hodgman) and fills the three- or four-cornered rest. */
  private drawClipped(
    space: Float32Array,
    a: number,
    b: number,
    c: number,
    view: View,
    triangle: number,
  ): void {
    const corners = [a, b, c];
    const out = this.clipped;
    let n = 0;
    for (let i = 0; i < 3; i++) {
      const p = corners[i];
      const q = corners[(i + 1) % 3];
      const pz = space[p + 2];
      const qz = space[q + 2];
      if (pz >= NEAR) {
        out[n++] = space[p];
        out[n++] = space[p + 1];
        out[n++] = pz;
      }
      if (pz >= NEAR !== qz >= NEAR) {
        const s = (NEAR - pz) / (qz - pz);
        out[n++] = space[p] + (space[q] - space[p]) * s;
        out[n++] = space[p + 1] + (space[q + 1] - space[p + 1]) * s;
        out[n++] = NEAR;
      }
    }
    for (let i = 6; i < n; i += 3) {
      this.fill(
        out[0], out[1], out[2],
        out[i - 3], out[i - 2], out[i - 1],
        out[i], out[i + 1], out[i + 2],
        view, triangle,
      ); // prettier-ignore
    }
  }

  /** One row of a triangle: pixels `from` to `to`, 1/z beginning at `w` and growing by `step`. */
  protected span(from: number, to: number, w: number, step: number, triangle: number): void {
    const { inverseDepth } = this;
    const ids = this.triangle;
    for (let i = from; i <= to; i++) {
      if (w > inverseDepth[i]) {
        inverseDepth[i] = w;
        ids[i] = triangle;
      }
      w += step;
    }
  }

  /** Fills one triangle given in view space, all corners beyond the near plane. 1/z is linear on the screen. */
  private fill(
    ax: number,
    ay: number,
    az: number,
    bx: number,
    by: number,
    bz: number,
    cx: number,
    cy: number,
    cz: number,
    view: View,
    triangle: number,
  ): void {
    const { width, height } = this;
    const f = view.focal;
    const wa = 1 / az;
    const wb = 1 / bz;
    const wc = 1 / cz;
    const x0 = view.centreX + ax * f * wa;
    const y0 = view.centreY - ay * f * wa;
    const x1 = view.centreX + bx * f * wb;
    const y1 = view.centreY - by * f * wb;
    const x2 = view.centreX + cx * f * wc;
    const y2 = view.centreY - cy * f * wc;
    const minX = Math.max(0, Math.ceil(Math.min(x0, x1, x2) - 0.5));
    const maxX = Math.min(width - 1, Math.floor(Math.max(x0, x1, x2) - 0.5));
    const minY = Math.max(0, Math.ceil(Math.min(y0, y1, y2) - 0.5));
    const maxY = Math.min(height - 1, Math.floor(Math.max(y0, y1, y2) - 0.5));
    if (minX > maxX || minY > maxY) return;
    const area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
    if (area === 0) return;
    const inv = 1 / area;
    // Barycentric weights of the corners and 1/z as planes over the screen.
    const dAx = (y1 - y2) * inv;
    const dAy = (x2 - x1) * inv;
    const dBx = (y2 - y0) * inv;
    const dBy = (x0 - x2) * inv;
    const sx = minX + 0.5;
    let rowA = (x1 - sx) * (y2 - (minY + 0.5)) * inv - (x2 - sx) * (y1 - (minY + 0.5)) * inv;
    let rowB = (x2 - sx) * (y0 - (minY + 0.5)) * inv - (x0 - sx) * (y2 - (minY + 0.5)) * inv;
    const dWx = dAx * wa + dBx * wb - (dAx + dBx) * wc;
    for (let y = minY; y <= maxY; y++) {
      // The span of the row where all three weights are non-negative.
      let from = 0;
      let to = maxX - minX;
      const rowC = 1 - rowA - rowB;
      const dCx = -dAx - dBx;
      if (dAx > 0) from = Math.max(from, -rowA / dAx);
      else if (dAx < 0) to = Math.min(to, -rowA / dAx);
      else if (rowA < 0) to = -1;
      if (dBx > 0) from = Math.max(from, -rowB / dBx);
      else if (dBx < 0) to = Math.min(to, -rowB / dBx);
      else if (rowB < 0) to = -1;
      if (dCx > 0) from = Math.max(from, -rowC / dCx);
      else if (dCx < 0) to = Math.min(to, -rowC / dCx);
      else if (rowC < 0) to = -1;
      // A hair wider than exact, so that rounding opens no seam between neighbours.
      const first = Math.ceil(from - 1e-6);
      const last = Math.floor(to + 1e-6);
      const w = rowA * wa + rowB * wb + rowC * wc + dWx * first;
      this.span(y * width + minX + first, y * width + minX + last, w, dWx, triangle);
      rowA += dAy;
      rowB += dBy;
    }
  }
}
