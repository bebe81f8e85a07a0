import type { Vec3 } from '../../../document/scene-document';
import { at, type Anchor } from '../layout/anchor';
import { sizeOf, type Part } from '../layout/floor-plan';

export interface WorkplaceWish {
  width: number;
  screen: boolean;
  lamp: boolean;
  chair: boolean;
}

/** Depth of a workplace from the desk's far edge to the back of its chair. */
export const WORKPLACE_DEPTH = 1.45;

/**
 * A desk whose user looks along the anchor's −Z: the desk's far edge lies on the anchor, the chair stands at +Z and faces
 * the desk. Chairs are optional, so a tight room keeps its desks.
 */
export function workplace(anchor: Anchor, wish: WorkplaceWish): Part[] {
  const [, height, depth] = sizeOf({ type: 'desk' });
  const desk: Vec3 = [wish.width, height, depth];
  const parts: Part[] = [{ type: 'desk', position: at(anchor, 0, depth / 2), yaw: anchor.yaw, size: desk }];
  if (wish.screen) {
    const [w, h, d] = [0.62, 0.46, 0.18];
    parts.push({
      type: 'screen',
      position: at(anchor, 0, 0.06 + d / 2, height),
      yaw: anchor.yaw,
      size: [w, h, d],
      params: { stand: true },
      on: 'desk',
      optional: true,
    });
  }
  if (wish.lamp) {
    parts.push({
      type: 'table-lamp',
      position: at(anchor, wish.width / 2 - 0.2, 0.2, height),
      yaw: anchor.yaw,
      on: 'desk',
      optional: true,
    });
  }
  if (wish.chair) {
    const chair = sizeOf({ type: 'office-chair' });
    const z = depth + chair[2] / 2 - 0.12;
    parts.push({
      type: 'office-chair',
      position: at(anchor, 0, z),
      yaw: anchor.yaw + Math.PI,
      optional: true,
    });
  }
  return parts;
}
