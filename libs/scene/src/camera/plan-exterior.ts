import type {
  CameraKeyframe,
  CameraPath,
  SceneDocument,
  SceneElement,
  Vec3,
} from '../document/scene-document';
import type { ElementType } from '../document/vocabulary';
import type { SceneMesh } from '../geometry/mesh';
import type { Bvh } from '../light/bvh';
import { checkClearance } from './clearance';
import { CAMERA_RADIUS } from './standpoints';

const FOV = 40;
/** Metres a second, and a share of the distance a second: far off, a slow camera would seem to stand. */
const SPEED = { least: 0.7, ofDistance: 0.028 };
const SAMPLES_PER_SECOND = 12;
/** Parts of buildings; the rest of a plot is setting. */
const BUILDING: readonly ElementType[] = [
  'slab',
  'wall',
  'window-unit',
  'door-unit',
  'flat-roof',
  'gable-roof',
  'balcony',
  'chimney',
  'steps',
  'column',
];

interface Extent {
  min: [number, number, number];
  max: [number, number, number];
}

/** A slow arc before the building's front corner, at eye level or a little above, from where two façades show. */
export function planExterior(
  document: SceneDocument,
  mesh: SceneMesh,
  bvh: Bvh,
  seconds: number,
): CameraPath | undefined {
  const extent = extentOf(document.elements.filter((element) => BUILDING.includes(element.type)));
  const kinds = new Map(document.elements.map(({ id, type }) => [id, kindOf(type)]));
  const site: Site = { mesh, bvh, kinds: mesh.elementIds.map((id) => kinds.get(id) ?? 'thing') };
  const candidates = arcs(extent, seconds).map((path) => ({ path, score: rate(path, site) }));
  candidates.sort((a, b) => b.score - a.score);
  return candidates.find(
    ({ path }) => checkClearance(path, bvh, CAMERA_RADIUS, SAMPLES_PER_SECOND).length === 0,
  )?.path;
}

type Kind = 'building' | 'land' | 'thing';

interface Site {
  mesh: SceneMesh;
  bvh: Bvh;
  /** By the mesh's element index. */
  kinds: Kind[];
}

function kindOf(type: ElementType): Kind {
  if (BUILDING.includes(type)) return 'building';
  return type === 'ground' || type === 'path' || type === 'pool' ? 'land' : 'thing';
}

function extentOf(elements: readonly SceneElement[]): Extent {
  const extent: Extent = { min: [Infinity, 0, Infinity], max: [-Infinity, 0, -Infinity] };
  for (const { position, size, yaw } of elements) {
    const c = Math.abs(Math.cos(yaw));
    const s = Math.abs(Math.sin(yaw));
    const half = [(size[0] * c + size[2] * s) / 2, 0, (size[0] * s + size[2] * c) / 2];
    for (const axis of [0, 2]) {
      extent.min[axis] = Math.min(extent.min[axis], position[axis] - half[axis]);
      extent.max[axis] = Math.max(extent.max[axis], position[axis] + half[axis]);
    }
    extent.max[1] = Math.max(extent.max[1], position[1] + size[1]);
  }
  return extent;
}

/** Arcs over both front corners, at distances from which the building fills the picture's height or width. */
function arcs({ min, max }: Extent, seconds: number): CameraPath[] {
  const width = max[0] - min[0];
  const height = max[1];
  const centre: Vec3 = [(min[0] + max[0]) / 2, 0, (min[2] + max[2]) / 2];
  const half = Math.tan((FOV * Math.PI) / 360);
  // The nearest point of the building is about half its depth before its centre.
  const fits = Math.max(width / 2 / (half * (16 / 9)), (height * 0.62) / half) + (max[2] - min[2]) / 2;
  const paths: CameraPath[] = [];
  for (const nearness of [0.85, 1, 1.15, 1.35, 1.6]) {
    const radius = fits * nearness;
    const sweep = Math.min(0.9, (Math.max(SPEED.least, SPEED.ofDistance * radius) * seconds) / radius);
    for (const middle of [0.3, 0.45, 0.6, 0.8]) {
      for (const side of [-1, 1]) {
        for (const eye of height > 10 ? [1.7, 3.2] : [1.65, 2.4]) {
          for (const turn of [-1, 1]) {
            const from = side * (middle - (turn * sweep) / 2);
            const to = side * (middle + (turn * sweep) / 2);
            paths.push(arc(centre, height, radius, from, to, eye, seconds));
          }
        }
      }
    }
  }
  return paths;
}

function arc(
  centre: Vec3,
  height: number,
  radius: number,
  from: number,
  to: number,
  eye: number,
  seconds: number,
): CameraPath {
  const count = Math.max(2, Math.ceil(Math.abs(to - from) / 0.12) + 1);
  const r = (value: number): number => Math.round(value * 1000) / 1000 + 0;
  // Aim between the eye's height and the middle of the building: a level lens keeps the edges upright.
  const aim = eye + (height / 2 - eye) * 0.7;
  const keyframes = Array.from({ length: count }, (_, i): CameraKeyframe => {
    const s = i / (count - 1);
    const angle = from + (to - from) * s;
    return {
      time: r(s * seconds),
      position: [r(centre[0] + Math.sin(angle) * radius), eye, r(centre[2] + Math.cos(angle) * radius)],
      lookAt: [r(centre[0]), r(aim), r(centre[2])],
      fov: FOV,
    };
  });
  return { keyframes };
}

/** At the path's ends and middle, the end above all. */
function rate(path: CameraPath, site: Site): number {
  const frames = [
    path.keyframes[0],
    path.keyframes[path.keyframes.length >> 1],
    path.keyframes[path.keyframes.length - 1],
  ];
  return frames.reduce((sum, frame, i) => sum + rateFrame(frame, site) * (i === 2 ? 1.5 : 1), 0);
}

/** How much of the picture is building, whether it is seen whole and from two sides, and what stands in the way. */
function rateFrame({ position, lookAt }: CameraKeyframe, { mesh, bvh, kinds }: Site): number {
  const away = Math.hypot(lookAt[0] - position[0], lookAt[2] - position[2]);
  const yaw = Math.atan2(lookAt[0] - position[0], lookAt[2] - position[2]);
  const pitch = (lookAt[1] - position[1]) / away;
  const half = Math.tan((FOV * Math.PI) / 360);
  const [columns, rows] = [24, 12];
  const share = 1 / (columns * rows);
  const seen = { building: 0, flank: 0, cut: 0, blocked: 0 };
  for (let column = 0; column < columns; column++) {
    const across = ((column + 0.5) / columns - 0.5) * 2 * half * (16 / 9);
    const [dx, dz] = [Math.sin(yaw) + across * Math.cos(yaw), Math.cos(yaw) - across * Math.sin(yaw)];
    for (let row = 0; row < rows; row++) {
      const up = ((row + 0.5) / rows - 0.5) * 2 * half + pitch;
      const scale = 1 / Math.hypot(dx, up, dz);
      if (!bvh.closest(position[0], position[1], position[2], dx * scale, up * scale, dz * scale, 200))
        continue;
      const kind = kinds[mesh.triangleElement[bvh.hitTriangle] - 1];
      if (kind === 'building') {
        seen.building += share;
        if (Math.abs(mesh.normals[mesh.indices[bvh.hitTriangle * 3] * 3]) > 0.7) seen.flank += share;
        if (column === 0 || column === columns - 1 || row === rows - 1) seen.cut += share;
      } else if (kind === 'thing' && bvh.hitDistance < 0.75 * away)
        seen.blocked += share * (bvh.hitDistance < 9 ? 2 : 1);
    }
  }
  return (
    2 * Math.min(0.42, seen.building) + 4 * Math.min(0.06, seen.flank) - 9 * seen.cut - 1.6 * seen.blocked
  );
}
