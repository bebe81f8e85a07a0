import type { LitScene } from '../light/lit-scene';
import { type CameraPose, wholePicture } from './camera-view';
import { Rasteriser, allocateGBuffer } from './rasteriser';

/** Where the mean of a well-lit scene is put, in exposed radiance, and how far a dark one is left darker. */
const KEY = 0.16;
const BRIGHT = 0.12;
const DARK_POWER = 0.86;

/**
 * One exposure for a whole clip, from small previews at a few moments: bright scenes are brought to a middle grey, dark ones
 * less than that, so that night stays night.
 */
export function exposureFor(
  scene: LitScene,
  poses: CameraPose[],
  sceneOf: (pose: number) => LitScene = () => scene,
): number {
  const width = 160;
  const height = 96;
  const small = new Rasteriser(scene, wholePicture(width, height));
  const target = allocateGBuffer(width, height);
  const mean =
    poses.reduce((sum, pose, i) => {
      small.show(sceneOf(i));
      return sum + small.draw(pose, 1, target);
    }, 0) / poses.length;
  const level = Math.max(Math.pow(2, mean), 1e-4);
  return (KEY / BRIGHT) * Math.pow(BRIGHT / level, level < BRIGHT ? DARK_POWER : 1);
}
