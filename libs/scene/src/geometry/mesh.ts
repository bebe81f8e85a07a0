import type { MaterialName } from '../document/vocabulary';

/**
 * The built scene as flat arrays, world space, metres. Faces are counter-clockwise seen from outside.
 * Vertices are never shared between faces that differ in normal, material or element, so per-vertex light is exact at edges.
 */
export interface SceneMesh {
  /** [3·V] */
  positions: Float32Array;
  /** [3·V], unit length */
  normals: Float32Array;
  /** [2·V], metres along the surface: a material's texture repeats by its own physical size */
  uvs: Float32Array;
  /** [3·T] */
  indices: Uint32Array;
  /** [T] index into `materials` */
  triangleMaterial: Uint16Array;
  /** [T] index into `elementIds`, plus 1; 0 is the sky */
  triangleElement: Uint16Array;
  materials: MaterialName[];
  elementIds: string[];
}
