import type { Vec3 } from '../../../document/scene-document';
import { normalsOf } from '../cloth/neighbours';
import { COLUMN } from '../cloth/second-skin';
import type { Sheet } from '../cloth/sheet';

const SECTORS = 300;
const BAND = 0.005;

/** A place on hanging cloth. */
export interface Spot {
  point: Vec3;
  normal: Vec3;
}

/**
 * Finds places of a garment's body by direction and height at rest, where details are drawn, and tells where they hang.
 * Angles are radians about +Y from the front, left positive.
 */
export class Surface {
  private readonly triangleAt: Int32Array;
  private readonly normals: Float64Array;
  private readonly low: number;
  private readonly rows: number;
  private readonly centre: number;

  constructor(
    private readonly sheet: Sheet,
    private readonly points: Float64Array,
  ) {
    const { columns, triangles } = sheet;
    this.normals = normalsOf(points, triangles);
    let [low, high, depth] = [Infinity, -Infinity, 0];
    for (let v = 0; v < columns[0].length; v++) {
      low = Math.min(low, columns[COLUMN.y][v]);
      high = Math.max(high, columns[COLUMN.y][v]);
      depth += columns[COLUMN.z][v];
    }
    this.low = low;
    this.centre = depth / columns[0].length;
    this.rows = Math.ceil((high - low) / BAND) + 1;
    this.triangleAt = new Int32Array(this.rows * SECTORS).fill(-1);
    for (let t = 0; t < triangles.length; t += 3) this.enter(t);
  }

  /** A place, its distance off the cloth added; null where there is none. */
  at(angle: number, y: number, lift = 0): Spot | null {
    const row = Math.round((y - this.low) / BAND);
    const sector = sectorOf(angle);
    for (const [dr, ds] of NEAR) {
      const r = row + dr;
      if (r < 0 || r >= this.rows) continue;
      const t = this.triangleAt[r * SECTORS + ((sector + ds + SECTORS) % SECTORS)];
      if (t >= 0) return this.spot(t, angle, y, lift);
    }
    return null;
  }

  /** A place in front by its distance from the middle. */
  front(x: number, y: number, lift = 0): Spot | null {
    let radius = 0.13;
    let angle = 0;
    for (let k = 0; k < 3; k++) {
      angle = Math.asin(Math.max(-1, Math.min(1, x / radius)));
      const t = this.triangleAt[this.cell(angle, y)] ?? -1;
      if (t < 0) break;
      const v = this.sheet.triangles[t];
      const { columns } = this.sheet;
      radius = Math.hypot(columns[COLUMN.x][v], columns[COLUMN.z][v] - this.centre);
    }
    return this.at(angle, y, lift);
  }

  /** Direction of a vertex at rest. */
  angleOf(v: number): number {
    return Math.atan2(this.sheet.columns[COLUMN.x][v], this.sheet.columns[COLUMN.z][v] - this.centre);
  }

  private cell(angle: number, y: number): number {
    const row = Math.min(this.rows - 1, Math.max(0, Math.round((y - this.low) / BAND)));
    return row * SECTORS + sectorOf(angle);
  }

  private enter(t: number): void {
    const { columns, triangles } = this.sheet;
    const corners = [triangles[t], triangles[t + 1], triangles[t + 2]];
    if (corners.some((v) => columns[COLUMN.armShare][v] > 0.45)) return;
    const angles = this.anglesOf(corners);
    const ys = corners.map((v) => columns[COLUMN.y][v]);
    const [from, to] = [Math.min(...angles), Math.max(...angles)];
    const step = (2 * Math.PI) / SECTORS;
    for (let row = this.rowOf(Math.min(...ys)); row <= this.rowOf(Math.max(...ys)); row++) {
      for (let s = Math.floor(from / step); s <= Math.ceil(to / step); s++) {
        const [a, b, c] = weights(angles, ys, s * step, this.low + row * BAND);
        if (a < -0.05 || b < -0.05 || c < -0.05 || row < 0 || row >= this.rows) continue;
        this.triangleAt[row * SECTORS + (((s % SECTORS) + SECTORS) % SECTORS)] = t;
      }
    }
  }

  private rowOf(y: number): number {
    return Math.round((y - this.low) / BAND);
  }

  /** Angles of three corners, none more than half a turn from the first. */
  private anglesOf(corners: readonly number[]): number[] {
    const first = this.angleOf(corners[0]);
    return corners.map((v) => {
      const angle = this.angleOf(v) - first;
      return first + angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
    });
  }

  private spot(t: number, angle: number, y: number, lift: number): Spot {
    const { columns, triangles } = this.sheet;
    const corners = [triangles[t], triangles[t + 1], triangles[t + 2]];
    const angles = this.anglesOf(corners);
    const turns = Math.round((angles[0] - angle) / (2 * Math.PI));
    const found = weights(
      angles,
      corners.map((v) => columns[COLUMN.y][v]),
      angle + turns * 2 * Math.PI,
      y,
    );
    const mixed = (values: Float64Array): number[] =>
      [0, 1, 2].map((k) => corners.reduce((sum, v, i) => sum + values[v * 3 + k] * found[i], 0));
    const [p, n] = [mixed(this.points), mixed(this.normals)];
    const length = Math.hypot(...n) || 1;
    const normal: Vec3 = [n[0] / length, n[1] / length, n[2] / length];
    return { point: [p[0] + normal[0] * lift, p[1] + normal[1] * lift, p[2] + normal[2] * lift], normal };
  }
}

/** Cells around one, nearest first. */
const NEAR = [
  [0, 0],
  [0, 1],
  [0, -1],
  [1, 0],
  [-1, 0],
  [2, 0],
  [-2, 0],
  [0, 3],
  [0, -3],
] as const;

function sectorOf(angle: number): number {
  return (Math.round((angle / (2 * Math.PI)) * SECTORS) + 4 * SECTORS) % SECTORS;
}

function weights(us: number[], vs: number[], u: number, v: number): [number, number, number] {
  const area = (us[1] - us[0]) * (vs[2] - vs[0]) - (us[2] - us[0]) * (vs[1] - vs[0]);
  if (Math.abs(area) < 1e-12) return [1, 0, 0];
  const b = ((u - us[0]) * (vs[2] - vs[0]) - (us[2] - us[0]) * (v - vs[0])) / area;
  const c = ((us[1] - us[0]) * (v - vs[0]) - (u - us[0]) * (vs[1] - vs[0])) / area;
  return [1 - b - c, b, c];
}
