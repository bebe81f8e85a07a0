import type { SceneElement, Vec3 } from '../document/scene-document';
import type { MaterialName } from '../document/vocabulary';
import type { MeshSink } from '../geometry/mesh-sink';
import type { Random } from '../geometry/random';
import { type ElementPrototype, wordParam } from './element';
import { leafMass, tufts } from './shapes/crowns';
import { tube } from './shapes/tube';

/** The grid spacing at which a tree gets all its leaves; a coarser sink gets proportionally fewer. */
const FULL_DETAIL = 0.85;

interface Crown {
  centre: Vec3;
  radii: Vec3;
}

/** `params.kind`: 'round' (default), 'column' (a poplar) or 'birch' (slender, light). */
export const tree: ElementPrototype = {
  size: [4.5, 7, 4.5],
  slots: { leaves: 'foliage', trunk: 'bark' },
  solid: true,
  build(sink, element, material, random) {
    const [w, h, d] = element.size;
    const kind = wordParam(element, 'kind', 'round');
    const clear = h * (kind === 'round' ? 0.27 : kind === 'birch' ? 0.2 : 0.08);
    const half = (h - clear) / 2;
    const crown: Crown = { centre: [0, clear + half, 0], radii: [w / 2, half, d / 2] };
    trunk(sink, element, clear, material('trunk'), random);
    const detail = Math.min(1, FULL_DETAIL / sink.spacing);
    growCrown(sink, crown, kind, detail, material('leaves'), random);
  },
};

function trunk(
  sink: MeshSink,
  element: SceneElement,
  clear: number,
  bark: MaterialName,
  random: Random,
): void {
  const [w, h, d] = element.size;
  const thick = Math.max(0.04, h * 0.021);
  const sway = random.between(-0.03, 0.03) * w;
  const fork: Vec3 = [sway, clear + h * 0.06, sway * 0.5];
  tube(sink, [[0, 0, 0], [0, clear * 0.12, 0], fork], [thick * 1.15, thick * 0.75], bark, {
    sides: 8,
    open: true,
  });
  for (let i = 0; i < 4; i++) {
    const yaw = i * 1.7 + random.between(-0.3, 0.3);
    const tip: Vec3 = [w * 0.2 * Math.sin(yaw), h * 0.6, d * 0.2 * Math.cos(yaw)];
    tube(sink, [[fork[0], fork[1] - thick, fork[2]], tip], [thick * 0.6, thick * 0.2], bark, {
      sides: 5,
      open: true,
    });
  }
}

/** A core with smaller masses half sunk into it, all set with tufts. */
function growCrown(
  sink: MeshSink,
  { centre, radii }: Crown,
  kind: string,
  detail: number,
  leaves: MaterialName,
  random: Random,
): void {
  const cells = (around: number, up: number): [number, number] => [
    Math.max(6, Math.round(around * Math.sqrt(detail))),
    Math.max(4, Math.round(up * Math.sqrt(detail))),
  ];
  const scaled = (s: number): Vec3 => [radii[0] * s, radii[1] * s, radii[2] * s];
  leafMass(sink, centre, scaled(0.72), leaves, random.between(0, 20), cells(12, 8));
  const masses = Math.round(11 * Math.sqrt(detail));
  const share = kind === 'round' ? 0.42 : 0.34;
  const reach = 0.9 - share;
  const outermost = (p: Vec3) =>
    Math.hypot(...[0, 1, 2].map((axis) => (p[axis] - centre[axis]) / radii[axis])) > 0.57;
  for (let i = 0; i < masses; i++) {
    const up = 0.85 - (1.55 * i) / (masses - 1);
    const around = i * 2.39996 + random.between(-0.35, 0.35);
    const flat = Math.sqrt(1 - up * up);
    const size = share * random.between(0.82, 1);
    const out: Vec3 = [flat * Math.sin(around), up, flat * Math.cos(around)];
    const at: Vec3 = [
      centre[0] + out[0] * radii[0] * reach,
      centre[1] + out[1] * radii[1] * reach,
      centre[2] + out[2] * radii[2] * reach,
    ];
    leafMass(sink, at, scaled(size), leaves, random.between(0, 20), cells(8, 5));
    const tip = (0.17 * Math.min(radii[0], radii[2])) / Math.sqrt(detail);
    tufts(sink, at, scaled(size * 0.96), Math.round(26 * detail), tip, leaves, random, outermost);
  }
}
