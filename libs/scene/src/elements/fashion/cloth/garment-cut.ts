import type { Landmarks, Place } from './second-skin';

/** How a garment is cut, all measures in metres on the body at rest. */
export interface Cut {
  /** Covers chest and shoulders; without it the upper edge lies at `top`. */
  upper: boolean;
  /** Upper edge of what hangs from the waist, height. */
  top: number;
  neck: Neckline;
  /** End of the sleeve along the arm (0 shoulder, 1 elbow, 2 wrist); null for none. */
  sleeve: number | null;
  /** What covers the legs: nothing, two tubes or one. */
  legs: 'none' | 'tubes' | 'skirt';
  /** Height of the lower edge of the body or of the skirt. */
  hem: number;
  /** Height of the lower edge of the tubes. */
  legHem: number;
  /** Distance from the body everywhere, and what is added to it along the arm and the leg. */
  ease: number;
  sleeveEase: readonly [upper: number, wrist: number];
  legEase: readonly [thigh: number, knee: number, hem: number];
  /** How fast the width may shrink on its way down from the chest: 0 hangs straight, 1.2 follows the waist. */
  taper: number;
  /** From where downwards it widens, and by how much a metre. */
  flareFrom: number;
  flare: number;
  /** Folds that fall from there: how many around, and how deep at the hem. */
  folds: { count: number; depth: number; sharp: boolean };
  /** The front stands open by this half-width at the neck and at the hem; null when closed. */
  opening: { top: number; bottom: number } | null;
  stiffness: number;
  /** What is held where it is posed: a waistband. */
  waistHeld: boolean;
}

/** What is cut out for the neck: an oval on plan, or that and a wedge in front down to a height. */
export type Neckline = { width: number; depth: number; wedge?: number };

/** Above 0 where the neckline leaves cloth, about the distance to it in metres. */
export function belowNeckline(
  { width, depth, wedge }: Neckline,
  marks: Landmarks,
  { x, y, z }: Pick<Place, 'x' | 'y' | 'z'>,
): number {
  const [, base, middle] = marks.neck;
  if (y < base - 0.4) return 1;
  if (y > base + 0.012) return -1;
  const forward = z - middle - 0.01;
  const oval = (Math.hypot(x / width, forward / (forward > 0 ? depth : 0.062)) - 1) * Math.min(width, depth);
  const round = Math.max(oval, base - (forward > 0 ? 0.2 : 0.06) - y);
  if (wedge === undefined || forward < 0) return round;
  const half = (y - wedge) * (width / Math.max(0.03, base - wedge));
  return Math.min(round, Math.max(wedge - y, Math.abs(x) - half));
}

/** Above 0 where a garment covers a place of the body, about the distance to its edge in metres. */
export function covers(cut: Cut, marks: Landmarks, place: Place): number {
  const onArm = place.armShare > 0.5;
  let inside = Infinity;
  if (cut.upper) {
    inside = Math.min(inside, belowNeckline(cut.neck, marks, place));
    if (cut.sleeve === null) inside = Math.min(inside, (0.42 - place.armShare) * 0.12);
    else if (place.armShare > 0.02) inside = Math.min(inside, (cut.sleeve - place.arm) * 0.27);
    if (onArm) return inside;
  } else {
    if (place.armShare > 0.35) return -1;
    inside = Math.min(inside, cut.top - place.y);
  }
  if (cut.legs === 'tubes') return Math.min(inside, place.y - cut.legHem);
  return Math.min(inside, place.y - cut.hem);
}
