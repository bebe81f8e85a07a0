import type { SceneMesh } from '../geometry/mesh';
import type { View } from './camera-view';
import { VisibilityBuffer } from './visibility';

/** Clear surfaces that a pixel keeps, the nearest ones. */
export const LAYERS = 6;

/** The clear surfaces in front of what a visibility buffer holds, nearest first. */
export class LayerBuffer extends VisibilityBuffer {
  /** [LAYERS·H·W] triangle index, -1 for none */
  readonly triangles: Int32Array;
  /** [LAYERS·H·W] */
  readonly inverseDepths: Float32Array;
  private behind: Float32Array = new Float32Array(0);

  constructor(width: number, height: number) {
    super(width, height);
    this.triangles = new Int32Array(LAYERS * width * height);
    this.inverseDepths = new Float32Array(LAYERS * width * height);
  }

  /** @param solid triangles that are not clear, by a 1 */
  drawInFrontOf(visible: VisibilityBuffer, mesh: SceneMesh, view: View, solid: Uint8Array): void {
    this.triangles.fill(-1);
    this.inverseDepths.fill(0);
    this.behind = visible.inverseDepth;
    this.draw(mesh, view, solid);
  }

  protected override span(from: number, to: number, w: number, step: number, triangle: number): void {
    const { triangles, inverseDepths, behind } = this;
    for (let i = from; i <= to; i++, w += step) {
      if (w <= behind[i]) continue;
      let k = i * LAYERS + LAYERS - 1;
      if (w <= inverseDepths[k]) continue;
      for (; k > i * LAYERS && w > inverseDepths[k - 1]; k--) {
        inverseDepths[k] = inverseDepths[k - 1];
        triangles[k] = triangles[k - 1];
      }
      inverseDepths[k] = w;
      triangles[k] = triangle;
    }
  }
}
