import type { SceneDocument } from '../document/scene-document';
import type { SceneMesh } from '../geometry/mesh';
import { opacityOf } from '../light/clear';
import { type BakeOptions, type LitScene, lightScene } from '../light/lit-scene';
import type { Material } from '../materials/material';
import { changes, documentAt, shareAt } from './document-at';

/** A scene with its light at every moment of a clip. Of a still scene it is always the same one. */
export interface LitClip {
  at(time: number): LitScene;
}

/**
 * Bakes the light of a clip: once for a still scene; where parts clear, for its beginning and its end, and what lies between
 * is mixed from both as far as the parts have cleared.
 */
export function lightClip(
  document: SceneDocument,
  mesh: SceneMesh,
  materials: Material[],
  options?: BakeOptions,
): LitClip {
  const first = lightScene(documentAt(document, 0), mesh, materials, options);
  if (!changes(document)) return { at: () => first };
  const last = lightScene(documentAt(document, 1), mesh, materials, options);
  const [from, to] = [meanOf(first.opacity), meanOf(last.opacity)];
  return {
    at(time) {
      const opacity = opacityOf(documentAt(document, shareAt(document, time)), mesh);
      const mix = from === to ? 0 : (meanOf(opacity) - from) / (to - from);
      const light = {
        sky: mixed(first.light.sky, last.light.sky, mix),
        indirect: mixed(first.light.indirect, last.light.indirect, mix),
      };
      return { ...first, opacity, light };
    },
  };
}

const meanOf = (opacity: Float32Array | null): number =>
  opacity === null ? 1 : opacity.reduce((sum, value) => sum + value, 0) / opacity.length;

function mixed(a: Float32Array, b: Float32Array, t: number): Float32Array {
  if (t <= 0) return a;
  return a.map((value, i) => value + (b[i] - value) * t);
}
