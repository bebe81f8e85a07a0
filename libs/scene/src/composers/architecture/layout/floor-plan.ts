import type { Opening, SceneElement, Vec3 } from '../../../document/scene-document';
import type { ElementType, MaterialName } from '../../../document/vocabulary';
import { CATALOGUE } from '../../../elements/catalogue';
import { round } from './anchor';
import { cornersOf, distanceTo, footprintOf, overlaps, type Footprint } from '../../../geometry/footprint';
import { mayOverlap } from './allowed-overlaps';
import type { Room } from './room';

/** Something about to be placed; what is left out comes from the catalogue. */
export interface Part {
  type: ElementType;
  position: Vec3;
  yaw?: number;
  size?: Vec3;
  materials?: Record<string, MaterialName>;
  params?: Record<string, number | string | boolean>;
  openings?: Opening[];
  /** Beginning of the element's id; the type when left out. */
  name?: string;
  /** Left out of its group when it does not fit, instead of failing the group. */
  optional?: boolean;
  /** Free floor that must remain in front of it, metres. */
  access?: number;
  /** Must come to rest on an element of this type. */
  on?: ElementType;
  /** Belongs to the surroundings: need not lie within the room. */
  outside?: boolean;
}

interface Reservation {
  footprint: Footprint;
  /** Types that may stand there all the same. */
  except: readonly ElementType[];
}

/** Flat things never stand in anybody's way. */
const FLAT: readonly ElementType[] = ['rug', 'path', 'ground'];

/** Elements of a scene under construction: hands out ids, refuses what would run into something. */
export class FloorPlan {
  readonly elements: SceneElement[] = [];
  private readonly reservations: Reservation[] = [];
  private readonly numbers = new Map<string, number>();

  /**
   * @param dress materials and params of a type, below those that a part names itself
   * @param room when given, everything tried must lie within its inner faces
   */
  constructor(
    private readonly dress: (type: ElementType) => Pick<Part, 'materials' | 'params'> = () => ({}),
    readonly room?: Room,
  ) {}

  count(type: ElementType): number {
    return this.elements.filter((element) => element.type === type).length;
  }

  /** Keeps a volume free, but for the types named. */
  reserve(footprint: Footprint, except: readonly ElementType[] = FLAT): void {
    this.reservations.push({ footprint, except });
  }

  /** Places without asking: shells and things whose place follows from others. */
  add(part: Part): SceneElement {
    const name = part.name ?? part.type;
    const number = (this.numbers.get(name) ?? 0) + 1;
    this.numbers.set(name, number);
    const [x, y, z] = part.position;
    const size = sizeOf(part);
    const element: SceneElement = {
      id: `${name}-${number}`,
      type: part.type,
      position: [round(x), round(y), round(z)],
      yaw: round(part.yaw ?? 0),
      size: [round(size[0]), round(size[1]), round(size[2])],
    };
    const dress = this.dress(part.type);
    if (dress.materials || part.materials) element.materials = { ...dress.materials, ...part.materials };
    if (dress.params || part.params) element.params = { ...dress.params, ...part.params };
    if (part.openings) element.openings = part.openings;
    this.elements.push(element);
    if (part.access) this.reserve(accessOf(element, part.access));
    return element;
  }

  /** Places the part, or answers undefined when it would not fit. */
  tryAdd(part: Part): SceneElement | undefined {
    return this.fits(part) ? this.add(part) : undefined;
  }

  /** Places all parts that are not optional, or none. */
  tryGroup(parts: readonly Part[]): SceneElement[] | undefined {
    if (!parts.every((part) => part.optional || this.fits(part))) return undefined;
    const placed = parts.filter((part) => !part.optional).map((part) => this.add(part));
    for (const part of parts) {
      const element = part.optional ? this.tryAdd(part) : undefined;
      if (element) placed.push(element);
    }
    return placed;
  }

  fits(part: Part): boolean {
    const footprint = footprintOf({ position: part.position, yaw: part.yaw ?? 0, size: sizeOf(part) });
    if (!part.outside && !this.insideRoom(footprint)) return false;
    if (part.on && !this.supports(part.on, footprint)) return false;
    if (this.reservations.some((r) => !r.except.includes(part.type) && overlaps(footprint, r.footprint)))
      return false;
    if (!this.clearOfOthers(part.type, footprint)) return false;
    return !part.access || this.accessFree(part);
  }

  /** Takes an element away again, with what stands on it. */
  remove(element: SceneElement): void {
    const index = this.elements.indexOf(element);
    if (index < 0) return;
    this.elements.splice(index, 1);
    const top = footprintOf(element);
    for (const other of [...this.elements]) if (restsOn(footprintOf(other), top)) this.remove(other);
  }

  private supports(type: ElementType, footprint: Footprint): boolean {
    return this.elements.some((other) => other.type === type && restsOn(footprint, footprintOf(other)));
  }

  private clearOfOthers(type: ElementType, footprint: Footprint): boolean {
    return this.elements.every(
      (other) => mayOverlap(type, other.type) || !overlaps(footprint, footprintOf(other)),
    );
  }

  private accessFree(part: Part): boolean {
    const access = accessOf(
      { position: part.position, yaw: part.yaw ?? 0, size: sizeOf(part) },
      part.access ?? 0,
    );
    return this.insideRoom(access) && this.clearOfOthers('path', access);
  }

  private insideRoom(footprint: Footprint): boolean {
    const room = this.room;
    if (!room) return true;
    if (footprint.bottom < -0.001 || footprint.top > room.height + 0.001) return false;
    return cornersOf(footprint).every(
      ([x, z]) => Math.abs(x) <= room.width / 2 + 0.001 && Math.abs(z) <= room.depth / 2 + 0.001,
    );
  }
}

function restsOn(upper: Footprint, lower: Footprint): boolean {
  return (
    lower.top > 0.2 && Math.abs(upper.bottom - lower.top) < 0.01 && distanceTo(lower, upper.x, upper.z) < 0.01
  );
}

/** A part's size: its own or its type's. */
export function sizeOf(part: Pick<Part, 'type' | 'size'>): Vec3 {
  return part.size ?? CATALOGUE[part.type].size;
}

/** Knee-to-head room in front of an element. */
function accessOf(element: { position: Vec3; yaw: number; size: Vec3 }, reach: number): Footprint {
  const f = footprintOf(element);
  const shift = f.halfDepth + reach / 2;
  return {
    ...f,
    x: f.x + Math.sin(f.yaw) * shift,
    z: f.z + Math.cos(f.yaw) * shift,
    halfDepth: reach / 2,
    bottom: 0.05,
    top: 1.9,
  };
}
