import type { SceneElement, Vec3 } from '../../../document/scene-document';
import type { MaterialName } from '../../../document/vocabulary';
import type { MeshSink } from '../../../geometry/mesh-sink';
import { Profile } from '../cloth/profile';
import { hemOf } from '../cloth/tailor';
import type { DressedFigure } from '../dress-figure';
import { carried } from '../figure/face';
import { groundOf } from '../figure/skeleton';
import { emitButton, emitGrid } from './pieces';

const COLUMNS = 96;
const ROW = 0.022;
const EASE = 0.022;

/** A cape: it lies on the shoulders and falls from there over arms and all, in folds. */
export function emitCape(
  sink: MeshSink,
  figure: DressedFigure,
  element: SceneElement,
  material: (slot: string) => MaterialName,
): void {
  const { marks } = figure.places;
  const { rest, skeleton } = figure;
  const spine = rest.model.bones.findIndex(({ name }) => name === 'spine_03');
  const [, neckY, neckZ] = marks.neck;
  const [, top, middle] = carried(skeleton, spine, [0, neckY + groundOf(rest), neckZ]);
  const hem = hemOf(element, marks) + (top - neckY);
  const profile = outline(figure, hem);
  profile.span();
  profile.hang(top, 0);
  const count = Math.ceil((top + 0.03 - hem) / ROW);
  const rows = Array.from({ length: count + 1 }, (_, k) => {
    const y = top + 0.03 - ((top + 0.03 - hem) * k) / count;
    const fallen = Math.min(1, Math.max(0, (top - 0.2 - y) / 0.5));
    return Array.from({ length: COLUMNS + 1 }, (_, i): Vec3 => {
      const angle = (2 * Math.PI * (i % COLUMNS)) / COLUMNS;
      const fold = 0.02 * fallen * (Math.sin(9 * angle + 0.6) * 0.6 + Math.sin(5 * angle + 2) * 0.4);
      const body = smoothed(profile, angle, y) + EASE + 0.16 * Math.max(0, top - 0.15 - y) + fold;
      const r = y > top - 0.01 ? Math.min(body, 0.085) : body;
      return [r * Math.sin(angle), y, profile.centre + r * Math.cos(angle)];
    });
  });
  const collar = [0.036, 0.02, 0].map((up) =>
    Array.from({ length: COLUMNS + 1 }, (_, i): Vec3 => {
      const angle = (2 * Math.PI * (i % COLUMNS)) / COLUMNS;
      return [0.082 * Math.sin(angle), top + 0.028 + up, middle + 0.012 + 0.086 * Math.cos(angle)];
    }),
  );
  const out = ([x, , z]: Vec3): Vec3 => [x, 0, z - profile.centre];
  emitGrid(sink, [...collar, ...rows], material('fabric'), out);
  for (const drop of [0.1, 0.22, 0.34]) {
    const k = Math.min(rows.length - 1, Math.round((drop + 0.03) / ROW));
    emitButton(sink, { point: rows[k][0], normal: [0, 0, 1] }, 0.012, material('trim'));
  }
}

/** How far figure and clothes reach from the middle, arms included. */
function outline({ body, covered, worn }: DressedFigure, hem: number): Profile {
  const points: number[] = [];
  for (let v = 0; v < covered.length; v++) points.push(body[v * 3], body[v * 3 + 1], body[v * 3 + 2]);
  for (const one of worn) points.push(...one.points);
  const columns = [0, 1, 2].map((k) =>
    Float64Array.from({ length: points.length / 3 }, (_, v) => points[v * 3 + k]),
  );
  // Hands come out below.
  return Profile.of(
    { columns, triangles: new Uint32Array(0) },
    (v) => columns[1][v] > hem && Math.hypot(columns[0][v], columns[2][v]) < 0.34,
  );
}

/** Cloth spans from one height and direction to the next. */
function smoothed(profile: Profile, angle: number, y: number): number {
  let sum = 0;
  for (let a = -3; a <= 3; a++)
    for (const up of [-0.02, 0, 0.02]) sum += profile.at(angle + a * 0.09, y + up);
  return sum / 21;
}
