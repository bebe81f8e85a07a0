import type { SceneElement, Vec3 } from '../document/scene-document';

/** An upright box standing anywhere: a turned rectangle on plan and an interval of height, metres. */
export interface Footprint {
  x: number;
  z: number;
  yaw: number;
  halfWidth: number;
  halfDepth: number;
  bottom: number;
  top: number;
}

type Placed = Pick<SceneElement, 'position' | 'yaw'> & { size: Vec3 };

/** What an element occupies, grown by `clearance` on plan. */
export function footprintOf(element: Placed, clearance = 0): Footprint {
  return {
    x: element.position[0],
    z: element.position[2],
    yaw: element.yaw,
    halfWidth: element.size[0] / 2 + clearance,
    halfDepth: element.size[2] / 2 + clearance,
    bottom: element.position[1],
    top: element.position[1] + element.size[1],
  };
}

/** Four corners on plan as [x, z]. */
export function cornersOf(f: Footprint): [number, number][] {
  const c = Math.cos(f.yaw);
  const s = Math.sin(f.yaw);
  const corner = (x: number, z: number): [number, number] => [f.x + x * c + z * s, f.z - x * s + z * c];
  return [
    corner(-f.halfWidth, -f.halfDepth),
    corner(f.halfWidth, -f.halfDepth),
    corner(f.halfWidth, f.halfDepth),
    corner(-f.halfWidth, f.halfDepth),
  ];
}

/** Do two boxes share more than a `tolerance`-thin sliver of space (separating axes on plan, intervals in height). */
export function overlaps(a: Footprint, b: Footprint, tolerance = 0.002): boolean {
  if (Math.min(a.top, b.top) - Math.max(a.bottom, b.bottom) <= tolerance) return false;
  return planOverlap(a, b) > tolerance;
}

/** How deep two rectangles on plan run into one another, metres; 0 or less when they stand apart. */
export function planOverlap(a: Footprint, b: Footprint): number {
  let depth = Infinity;
  for (const yaw of [a.yaw, a.yaw + Math.PI / 2, b.yaw, b.yaw + Math.PI / 2]) {
    const [aLow, aHigh] = shadow(a, yaw);
    const [bLow, bHigh] = shadow(b, yaw);
    depth = Math.min(depth, aHigh - bLow, bHigh - aLow);
  }
  return depth;
}

/** The interval a rectangle covers on the horizontal axis (cos yaw, −sin yaw). */
function shadow(f: Footprint, yaw: number): [number, number] {
  const centre = f.x * Math.cos(yaw) - f.z * Math.sin(yaw);
  const turn = f.yaw - yaw;
  const reach = f.halfWidth * Math.abs(Math.cos(turn)) + f.halfDepth * Math.abs(Math.sin(turn));
  return [centre - reach, centre + reach];
}

/** Distance on plan from a point to the rectangle's edge; 0 inside. */
export function distanceTo(f: Footprint, x: number, z: number): number {
  const c = Math.cos(f.yaw);
  const s = Math.sin(f.yaw);
  const dx = x - f.x;
  const dz = z - f.z;
  const across = Math.max(0, Math.abs(dx * c - dz * s) - f.halfWidth);
  const along = Math.max(0, Math.abs(dx * s + dz * c) - f.halfDepth);
  return Math.hypot(across, along);
}
