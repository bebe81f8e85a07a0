import type { SceneElement } from '../../../document/scene-document';
import type { Shoe } from '../../../document/vocabulary/fashion';
import { numberParam } from '../../element';

/** How a kind of shoe is made. */
export interface Make {
  /** Heel over the ball, and thickness of the sole, metres. */
  heel: number;
  sole: number;
  /** Highest point of the upper over the sole at the ankle; the leg comes out of it. */
  throat: number;
  /** How far the upper reaches up the leg from ankle (0) to knee (1); null for low shoes. */
  shaft: number | null;
  /** Length of the toe beyond the foot, and how pointed it is (0 round … 1). */
  toe: number;
  point: number;
  bulk: number;
  open: boolean;
}

export const MAKES: Record<Shoe, Make> = {
  boots: {
    heel: 0.025,
    sole: 0.014,
    throat: 0.1,
    shaft: 0.3,
    toe: 0.014,
    point: 0.35,
    bulk: 0.006,
    open: false,
  },
  sneakers: {
    heel: 0.006,
    sole: 0.024,
    throat: 0.085,
    shaft: null,
    toe: 0.014,
    point: 0,
    bulk: 0.008,
    open: false,
  },
  loafers: {
    heel: 0.014,
    sole: 0.01,
    throat: 0.06,
    shaft: null,
    toe: 0.016,
    point: 0.3,
    bulk: 0.005,
    open: false,
  },
  pumps: {
    heel: 0.07,
    sole: 0.006,
    throat: 0.048,
    shaft: null,
    toe: 0.026,
    point: 0.8,
    bulk: 0.003,
    open: false,
  },
  sandals: {
    heel: 0.012,
    sole: 0.012,
    throat: 0.06,
    shaft: null,
    toe: 0.006,
    point: 0,
    bulk: 0.003,
    open: true,
  },
};

/** What a pair of shoes does to the stance of who wears it. */
export function stanceOf(shoes: SceneElement | undefined): { heel: number; sole: number } {
  if (!shoes) return { heel: 0, sole: 0 };
  const make = MAKES[shoes.type as Shoe];
  const heel = Math.min(0.11, Math.max(0, numberParam(shoes, 'heel', make.heel)));
  return { heel, sole: make.sole };
}

/** Does a shoe hide the foot at a place: rest heights over the sole. */
export function shoeCovers(
  shoes: SceneElement,
  y: number,
  legShare: number,
  ankle: number,
  knee: number,
): boolean {
  const make = MAKES[shoes.type as Shoe];
  if (make.open || legShare < 0.9) return false;
  const top = make.shaft === null ? make.throat - 0.02 : ankle + (knee - ankle) * make.shaft - 0.015;
  return y < Math.min(top, make.shaft === null ? 0.06 : top);
}
