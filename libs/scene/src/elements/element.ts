import type { SceneElement, Vec3 } from '../document/scene-document';
import type { ElementType, MaterialName } from '../document/vocabulary';
import type { MeshSink } from '../geometry/mesh-sink';
import type { Random } from '../geometry/random';

/** How an element type is built, and what it is by default. */
export interface ElementPrototype {
  /** Width, height, depth, metres. */
  size: Vec3;
  /** Material slots with their defaults. */
  slots: Record<string, MaterialName>;
  /** Does it stand in the way of someone walking. */
  solid: boolean;
  /**
   * Adds the element's faces in its local space: base centre at the origin, front along +Z, within `element.size`.
   * @param random a stream of its own per document seed and element id: books, leaves
   * @param scene all elements of the document: what is worn looks up its wearer
   */
  build(
    sink: MeshSink,
    element: SceneElement,
    material: (slot: string) => MaterialName,
    random: Random,
    scene: readonly SceneElement[],
  ): void;
}

/** The elements of one family: seats, lights, … */
export type Family<T extends ElementType> = Record<T, ElementPrototype>;

/** A number among an element's params, or the default. */
export function numberParam(element: SceneElement, name: string, fallback: number): number {
  const value = element.params?.[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
}

/** A switch among an element's params, or the default. */
export function flagParam(element: SceneElement, name: string, fallback: boolean): boolean {
  const value = element.params?.[name];
  return typeof value === 'boolean' ? value : fallback;
}

/** A word among an element's params, or the default. */
export function wordParam(element: SceneElement, name: string, fallback: string): string {
  const value = element.params?.[name];
  return typeof value === 'string' ? value : fallback;
}
