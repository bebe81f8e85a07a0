import type { Vec3 } from '../../../document/scene-document';
import type { MaterialName } from '../../../document/vocabulary';
import type { MeshSink, PatchVertex } from '../../../geometry/mesh-sink';
import { normalsOf } from './neighbours';
import { COLUMN } from './second-skin';
import type { Sheet } from './sheet';

/** Mean radii that cloth is wound at: what one turn measures on the fabric. */
const BODY_RADIUS = 0.17;
const ARM_RADIUS = 0.06;
const LEG_RADIUS = 0.09;

type Chart = 'body' | 'arm' | 'leg';

/** Adds cloth to a sink, its weave running down the body, the sleeves and the legs. */
export function emitCloth(
  sink: MeshSink,
  sheet: Sheet,
  points: Float64Array,
  hidden: Uint8Array,
  tubes: boolean,
  material: MaterialName,
): void {
  const { columns, triangles } = sheet;
  const normals = normalsOf(points, triangles);
  const vertices: PatchVertex[] = [];
  const made = new Map<string, number>();
  const indices: number[] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    if (hidden[t / 3]) continue;
    const corners = [triangles[t], triangles[t + 1], triangles[t + 2]];
    const chart = chartOf(sheet, corners, tubes);
    const angles = corners.map((v) => angleOf(sheet, v, chart));
    // A triangle across the seam behind winds on.
    const wraps = angles.map((angle) => (angle < -1.5 && Math.max(...angles) > 1.5 ? 1 : 0));
    corners.forEach((v, k) => {
      const key = `${v},${chart},${wraps[k]}`;
      let index = made.get(key);
      if (index === undefined) {
        const turn = angles[k] + wraps[k] * 2 * Math.PI;
        const radius = chart === 'arm' ? ARM_RADIUS : chart === 'leg' ? LEG_RADIUS : BODY_RADIUS;
        const along = chart === 'arm' ? columns[COLUMN.arm][v] * 0.27 : columns[COLUMN.y][v];
        index =
          vertices.push({ position: at(points, v), normal: at(normals, v), uv: [turn * radius, along] }) - 1;
        made.set(key, index);
      }
      indices.push(index);
    });
  }
  sink.patch(vertices, indices, material);
}

function chartOf({ columns }: Sheet, corners: number[], tubes: boolean): Chart {
  if (corners.every((v) => columns[COLUMN.armShare][v] > 0.5)) return 'arm';
  return tubes && corners.every((v) => columns[COLUMN.legShare][v] > 0.6) ? 'leg' : 'body';
}

function angleOf({ columns }: Sheet, v: number, chart: Chart): number {
  const [x, y, z] = [columns[COLUMN.x][v], columns[COLUMN.y][v], columns[COLUMN.z][v]];
  if (chart === 'body') return Math.atan2(x, z);
  const side = x < 0 ? -1 : 1;
  if (chart === 'leg') return Math.atan2(x - side * 0.11, z);
  // Around the arm, which at rest points down and outwards: across it and forward.
  const across = (x * side - 0.17) * 0.7 + (y - 1.4) * 0.7;
  return Math.atan2(across, z + 0.02);
}

const at = (values: Float64Array, v: number): Vec3 => [values[v * 3], values[v * 3 + 1], values[v * 3 + 2]];
