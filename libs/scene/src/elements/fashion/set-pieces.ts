import type { SceneElement, Vec3 } from '../../document/scene-document';
import type { MaterialName } from '../../document/vocabulary';
import type { SET_PIECES } from '../../document/vocabulary/fashion';
import { type MeshSink, type PatchVertex, STANDING } from '../../geometry/mesh-sink';
import { normalise } from '../../geometry/vector';
import { type Family, numberParam, wordParam } from '../element';
import { gridTriangles } from '../shapes/rounded-box';

type SetPiece = (typeof SET_PIECES)[number];

/** Radius of the curve from floor to wall, and widest step of the light grid far from the figure, metres. */
const COVE = 1.3;
const FAR_STEP = 1.2;
const SIDES = 72;

export const SET: Family<SetPiece> = {
  /**
   * Seamless paper. `params.shape`: 'sweep' (default), a wall along x whose foot runs out towards +Z; 'round', a cyclorama
   * all round, seen from inside; its light grid is finest in the middle.
   */
  backdrop: {
    size: [6, 4, 5],
    slots: { surface: 'paper-grey' },
    solid: false,
    build(sink, element, material) {
      const round = wordParam(element, 'shape', 'sweep') === 'round';
      (round ? cyclorama : sweep)(sink, element, material('surface'));
    },
  },

  /** A lamp behind cloth: it shines from its front. `params.tilt`: radians that the front looks down. */
  softbox: {
    size: [1.5, 1.5, 0.4],
    slots: { light: 'softbox-light', body: 'black-metal' },
    solid: false,
    build(sink, element, material) {
      lamp(sink, element, 0.45, material('light'), material('body'));
    },
  },

  /** A bar of spotlights over a runway. `params.tilt`: radians that they look down. */
  'light-bar': {
    size: [3, 0.25, 0.35],
    slots: { light: 'spot-light', body: 'black-metal' },
    solid: false,
    build(sink, element, material) {
      lamp(sink, element, 0.9, material('light'), material('body'));
    },
  },

  catwalk: {
    size: [2.4, 0.35, 14],
    slots: { surface: 'gloss-white', side: 'gloss-white' },
    solid: false,
    build(sink, { size: [w, h, d] }, material) {
      const [x, z] = [w / 2, d / 2];
      sink.withSpacing(Math.min(sink.spacing, 0.22), () =>
        sink.box([-x, 0, -z], [x, h, z], material('surface'), { top: true }),
      );
      sink.box([-x, 0, -z], [x, h, z], material('side'), { ...STANDING, top: false });
    },
  },
};

/** One point of a profile: distance out, height, and the normal of the side that is seen. */
type ProfilePoint = readonly [out: number, height: number, normalOut: number, normalUp: number];

/** Floor, curve and wall. */
function profileOf(reach: number, height: number, floor: readonly number[]): ProfilePoint[] {
  const cove = Math.min(COVE, height, reach);
  const curve = Array.from({ length: 9 }, (_, i): ProfilePoint => {
    const a = (i / 8) * (Math.PI / 2);
    return [reach - cove + Math.sin(a) * cove, cove - Math.cos(a) * cove, -Math.sin(a), Math.cos(a)];
  });
  const rows = Math.max(1, Math.ceil((height - cove) / FAR_STEP));
  const wall = Array.from({ length: rows }, (_, i): ProfilePoint => [
    reach,
    cove + ((height - cove) * (i + 1)) / rows,
    -1,
    0,
  ]);
  const flat = floor.filter((out) => out < reach - cove - 0.05).map((out): ProfilePoint => [out, 0, 0, 1]);
  return [...flat, ...curve, ...wall];
}

function cyclorama(sink: MeshSink, { size: [w, h, d] }: SceneElement, material: MaterialName): void {
  const reach = Math.min(w, d) / 2;
  const profile = profileOf(reach, h, stepsFrom(0.001, reach));
  const vertices: PatchVertex[] = [];
  let along = 0;
  profile.forEach(([out, y, nx, ny], row) => {
    const before = profile[Math.max(0, row - 1)];
    along += Math.hypot(out - before[0], y - before[1]);
    for (let i = 0; i <= SIDES; i++) {
      const a = (i / SIDES) * 2 * Math.PI;
      const [s, c] = [Math.sin(a), Math.cos(a)];
      vertices.push({
        position: [s * out, y, c * out],
        normal: normalise([s * nx, ny, c * nx]),
        uv: [a * reach, along],
      });
    }
  });
  sink.patch(vertices, flipped(gridTriangles(SIDES + 1, profile.length)), material);
}

function sweep(sink: MeshSink, { size: [w, h, d] }: SceneElement, material: MaterialName): void {
  const floor = Array.from({ length: Math.ceil(d / 0.4) }, (_, i) => i * 0.4);
  const profile = profileOf(d, h, floor);
  const columns = Math.max(1, Math.ceil(w / 0.5));
  let along = 0;
  const vertices = profile.flatMap(([out, y, nx, ny], row) => {
    const before = profile[Math.max(0, row - 1)];
    along += Math.hypot(out - before[0], y - before[1]);
    return Array.from({ length: columns + 1 }, (_, i): PatchVertex => {
      const x = (i / columns - 0.5) * w;
      return { position: [x, y, d / 2 - out], normal: normalise([0, ny, -nx]), uv: [x, along] };
    });
  });
  sink.patch(vertices, gridTriangles(columns + 1, profile.length), material);
}

/** A body that widens from its back to its glowing front, tilted about its middle. */
function lamp(
  sink: MeshSink,
  element: SceneElement,
  back: number,
  light: MaterialName,
  body: MaterialName,
): void {
  const [w, h, d] = element.size;
  const tilt = numberParam(element, 'tilt', 0);
  const [s, c] = [Math.sin(tilt), Math.cos(tilt)];
  const corner = (x: number, y: number, z: number): Vec3 => [x, h / 2 + y * c - z * s, y * s + z * c];
  const face = (share: number, z: number): [Vec3, Vec3, Vec3, Vec3] => {
    const [x, y] = [(w / 2) * share, (h / 2) * share];
    return [corner(-x, -y, z), corner(x, -y, z), corner(x, y, z), corner(-x, y, z)];
  };
  const front = face(1, d / 2);
  const rear = face(back, -d / 2);
  sink.withSpacing(Infinity, () => {
    sink.quad(...front, light);
    sink.quad(rear[1], rear[0], rear[3], rear[2], body);
    for (let i = 0; i < 4; i++) {
      const k = (i + 1) % 4;
      sink.quad(front[k], front[i], rear[i], rear[k], body);
    }
  });
}

/** Distances from the middle: fine where the figure stands and throws its shadow, then wider and wider. */
function stepsFrom(first: number, reach: number): number[] {
  const steps = [first];
  for (let at = 0.1; at < reach; at += Math.min(FAR_STEP, 0.1 + Math.max(0, at - 0.7) * 0.22)) steps.push(at);
  return steps;
}

function flipped(triangles: readonly number[]): number[] {
  const turned: number[] = [];
  for (let i = 0; i < triangles.length; i += 3) turned.push(triangles[i], triangles[i + 2], triangles[i + 1]);
  return turned;
}
