import type { Vec3 } from '../../../document/scene-document';
import { at, type Anchor } from '../layout/anchor';
import { sizeOf, type Part } from '../layout/floor-plan';

export interface SleepingWish {
  bedWidth: number;
  nightstands: number;
  tableLamps: number;
  rug: boolean;
  /** A bench at the bed's foot. */
  bench: boolean;
}

/** A bed with its head at the anchor's wall, nightstands with lamps on both sides, a rug under its lower half. */
export function sleepingGroup(anchor: Anchor, wish: SleepingWish): Part[] {
  const [, height, length] = sizeOf({ type: 'bed' });
  const bed: Vec3 = [wish.bedWidth, height, length];
  const z = 0.03 + length / 2;
  const parts: Part[] = [{ type: 'bed', position: at(anchor, 0, z), yaw: anchor.yaw, size: bed }];
  const stand = sizeOf({ type: 'nightstand' });
  for (let i = 0; i < Math.min(2, wish.nightstands); i++) {
    const x = (i === 0 ? 1 : -1) * (bed[0] / 2 + 0.06 + stand[0] / 2);
    const y = stand[2] / 2 + 0.04;
    parts.push({ type: 'nightstand', position: at(anchor, x, y), yaw: anchor.yaw, optional: true });
    if (i < wish.tableLamps) {
      parts.push({
        type: 'table-lamp',
        position: at(anchor, x, y, stand[1]),
        yaw: anchor.yaw,
        on: 'nightstand',
        optional: true,
      });
    }
  }
  if (wish.rug) {
    const size: Vec3 = [bed[0] + 1.1, 0.012, 1.7];
    parts.push({
      type: 'rug',
      position: at(anchor, 0, z + length * 0.28),
      yaw: anchor.yaw,
      size,
      optional: true,
    });
  }
  if (wish.bench) {
    const bench: Vec3 = [Math.min(1.3, bed[0] - 0.2), 0.45, 0.4];
    parts.push({
      type: 'bench',
      position: at(anchor, 0, 0.03 + length + 0.06 + 0.2),
      yaw: anchor.yaw,
      size: bench,
      optional: true,
    });
  }
  return parts;
}
