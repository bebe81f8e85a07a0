import type { Vec3 } from '../document/scene-document';
import { cross, normalise, subtract } from '../geometry/vector';

/** A camera at one moment: a pinhole that looks from `position` to `lookAt`, +Y up. */
export interface CameraPose {
  position: Vec3;
  lookAt: Vec3;
  /** Vertical field of view, degrees. */
  fov: number;
}

/** The part of a picture to draw: a window of `width` × `height` pixels at (x, y) of a picture of `fullWidth` × `fullHeight`. */
export interface PictureWindow {
  fullWidth: number;
  fullHeight: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The whole picture, with rows and columns added at the right and bottom until both are multiples of `multiple`. */
export function wholePicture(width: number, height: number, multiple = 16): PictureWindow {
  const up = (n: number): number => Math.ceil(n / multiple) * multiple;
  return { fullWidth: width, fullHeight: height, x: 0, y: 0, width: up(width), height: up(height) };
}

/** Orthonormal camera axes and the projection, ready for the inner loops. */
export interface View {
  position: Vec3;
  right: Vec3;
  up: Vec3;
  forward: Vec3;
  /** Pixels of a length of one at distance one. */
  focal: number;
  /** Pixel coordinates of the view axis, within the window. */
  centreX: number;
  centreY: number;
  width: number;
  height: number;
}

export function viewOf(pose: CameraPose, window: PictureWindow): View {
  const forward = normalise(subtract(pose.lookAt, pose.position));
  const right = normalise(cross(forward, [0, 1, 0]));
  return {
    position: pose.position,
    forward,
    right,
    up: cross(right, forward),
    focal: window.fullHeight / 2 / Math.tan((pose.fov * Math.PI) / 360),
    centreX: window.fullWidth / 2 - window.x,
    centreY: window.fullHeight / 2 - window.y,
    width: window.width,
    height: window.height,
  };
}
