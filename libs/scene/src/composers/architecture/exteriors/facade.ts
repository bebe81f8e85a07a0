import type { Vec3 } from '../../../document/scene-document';
import type { MaterialName } from '../../../document/vocabulary';
import { at, type Anchor } from '../layout/anchor';
import { sizeOf, type FloorPlan } from '../layout/floor-plan';

/** A closed box of a building: its sides are façades on which windows and doors are mounted. */
export interface Mass {
  /** Centre of the base. */
  position: Vec3;
  size: Vec3;
  material: MaterialName;
  name?: string;
  /** Its underside shows: the box hangs over. */
  soffit?: boolean;
}

export type Face = 'front' | 'right' | 'back' | 'left';

const FACE_YAW: Record<Face, number> = { front: 0, right: Math.PI / 2, back: Math.PI, left: -Math.PI / 2 };

export function buildMass(plan: FloorPlan, mass: Mass): void {
  plan.add({
    type: 'slab',
    name: mass.name ?? 'mass',
    position: mass.position,
    size: mass.size,
    materials: {
      top: 'concrete',
      bottom: mass.soffit ? 'white-plaster' : mass.material,
      side: mass.material,
    },
    params: { lit: mass.soffit ? 'bottom' : 'top' },
  });
}

/** The place at the foot of a façade's middle that looks outwards. */
export function faceOf(mass: Mass, face: Face): Anchor & { length: number } {
  const [w, , d] = mass.size;
  const sideways = face === 'left' || face === 'right';
  const yaw = FACE_YAW[face];
  const middle: Anchor = { position: mass.position, yaw };
  return { position: at(middle, 0, (sideways ? w : d) / 2), yaw, length: sideways ? d : w };
}

/** Mounts a window or a door on a façade: `x` from the façade's middle, `y` above its foot. */
export function mount(
  plan: FloorPlan,
  face: Anchor,
  unit: {
    type: 'window-unit' | 'door-unit';
    x: number;
    y: number;
    width: number;
    height: number;
    frame?: MaterialName;
  },
): void {
  const depth = sizeOf({ type: unit.type })[2];
  plan.add({
    type: unit.type,
    position: at(face, unit.x, 0, unit.y),
    yaw: face.yaw,
    size: [unit.width, unit.height, depth],
    materials: unit.frame ? { frame: unit.frame } : undefined,
  });
}

export interface WindowRow {
  count: number;
  width: number;
  height: number;
  /** Height of the sills above the façade's foot. */
  y: number;
  /** The part of the façade that is filled, from its middle. */
  from: number;
  to: number;
  /** Bays left out, counted from the left (low x). */
  except?: readonly number[];
}

/** Equal windows at equal distances; answers their centres. */
export function windowRow(plan: FloorPlan, face: Anchor, row: WindowRow): number[] {
  const pitch = (row.to - row.from) / row.count;
  const width = Math.min(row.width, pitch - 0.15);
  const centres: number[] = [];
  for (let i = 0; i < row.count; i++) {
    const x = row.from + (i + 0.5) * pitch;
    centres.push(x);
    if (!row.except?.includes(i))
      mount(plan, face, { type: 'window-unit', x, y: row.y, width, height: row.height });
  }
  return centres;
}
