import type { Vec3 } from '../../../document/scene-document';
import type { MaterialName } from '../../../document/vocabulary';
import type { Collar } from '../../../document/vocabulary/fashion';
import type { MeshSink } from '../../../geometry/mesh-sink';
import { COLUMN, type Landmarks } from '../cloth/second-skin';
import { rims, type Sheet } from '../cloth/sheet';
import { emitGrid } from './pieces';
import type { Surface } from './surface';

/** Sections of collars, from the neckline on: outwards and up, metres. */
const SECTIONS: Partial<Record<Collar, readonly (readonly [out: number, up: number])[]>> = {
  crew: [[0, 0], [-0.004, 0.008], [-0.006, 0.014], [-0.01, 0.015]],
  boat: [[0, 0], [-0.003, 0.006]],
  roll: [[0, -0.004], [-0.006, 0.02], [-0.012, 0.055], [-0.008, 0.075], [0.002, 0.072], [0.004, 0.045], [0.003, 0.018]],
  mandarin: [[0, -0.003], [-0.003, 0.018], [-0.004, 0.036], [-0.007, 0.038]],
  shirt: [[0, -0.002], [-0.004, 0.02], [-0.004, 0.034], [0.003, 0.036], [0.012, 0.02], [0.021, -0.004]],
  hood: [[0, -0.004], [0.012, 0.02], [0.03, 0.03], [0.048, 0.016], [0.05, -0.012], [0.03, -0.02]],
}; // prettier-ignore

/** What stands around the neck, following the neckline; towards a wedge in front it runs out. */
export function emitCollar(
  sink: MeshSink,
  sheet: Sheet,
  points: Float64Array,
  marks: Landmarks,
  collar: Collar,
  fabric: MaterialName,
): void {
  const section = SECTIONS[collar];
  const rim = rimOf(sheet, marks);
  if (!section || !rim) return;
  const at = (v: number): Vec3 => [points[v * 3], points[v * 3 + 1], points[v * 3 + 2]];
  const centre = middleOf(rim.map(at));
  const rows = section.map(([out, up]) =>
    [...rim, rim[0]].map((v): Vec3 => {
      const [x, y, z] = at(v);
      const [dx, dz] = [x - centre[0], z - centre[2]];
      const r = Math.hypot(dx, dz) || 1;
      const high = sheet.columns[COLUMN.y][v];
      // Below the base of the neck a collar narrows to nothing.
      const full = Math.min(1, Math.max(0.12, (high - (marks.neck[1] - 0.1)) / 0.05));
      const points = collar === 'shirt' && full < 0.95 && full > 0.2 ? 1.5 : 1;
      const behind = collar === 'hood' && z < centre[2] ? 1.9 : 1;
      return [
        x + (dx / r) * out * full * behind,
        y + up * full * (up < 0 ? points * 2 : 1) * behind,
        z + (dz / r) * out * full * behind,
      ];
    }),
  );
  emitGrid(sink, rows, fabric, ([x, , z]) => [x - centre[0], 0, z - centre[2]]);
}

/** Lapels lie folded back over the chest along the opening; a collar goes on from them around the neck. */
export function emitLapels(
  sink: MeshSink,
  surface: Surface,
  sheet: Sheet,
  points: Float64Array,
  marks: Landmarks,
  collar: 'notch' | 'peak' | 'shawl',
  fabric: MaterialName,
): void {
  const rim = rimOf(sheet, marks);
  if (!rim) return;
  const { columns } = sheet;
  const [base, middle] = [marks.neck[1], marks.neck[2]];
  const front = rim.filter((v) => columns[COLUMN.z][v] > middle);
  const bottom = front.reduce((low, v) => Math.min(low, columns[COLUMN.y][v]), Infinity);
  const at = (v: number): Vec3 => [points[v * 3], points[v * 3 + 1], points[v * 3 + 2]];
  const centre = middleOf(rim.map(at));
  const across = 7;
  const rows = [...rim, rim[0]].map((v) => {
    const y = columns[COLUMN.y][v];
    const x = columns[COLUMN.x][v];
    const before = columns[COLUMN.z][v] > middle + 0.015;
    const t = before ? (y - bottom) / Math.max(0.05, base - bottom) : 1;
    const width = lapelWidth(t, collar);
    const side = Math.sign(x) || 1;
    return Array.from({ length: across }, (_, k): Vec3 | null => {
      const s = k / (across - 1);
      const lift = 0.004 + 0.006 * Math.sin(Math.PI * Math.min(1, s * 1.4));
      if (k === 0 && before) return at(v);
      if (!before) return fallen(at(v), centre, s);
      return surface.front(x + side * width * s, y - 0.012 * s * (t > 0.7 ? 1.5 : 0.3), lift)?.point ?? null;
    });
  });
  emitGrid(sink, rows, fabric, () => [0, 0.2, 1]);
}

/** A collar around the neck: up from the rim, over, and down outside of it; `s` runs from 0 to 1. */
function fallen([x, y, z]: Vec3, centre: Vec3, s: number): Vec3 {
  const [dx, dz] = [x - centre[0], z - centre[2]];
  const r = Math.hypot(dx, dz) || 1;
  const out = -0.003 + 0.036 * s;
  const up = 0.012 + 0.012 * Math.sin(Math.PI * Math.min(1, s * 2)) - 0.03 * s * s;
  return [x + (dx / r) * out, y + up, z + (dz / r) * out];
}

/** Width of a lapel on its way from the first button up to the neck. */
function lapelWidth(t: number, collar: 'notch' | 'peak' | 'shawl'): number {
  const rise = (to: number): number => {
    const c = Math.min(1, Math.max(0, t / to));
    return c * c * (3 - 2 * c);
  };
  if (collar === 'shawl') return 0.07 * rise(0.5) * (1 - 0.25 * Math.max(0, t - 0.6));
  const most = collar === 'peak' ? 0.1 : 0.082;
  if (t < 0.7) return most * rise(0.7);
  return t < 0.76 ? 0.034 : 0.062;
}

function rimOf(sheet: Sheet, marks: Landmarks): number[] | undefined {
  const { columns } = sheet;
  return rims(sheet).find((rim) =>
    rim.some((v) => columns[COLUMN.y][v] > marks.neck[1] - 0.035 && columns[COLUMN.armShare][v] < 0.25),
  );
}

function middleOf(points: readonly Vec3[]): Vec3 {
  const sum = points.reduce<[number, number, number]>(
    (a, p) => [a[0] + p[0], a[1] + p[1], a[2] + p[2]],
    [0, 0, 0],
  );
  return [sum[0] / points.length, sum[1] / points.length, sum[2] / points.length];
}
