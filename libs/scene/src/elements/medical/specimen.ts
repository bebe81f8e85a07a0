import type { SceneElement, Vec3 } from '../../document/scene-document';
import type { MaterialName } from '../../document/vocabulary';
import type { Cut } from '../../document/vocabulary/medical';
import type { MeshSink, PatchVertex, Uv } from '../../geometry/mesh-sink';
import { type ElementPrototype, numberParam, wordParam } from '../element';
import { type Plane, capOf, clipped } from './field/cut';
import { type Extent, type Field, inverse, shared, without } from './field/field';
import { type Skin, skinOf } from './field/surface-nets';

/** What shows on a cut face where `field` is; without a field, on the rest of the face. */
export interface CutRegion {
  slot: string;
  field?: Field;
}

/** A part of a specimen: a solid with a surface, or a bare surface such as small vessels. */
export interface Part {
  slot: string;
  field?: Field;
  /** Bare surface. A field beside it gives the cut faces. */
  skin?: () => Skin;
  /** Space within the solid, seen when it is cut open, and the slot of what lines it. */
  hollow?: Field;
  lining?: string;
  /** Cells on the specimen's height; more show finer detail. */
  cells?: number;
  /** The same for its cut faces. */
  capCells?: number;
  /** The field is no distance. */
  everywhere?: boolean;
  /** Innermost first. Left out: the cut face is of the part's own slot. */
  cut?: readonly CutRegion[];
  /** Its texture is laid on by where a point lies, not by where it faces: for folded surfaces, whose vertices stay shared. */
  folded?: boolean;
  /** Stays whole when the specimen is cut open. */
  whole?: boolean;
  /** Is there only when the specimen is cut open, or only when it is not. */
  when?: 'cut' | 'uncut';
}

/** An organ or preparation in a unit of its own, +Y up, its front towards +Z, +X at its front's right-hand side as seen. */
export interface Specimen {
  extent: Extent;
  parts: readonly Part[];
}

const NORMALS: Record<Exclude<Cut, 'none'>, Vec3> = {
  sagittal: [1, 0, 0],
  coronal: [0, 0, 1],
  transverse: [0, 1, 0],
};

const CELLS = 72;
const CAP_CELLS = 96;

const skins = new Map<string, Skin>();

/** Builds an element whose specimen depends on none of its parameters but the cut: it is described once a process. */
export function specimenBuilder(key: string, describe: () => Specimen): ElementPrototype['build'] {
  let described: Specimen | undefined;
  return (sink, element, material) => addSpecimen(sink, element, key, (described ??= describe()), material);
}

/**
 * Adds a specimen in the size of its element. `params.cut` opens it along a plane, `params.cutAt` says where (-1 to 1, from
 * one end of the extent to the other).
 * @param key names the specimen and all of its parameters but the cut: its surfaces are meshed once a process
 */
export function addSpecimen(
  sink: MeshSink,
  element: SceneElement,
  key: string,
  { extent, parts }: Specimen,
  material: (slot: string) => MaterialName,
): void {
  const plane = cutPlane(element, extent);
  const height = extent.max[1] - extent.min[1];
  const scale = element.size[1] / height;
  const middle = [0, 1, 2].map((k) => (extent.min[k] + extent.max[k]) / 2);
  const origin: Vec3 = [middle[0], extent.min[1], middle[2]];
  const laid: Laid = { origin, scale, centre: [0, height / 2, 0] };
  const add = (skin: Skin, slot: string, folded = false): void =>
    addSkin(sink, skin, laid, folded, material(slot));
  parts.forEach((part, i) => {
    if (part.when && (part.when === 'cut') !== (plane !== null)) return;
    const cell = height / (part.cells ?? CELLS);
    const surface = (name: string, field: Field): Skin =>
      remembered(`${key}/${i}/${name}`, () => skinOf(field, extent, cell, part.everywhere));
    const skin = part.skin ? remembered(`${key}/${i}`, part.skin) : surface('outside', part.field!);
    if (!plane || part.whole) return add(skin, part.slot, part.folded);
    add(clipped(skin, plane), part.slot, part.folded);
    if (part.hollow)
      add(clipped(surface('inside', inverse(part.hollow)), plane), part.lining ?? part.slot, part.folded);
    for (const [slot, face] of cutFaces(part))
      add(capOf(face, extent, plane, height / (part.capCells ?? CAP_CELLS)), slot);
  });
}

/** What shows on a cut through a part: slot and solid of each region. */
function cutFaces({ slot, field, hollow, cut = [{ slot }] }: Part): [slot: string, face: Field][] {
  if (!field) return [];
  const solid = hollow ? without(field, hollow) : field;
  return cut.map((region, k) => {
    const inner = cut.slice(0, k).flatMap((other) => (other.field ? [other.field] : []));
    const own = region.field ? shared(solid, region.field) : solid;
    return [region.slot, inner.reduce((rest, other) => without(rest, other), own)];
  });
}

function cutPlane(element: SceneElement, { min, max }: Extent): Plane | null {
  const cut = wordParam(element, 'cut', 'none');
  if (!(cut in NORMALS)) return null;
  const normal = NORMALS[cut as keyof typeof NORMALS];
  const axis = normal.indexOf(1);
  const at = Math.max(-1, Math.min(1, numberParam(element, 'cutAt', 0)));
  return { normal, distance: (min[axis] + max[axis]) / 2 + (at * (max[axis] - min[axis])) / 2 };
}

function remembered(key: string, make: () => Skin): Skin {
  const known = skins.get(key);
  if (known) return known;
  const skin = make();
  skins.set(key, skin);
  return skin;
}

/** How a specimen is brought to the size of its element. */
interface Laid {
  origin: Vec3;
  scale: number;
  /** Middle of the preparation, in the element's space. */
  centre: Vec3;
}

/** Adds a surface; its texture is laid on from the side that each triangle faces most, or lies on when it is folded. */
function addSkin(
  sink: MeshSink,
  { positions, normals, indices }: Skin,
  { origin, scale, centre }: Laid,
  folded: boolean,
  material: MaterialName,
): void {
  const place = new Map<number, number>();
  const vertices: PatchVertex[] = [];
  const triangles: number[] = [];
  const sideOf = folded
    ? (t: number) => foremost((k) => positions[indices[t] * 3 + k] - origin[k] - centre[k] / scale)
    : (t: number) => foremost((k) => [0, 1, 2].reduce((sum, c) => sum + normals[indices[t + c] * 3 + k], 0));
  for (let t = 0; t < indices.length; t += 3) {
    const axis = sideOf(t);
    for (let c = 0; c < 3; c++) {
      const v = indices[t + c];
      const key = v * 3 + axis;
      let at = place.get(key);
      if (at === undefined) {
        at = vertices.length;
        place.set(key, at);
        const position = [0, 1, 2].map((k) => (positions[v * 3 + k] - origin[k]) * scale) as unknown as Vec3;
        const normal: Vec3 = [normals[v * 3], normals[v * 3 + 1], normals[v * 3 + 2]];
        vertices.push({ position, normal, uv: projected(position, axis) });
      }
      triangles.push(at);
    }
  }
  sink.patch(vertices, triangles, material);
}

/** The axis along which a vector reaches farthest. */
function foremost(component: (axis: number) => number): number {
  const [x, y, z] = [0, 1, 2].map((k) => Math.abs(component(k)));
  return x >= y && x >= z ? 0 : y >= z ? 1 : 2;
}

const projected = ([x, y, z]: Vec3, axis: number): Uv => (axis === 0 ? [z, y] : axis === 1 ? [x, z] : [x, y]);
