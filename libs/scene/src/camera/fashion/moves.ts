import type { FashionMove } from '../../document/vocabulary/fashion';
import { between, type Framing } from './framing';

/** A move and its lens. */
export interface Move {
  /** Vertical field of view, degrees. */
  fov: number;
  /** The framing after a share s of the clip, 0 to 1; `swing` below 1 keeps that much nearer to the figure's front. */
  at(s: number, swing: number): Framing;
}

const FULL: Framing = { angle: 0, stretch: 1.2, target: 0.5, eye: 0.62 };
const HALF: Framing = { angle: 0, stretch: 0.72, target: 0.7, eye: 0.8 };
const PORTRAIT: Framing = { angle: 0, stretch: 0.3, target: 0.88, eye: 0.92 };

/** Framings of the pose set, one after another; the camera rests on each before it goes on to the next. */
const POSE_SET: readonly Framing[] = [
  { ...FULL, angle: 0.12 },
  { ...HALF, angle: -0.6 },
  { ...PORTRAIT, angle: -0.25 },
  { ...HALF, angle: 0.75, target: 0.55 },
  { ...FULL, angle: 1.35 },
  { ...FULL, angle: 2.7 },
];
/** Share of each framing's time that is spent on the way to it. */
const ON_THE_WAY = 0.45;

/** How far to the sides a turntable goes that cannot go all round, radians. */
const WIDEST = 2.4;

const aside = (framing: Framing, swing: number): Framing => ({ ...framing, angle: framing.angle * swing });

export const MOVES: Record<FashionMove, Move> = {
  turntable: {
    fov: 30,
    at: (s, swing) => ({
      ...FULL,
      angle: swing === 1 ? -0.35 + 2 * Math.PI * s : WIDEST * swing * Math.sin(2 * Math.PI * s),
    }),
  },
  runway: {
    fov: 20,
    at: (s, swing) =>
      aside(between({ ...FULL, stretch: 1.9, angle: 0.16 }, { ...FULL, angle: 0.05 }, s), swing),
  },
  'pose-set': { fov: 30, at: (s, swing) => aside(restingOn(POSE_SET, s), swing) },
  'push-in': {
    fov: 32,
    at: (s, swing) =>
      aside(
        between(
          { ...FULL, stretch: 1.4, angle: -0.38 },
          { ...HALF, stretch: 0.95, target: 0.6, angle: 0.18 },
          s,
        ),
        swing,
      ),
  },
  still: { fov: 28, at: (_, swing) => ({ ...FULL, angle: 0.14 * swing }) },
};

/** Stills of a look: all of it, and its upper half nearer by. */
export const STILLS = {
  full: { ...FULL, stretch: 1.2, target: 0.51, angle: 0.16 },
  detail: { ...HALF, stretch: 0.56, target: 0.8, eye: 0.86, angle: -0.3 },
} as const satisfies Record<string, Framing>;

function restingOn(framings: readonly Framing[], s: number): Framing {
  const at = Math.min(framings.length - 1e-9, s * framings.length);
  const index = Math.floor(at);
  if (index === 0) return framings[0];
  return between(framings[index - 1], framings[index], Math.min(1, (at - index) / ON_THE_WAY));
}
