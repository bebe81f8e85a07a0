import type { MeshSink, Uv } from '../../geometry/mesh-sink';
import type { Random } from '../../geometry/random';
import { BOOK_SPINES, PICTURE_METRES } from '../../materials/pictures';
import type { MaterialName } from '../../document/vocabulary';

/** The part of the books picture that shows one spine, a little inside its edges. */
function spine(random: Random): [Uv, Uv] {
  const metres = PICTURE_METRES.books ?? 1;
  const column = random.integer(0, BOOK_SPINES - 1);
  const edge = 0.08;
  return [
    [((column + edge) / BOOK_SPINES) * metres, 0.01 * metres],
    [((column + 1 - edge) / BOOK_SPINES) * metres, 0.99 * metres],
  ];
}

/** Books of many colours standing side by side from x0 to x1, spines towards +Z at about z, with a gap now and then. */
export function bookRow(
  sink: MeshSink,
  [x0, x1]: readonly [number, number],
  y: number,
  height: number,
  [z0, z1]: readonly [number, number],
  material: MaterialName,
  random: Random,
): void {
  let x = x0;
  while (x < x1 - 0.02) {
    if (random.chance(0.03)) {
      x += random.between(0.05, 0.16);
      continue;
    }
    const width = Math.min(random.between(0.018, 0.048), x1 - x);
    if (width < 0.014) break;
    const top = y + height * random.between(0.68, 0.94);
    const front = z1 - random.between(0.005, 0.03);
    standingBook(sink, [x, x + width - 0.001], [y, top], [z0, front], material, random);
    x += width;
  }
}

function standingBook(
  sink: MeshSink,
  [x0, x1]: readonly [number, number],
  [y0, y1]: readonly [number, number],
  [z0, z1]: readonly [number, number],
  material: MaterialName,
  random: Random,
): void {
  const [from, to] = spine(random);
  sink.picture([x0, y0, z1], [x1, y0, z1], [x1, y1, z1], [x0, y1, z1], material, from, to);
  // The covers take the plain colour near the spine's lower edge.
  const low: Uv = [from[0], 0.02];
  const high: Uv = [to[0], 0.04];
  sink.picture([x1, y0, z1], [x1, y0, z0], [x1, y1, z0], [x1, y1, z1], material, low, high);
  sink.picture([x0, y0, z0], [x0, y0, z1], [x0, y1, z1], [x0, y1, z0], material, low, high);
  sink.box([x0, y0, z0], [x1, y1 - 0.002, z1 - 0.002], 'cotton-white', { top: true });
}

/** Books lying on each other, each turned a little. */
export function bookStack(
  sink: MeshSink,
  width: number,
  height: number,
  depth: number,
  material: MaterialName,
  random: Random,
): void {
  let y = 0;
  while (y < height - 0.01) {
    const thickness = Math.min(random.between(0.018, 0.04), height - y);
    const [w, d] = [width * random.between(0.72, 0.9), depth * random.between(0.72, 0.9)];
    sink.within({ position: [0, y, 0], yaw: random.between(-0.14, 0.14) }, () =>
      lyingBook(sink, w, thickness, d, material, random),
    );
    y += thickness;
  }
}

function lyingBook(
  sink: MeshSink,
  w: number,
  thickness: number,
  d: number,
  material: MaterialName,
  random: Random,
): void {
  const [from, to] = spine(random);
  const [x, z] = [w / 2, d / 2];
  const t = thickness - 0.001;
  const plain: [Uv, Uv] = [
    [from[0], 0.02],
    [to[0], 0.04],
  ];
  // The spine's long side runs along x: its picture is turned by a quarter.
  sink.picture([x, 0, z], [x, t, z], [-x, t, z], [-x, 0, z], material, from, to);
  sink.picture([-x, t, z], [x, t, z], [x, t, -z], [-x, t, -z], material, ...plain);
  sink.picture([-x, 0, -z], [x, 0, -z], [x, 0, z], [-x, 0, z], material, ...plain);
  sink.box([-x + 0.004, 0.002, -z + 0.004], [x - 0.004, t - 0.002, z], 'cotton-white', {
    left: true,
    right: true,
    back: true,
  });
}
