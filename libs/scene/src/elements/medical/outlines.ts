import { assetBytes } from '../../assets/asset-files';
import type { Field } from './field/field';

const ASSET = 'anatomogram@1.0.0';

type Ring = readonly (readonly [x: number, y: number])[];

/** Outlines of organs and of the body, x to the right and y down, as the drawing has them (the body is 195 high). */
export interface Outlines {
  body: Ring;
  organs: readonly { name: string; ontology: string; rings: readonly Ring[] }[];
}

let loaded: Outlines | undefined;

/**
 * Reads the outlines once a process.
 * @throws MaquetteError `asset-missing` (not-found), `asset-damaged` (bad-input)
 */
export function organOutlines(): Outlines {
  return (loaded ??= JSON.parse(assetBytes(ASSET, 'outlines.json').toString('utf8')) as Outlines);
}

/** How an outline is given depth. */
export interface Depth {
  /** Middle plane and half the greatest thickness. */
  at: number;
  half: number;
  /** From the outline, the way over which the thickness grows. */
  rounding: number;
}

/** Places a second that an outline's distance is known at: this many in a unit. */
const FINE = 3;

/** A cushion of an outline's shape; y is turned upwards, the drawing's `floor` becoming 0 and its `middle` x 0. */
export function cushion(
  rings: readonly Ring[],
  { at, half, rounding }: Depth,
  { floor, middle }: { floor: number; middle: number },
): Field {
  const turned = rings.map((ring) => ring.map(([x, y]): [number, number] => [x - middle, floor - y]));
  const edge = distanceGrid(turned);
  return (x, y, z) => {
    const s = edge(x, y);
    const away = Math.abs(z - at);
    if (s >= 0) return Math.hypot(s, Math.max(0, away - 0.05));
    const t = 1 - Math.min(1, -s / rounding);
    return Math.max(0.7 * (away - half * Math.sqrt(1 - t * t)), 0.6 * s);
  };
}

/** Signed distance to rings (negative within any of them) from a grid, bilinear; beyond the grid a bound of it. */
function distanceGrid(rings: readonly Ring[]): (x: number, y: number) => number {
  const points = rings.flat();
  const [x0, y0] = [0, 1].map((k) => Math.min(...points.map((p) => p[k])) - 1);
  const [x1, y1] = [0, 1].map((k) => Math.max(...points.map((p) => p[k])) + 1);
  const columns = Math.ceil((x1 - x0) * FINE) + 1;
  const rows = Math.ceil((y1 - y0) * FINE) + 1;
  const values = new Float32Array(columns * rows);
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++)
      values[j * columns + i] = Math.min(
        ...rings.map((ring) => distanceTo(ring, x0 + i / FINE, y0 + j / FINE)),
      );
  return (x, y) => {
    const u = (x - x0) * FINE;
    const v = (y - y0) * FINE;
    if (u < 0 || v < 0 || u >= columns - 1 || v >= rows - 1) {
      return 0.9 + Math.hypot(Math.max(x0 - x, 0, x - x1), Math.max(y0 - y, 0, y - y1));
    }
    const [i, j] = [Math.floor(u), Math.floor(v)];
    const [s, t] = [u - i, v - j];
    const k = j * columns + i;
    return (
      (values[k] * (1 - s) + values[k + 1] * s) * (1 - t) +
      (values[k + columns] * (1 - s) + values[k + columns + 1] * s) * t
    );
  };
}

function distanceTo(ring: Ring, x: number, y: number): number {
  let least = Infinity;
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[j];
    const [bx, by] = ring[i];
    const [dx, dy] = [bx - ax, by - ay];
    const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(x - ax - dx * t, y - ay - dy * t));
    if (ay > y !== by > y && x < ax + ((y - ay) * dx) / dy) inside = !inside;
  }
  return inside ? -least : least;
}
