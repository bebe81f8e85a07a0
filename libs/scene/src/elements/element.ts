import type { SceneElement, Vec3 } from '../document/scene-document';
import type { MaterialName } from '../document/vocabulary';
import type { MeshSink } from '../geometry/mesh-sink';

/** How an element type is built, and what it is by default. */
export interface ElementPrototype {
  /** Width, height, depth, metres. */
  size: Vec3;
  /** Material slots with their defaults. */
  slots: Record<string, MaterialName>;
  /** Does it stand in the way of someone walking. */
  solid: boolean;
  /** Adds the element's faces in its local space: base centre at the origin, front along +Z, within `element.size`. */
  build(sink: MeshSink, element: SceneElement, material: (slot: string) => MaterialName): void;
}
