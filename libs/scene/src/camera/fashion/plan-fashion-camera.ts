import { MaquetteError } from '@maquette/kernel';
import type { CameraKeyframe, CameraPath, SceneDocument, SceneElement } from '../../document/scene-document';
import { FASHION_MOVES } from '../../document/vocabulary/fashion';
import type { SceneMesh } from '../../geometry/mesh';
import type { Bvh } from '../../light/bvh';
import { planWalkthrough } from '../plan-walkthrough';
import { type Framing, keyframeOf, seesFigure } from './framing';
import { MOVES, type Move } from './moves';

const KEYFRAMES_PER_SECOND = 3;
/** Fewer would cut the circle's corners. */
const FEWEST_KEYFRAMES = 24;
/** Where a set is in the way: smaller swings to the sides, then less distance, as a longer lens would need. */
const SHRUNK: readonly (readonly [swing: number, distance: number])[] = [
  [1, 1],
  [0.6, 1],
  [0.35, 1],
  [0.35, 0.85],
  [0.15, 0.85],
  [0.15, 0.65],
  [0, 0.5],
  [0, 0.35],
];

interface Shot {
  fov: number;
  at(s: number): Framing;
}

/**
 * A camera path of `seconds` about the figure: the document's own move, a turntable where it names none. Where the set is
 * in the way the swing becomes smaller. A scene without a figure is walked through like a building.
 *
 * @throws MaquetteError `camera-no-room`, `camera-seconds` (bad-input)
 */
export function planFashionCamera(
  document: SceneDocument,
  mesh: SceneMesh,
  bvh: Bvh,
  seconds: number,
): CameraPath {
  const figure = document.elements.find(({ type }) => type === 'figure');
  if (!figure || !Number.isFinite(seconds) || seconds <= 0)
    return planWalkthrough(document, mesh, bvh, seconds);
  const move = FASHION_MOVES.find((name) => name === document.camera.move) ?? 'turntable';
  for (const [swing, distance] of SHRUNK) {
    const keyframes = follow(figure, shrunk(MOVES[move], swing, distance), move === 'still', seconds);
    if (keyframes.every((keyframe) => seesFigure(keyframe, bvh))) return { keyframes, move };
  }
  throw new MaquetteError(
    'bad-input',
    'camera-no-room',
    'There is no place in this scene from which the figure can be seen.',
    { hint: 'Take away what stands around the figure, or give a camera path of your own.' },
  );
}

function follow(figure: SceneElement, { at, fov }: Shot, still: boolean, seconds: number): CameraKeyframe[] {
  if (still) return [keyframeOf(figure, at(0), 0, fov)];
  const steps = Math.max(FEWEST_KEYFRAMES, Math.ceil(seconds * KEYFRAMES_PER_SECOND));
  return Array.from({ length: steps + 1 }, (_, i) =>
    keyframeOf(figure, at(i / steps), (i / steps) * seconds, fov),
  );
}

/** A move with less swing to the sides, and from nearer by through a wider lens. */
function shrunk({ fov, at }: Move, swing: number, distance: number): Shot {
  const wide = (2 * Math.atan(Math.tan((fov * Math.PI) / 360) / distance) * 180) / Math.PI;
  return { fov: Math.round(wide * 10) / 10, at: (s) => at(s, swing) };
}
