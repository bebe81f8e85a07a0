import { MaquetteError } from '@maquette/kernel';
import type { CameraPath, SceneDocument } from '../document/scene-document';
import type { SceneMesh } from '../geometry/mesh';
import type { Bvh } from '../light/bvh';
import { planExterior } from './plan-exterior';
import { planInterior } from './plan-interior';

/**
 * A camera path of `seconds` that shows the scene at its best and keeps 0.25 m from all geometry: indoors a walk at eye
 * height that ends on the best view, outdoors an arc before two façades.
 *
 * @throws MaquetteError `camera-no-room` when there is nowhere to stand, `camera-seconds` for a duration that is none.
 */
export function planWalkthrough(
  document: SceneDocument,
  mesh: SceneMesh,
  bvh: Bvh,
  seconds: number,
): CameraPath {
  if (!Number.isFinite(seconds) || seconds <= 0) {
    throw new MaquetteError('bad-input', 'camera-seconds', `A walkthrough cannot last ${seconds} seconds.`, {
      hint: 'Give a duration above 0.',
    });
  }
  const plan = document.setting === 'interior' ? planInterior : planExterior;
  const path = plan(document, mesh, bvh, seconds);
  if (path) return path;
  throw new MaquetteError(
    'bad-input',
    'camera-no-room',
    'There is no place in this scene where a camera could stand.',
    {
      hint: 'Remove or shrink furniture, enlarge the room, or give a camera path of your own.',
    },
  );
}
