import type { SceneDocument } from '../document/scene-document';
import type { Rgb } from '../materials/material';

/** A lamp that the camera carries, at the eye and along its axis: what it shows has no shadow of it. */
export interface Lantern {
  /** Along the axis, W/sr in the scene's unit. */
  intensity: Rgb;
  /** Half angles, radians: full light up to the first, none from the second, linear between. */
  beam: number;
  cutoff: number;
}

/** Strong enough for a tube of half a metre; the beam is narrow, so that walls beside the camera don't outshine those ahead. */
const FLIGHT: Lantern = { intensity: [10, 7.6, 6.2], beam: 0.12, cutoff: 1.15 };
/** Nearer things get the light of this distance, metres. */
const NEAREST = 0.25;

/** The lantern of a scene; null where the light stands. */
export const lanternOf = ({ space, lamps }: Pick<SceneDocument, 'space' | 'lamps'>): Lantern | null =>
  space === 'lumen' && lamps ? FLIGHT : null;

/**
 * Irradiance of a surface that squarely faces the lantern, as a share of its intensity.
 * @param axial cosine between the ray and the camera's axis
 * @param distance from the eye, metres
 */
export function lanternLight({ beam, cutoff }: Lantern, axial: number, distance: number): number {
  const angle = Math.acos(Math.min(1, axial));
  const share = Math.min(1, Math.max(0, (cutoff - angle) / (cutoff - beam)));
  const away = Math.max(NEAREST, distance);
  return share / (away * away);
}
