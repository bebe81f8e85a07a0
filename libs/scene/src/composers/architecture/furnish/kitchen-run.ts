import type { Vec3 } from '../../../document/scene-document';
import { at, type Anchor } from '../layout/anchor';
import { sizeOf, type Part } from '../layout/floor-plan';

export interface KitchenRunWish {
  /** Length of wall for the run, metres. */
  length: number;
  /** Local x direction of the end at which fridge and oven stand. */
  tallEnd: number;
  fridge: boolean;
  ovenTower: boolean;
  cabinets: boolean;
  hood: boolean;
  ceiling: number;
}

const GAP = 0.02;
/** Free floor before the work top. */
const ACCESS = 0.9;
const CABINETS = { bottom: 1.45, height: 0.75, depth: 0.36 };

/** Tall units at one end, then a work top with sink and hob, cabinets and a hood over it. Centred on the anchor. */
export function kitchenRun(anchor: Anchor, wish: KitchenRunWish): Part[] {
  const parts: Part[] = [];
  let x = (wish.length / 2) * wish.tallEnd;
  const tall = (type: 'fridge' | 'oven-tower'): void => {
    const [w, h, d] = sizeOf({ type });
    const depth = Math.min(d, 0.65);
    parts.push({
      type,
      position: at(anchor, x - (w / 2) * wish.tallEnd, GAP + depth / 2),
      yaw: anchor.yaw,
      size: [w, Math.min(h, wish.ceiling - 0.1), depth],
      access: ACCESS,
    });
    x -= (w + 0.005) * wish.tallEnd;
  };
  if (wish.fridge) tall('fridge');
  if (wish.ovenTower) tall('oven-tower');

  // The work top runs from where the tall units end to the other end: sink towards the light, hob at two thirds.
  const end = -(wish.length / 2) * wish.tallEnd;
  const span = Math.abs(x - end);
  const [, height, depth] = sizeOf({ type: 'kitchen-counter' });
  const half = Math.round((span / 2) * 100) / 100;
  const counter = (from: number, width: number, equipment: 'sink' | 'hob'): number => {
    const centre = from - (width / 2) * wish.tallEnd;
    const params = { sink: equipment === 'sink', hob: equipment === 'hob' };
    const size: Vec3 = [width, height, depth];
    parts.push({
      type: 'kitchen-counter',
      position: at(anchor, centre, GAP + depth / 2),
      yaw: anchor.yaw,
      size,
      params,
      access: ACCESS,
    });
    return centre;
  };
  const hobX = counter(x, half, 'hob');
  const sinkX = counter(x - half * wish.tallEnd, span - half, 'sink');
  parts.push(...above(anchor, wish, hobX, sinkX, half, span - half));
  return parts;
}

function above(
  anchor: Anchor,
  wish: KitchenRunWish,
  hobX: number,
  sinkX: number,
  hobSpan: number,
  sinkSpan: number,
): Part[] {
  const parts: Part[] = [];
  const [hoodWidth, , hoodDepth] = sizeOf({ type: 'extractor-hood' });
  const y = CABINETS.bottom;
  if (wish.hood) {
    const hood: Vec3 = [hoodWidth, Math.min(0.9, wish.ceiling - 1.6), Math.min(hoodDepth, 0.5)];
    parts.push({
      type: 'extractor-hood',
      position: at(anchor, hobX, GAP + hood[2] / 2, 1.58),
      yaw: anchor.yaw,
      size: hood,
      optional: true,
    });
  }
  if (!wish.cabinets) return parts;
  const cabinet = (centre: number, width: number): Part => ({
    type: 'wall-cabinet',
    position: at(anchor, centre, GAP + CABINETS.depth / 2, y),
    yaw: anchor.yaw,
    size: [width, Math.min(CABINETS.height, wish.ceiling - y - 0.05), CABINETS.depth],
    optional: true,
  });
  parts.push(cabinet(sinkX, sinkSpan - 0.02));
  const flank = hobSpan / 2 - hoodWidth / 2 - 0.03;
  if (wish.hood && flank > 0.3) {
    const shift = hoodWidth / 2 + 0.015 + flank / 2;
    parts.push(cabinet(hobX - shift, flank), cabinet(hobX + shift, flank));
  } else if (!wish.hood) {
    parts.push(cabinet(hobX, hobSpan - 0.02));
  }
  return parts;
}
