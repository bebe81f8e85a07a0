import type { CameraKeyframe, CameraPath, SceneDocument, Vec3 } from '../document/scene-document';
import type { SceneMesh } from '../geometry/mesh';
import type { Bvh } from '../light/bvh';
import { checkClearance } from './clearance';
import { yawOf } from './panorama';
import {
  bestColumn,
  bestViews,
  CAMERA_RADIUS,
  findStandpoints,
  turnBetween,
  type Standpoint,
  type View,
} from './standpoints';
import { viewScorer } from './view-score';
import { walkableFloor, type WalkableFloor } from './walkable-floor';

/** Walking speeds between which a leg's length is chosen, metres a second. */
const SPEED = { slowest: 0.12, pleasant: 0.45, fastest: 0.7 };
/** A leg is walked straight; longer clips have more of them. */
const LEG_SECONDS = 8;
/** Fastest turn of the head, radians a second. */
const TURN = 0.22;
const SAMPLES_PER_SECOND = 12;

/** Stand where the room shows best at the end, and come from where it showed well before, on straight legs. */
export function planInterior(
  document: SceneDocument,
  mesh: SceneMesh,
  bvh: Bvh,
  seconds: number,
): CameraPath | undefined {
  const eye = eyeHeight(document);
  const fov = fieldOfView(document);
  const types = new Map(document.elements.map((element) => [element.id, element.type]));
  const scorer = viewScorer(mesh, types, Math.atan(Math.tan((fov * Math.PI) / 360) * (16 / 9)));
  for (const [walking, clearance] of [
    [true, 0.34],
    [true, 0.29],
    [false, 0.29],
  ] as const) {
    const floor = walkableFloor(document, eye, walking);
    const standpoints = findStandpoints(document, mesh, bvh, scorer, floor, eye, clearance);
    if (standpoints.length === 0) continue;
    const path = bestPath(standpoints, floor, bvh, seconds, fov, clearance);
    if (path) return path;
  }
  return undefined;
}

/** A person's eyes, a little lower in small rooms, where a high lens would look down on everything. */
function eyeHeight({ bounds }: SceneDocument): number {
  const area = (bounds.max[0] - bounds.min[0]) * (bounds.max[2] - bounds.min[2]);
  return area < 13 ? 1.4 : area < 40 ? 1.5 : 1.6;
}

/** Vertical degrees: 55 in closets, 45 in halls, which is 85 to 73 degrees across at 16:9. */
function fieldOfView({ bounds }: SceneDocument): number {
  const width = Math.sqrt((bounds.max[0] - bounds.min[0]) * (bounds.max[2] - bounds.min[2]));
  return Math.round(Math.min(55, Math.max(46, 59 - 1.7 * width)));
}

/** Tries ends from the best view on, until a path comes out that keeps clear of everything. */
function bestPath(
  standpoints: Standpoint[],
  floor: WalkableFloor,
  bvh: Bvh,
  seconds: number,
  fov: number,
  clearance: number,
): CameraPath | undefined {
  const ends = bestViews(standpoints, 12);
  const legs = Math.max(1, Math.ceil(seconds / LEG_SECONDS));
  let best: { path: CameraPath; score: number } | undefined;
  for (const end of ends) {
    const chain = walkBack(standpoints, floor, end, legs, seconds / legs, clearance);
    if (!chain || (best && best.score >= chain.score)) continue;
    const path = keyframesOf(standpoints, chain.views, seconds, fov);
    if (checkClearance(path, bvh, CAMERA_RADIUS, SAMPLES_PER_SECOND).length === 0)
      best = { path, score: chain.score };
  }
  return best?.path ?? standStill(standpoints, ends, bvh, seconds, fov);
}

/** From the last view backwards, leg by leg: a standpoint in sight, at a pleasant distance, with a good view not far aside. */
function walkBack(
  standpoints: Standpoint[],
  floor: WalkableFloor,
  end: View,
  legs: number,
  legSeconds: number,
  clearance: number,
): { views: View[]; score: number } | undefined {
  const views = [end];
  let score = standpoints[end.standpoint].scores[end.column];
  for (let leg = 0; leg < legs; leg++) {
    const previous = bestPrevious(standpoints, floor, views, legSeconds, clearance);
    if (!previous) return undefined;
    views.unshift(previous.view);
    score += previous.score / legs;
  }
  return { views, score };
}

function bestPrevious(
  standpoints: Standpoint[],
  floor: WalkableFloor,
  views: readonly View[],
  legSeconds: number,
  clearance: number,
): { view: View; score: number } | undefined {
  const next = views[0];
  const to = standpoints[next.standpoint].position;
  const visited = new Set(views.map((view) => view.standpoint));
  const widest = Math.min(1.2, TURN * legSeconds);
  let best: { view: View; score: number } | undefined;
  for (let i = 0; i < standpoints.length; i++) {
    const { position, scores } = standpoints[i];
    const length = Math.hypot(position[0] - to[0], position[2] - to[2]);
    if (length < SPEED.slowest * legSeconds || length > SPEED.fastest * legSeconds) continue;
    const column = bestColumn(scores, (c) => Math.abs(turnBetween(c, next.column)) <= widest);
    if (column < 0) continue;
    const awkward = walksBackwards(position, to, yawOf(column)) ? 0.5 : 0;
    const repeated = visited.has(i) ? 0.6 : 0;
    const pace = 0.6 * Math.abs(Math.log(length / (SPEED.pleasant * legSeconds)));
    const score = scores[column] - pace - awkward - repeated;
    if ((best && best.score >= score) || !legIsFree(floor, position, to, clearance)) continue;
    best = { view: { standpoint: i, column }, score };
  }
  return best;
}

/** More than 100 degrees between the way and the gaze. */
function walksBackwards(from: Vec3, to: Vec3, yaw: number): boolean {
  const [dx, dz] = [to[0] - from[0], to[2] - from[2]];
  return (dx * Math.sin(yaw) + dz * Math.cos(yaw)) / Math.hypot(dx, dz) < -0.17;
}

function legIsFree(floor: WalkableFloor, from: Vec3, to: Vec3, clearance: number): boolean {
  const length = Math.hypot(to[0] - from[0], to[2] - from[2]);
  const steps = Math.ceil(length / 0.1);
  for (let i = 1; i < steps; i++) {
    const s = i / steps;
    if (
      floor.clearanceAt(from[0] + (to[0] - from[0]) * s, from[2] + (to[2] - from[2]) * s) <
      clearance - 0.01
    )
      return false;
  }
  return true;
}

/** Keyframes at the standpoints; times follow the way and the turn, so that neither is rushed. */
function keyframesOf(
  standpoints: Standpoint[],
  views: readonly View[],
  seconds: number,
  fov: number,
): CameraPath {
  const efforts = views.slice(1).map((view, i) => {
    const a = standpoints[views[i].standpoint].position;
    const b = standpoints[view.standpoint].position;
    return (
      Math.hypot(a[0] - b[0], a[2] - b[2]) / SPEED.pleasant +
      0.5 * Math.abs(turnBetween(view.column, views[i].column)) +
      0.5
    );
  });
  const total = efforts.reduce((sum, effort) => sum + effort, 0);
  let time = 0;
  const keyframes = views.map((view, i): CameraKeyframe => {
    if (i > 0) time += (efforts[i - 1] / total) * seconds;
    return keyframe(
      i === views.length - 1 ? seconds : time,
      standpoints[view.standpoint].position,
      yawOf(view.column),
      fov,
    );
  });
  return { keyframes };
}

function keyframe(time: number, position: Vec3, yaw: number, fov: number): CameraKeyframe {
  const distance = 3;
  const r = (value: number): number => Math.round(value * 1000) / 1000 + 0;
  return {
    time: r(time),
    position: [r(position[0]), r(position[1]), r(position[2])],
    // A breath downwards: floors say more than ceilings, and verticals stay upright.
    lookAt: [
      r(position[0] + Math.sin(yaw) * distance),
      r(position[1] - 0.14),
      r(position[2] + Math.cos(yaw) * distance),
    ],
    fov,
  };
}

/** Where there is no room for a walk: a slow turn on the best spot. */
function standStill(
  standpoints: Standpoint[],
  ends: View[],
  bvh: Bvh,
  seconds: number,
  fov: number,
): CameraPath | undefined {
  for (const end of ends) {
    const { position, scores } = standpoints[end.standpoint];
    const from = bestColumn(
      scores,
      (column) => Math.abs(Math.abs(turnBetween(column, end.column)) - 0.35) < 0.2,
    );
    const path = {
      keyframes: [
        keyframe(0, position, yawOf(from), fov),
        keyframe(seconds, position, yawOf(end.column), fov),
      ],
    };
    if (checkClearance(path, bvh, CAMERA_RADIUS, 1).length === 0) return path;
  }
  return undefined;
}
