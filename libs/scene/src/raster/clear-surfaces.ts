import { isClear, type Opacity } from '../light/clear';
import type { LitScene } from '../light/lit-scene';
import type { PictureWindow, View } from './camera-view';
import { composeLayers, radianceThrough, rayThrough } from './compose-layers';
import { LayerBuffer } from './layers';
import type { Reflections } from './reflections';
import type { Shader } from './shader';
import type { VisibilityBuffer } from './visibility';

/** The clear surfaces of a scene while it is drawn; scenes without any do not have this. */
export class ClearSurfaces {
  /** Triangles that the solid picture leaves out, by a 1. */
  left: Uint8Array = new Uint8Array(0);
  private solid: Uint8Array = new Uint8Array(0);
  private readonly layers: LayerBuffer;
  private readonly samples: LayerBuffer[] = [];
  private readonly ray = new Float64Array(3);

  constructor(
    private scene: LitScene,
    opacity: Opacity,
    private readonly window: PictureWindow,
  ) {
    this.layers = new LayerBuffer(window.width, window.height);
    this.show(scene, opacity);
  }

  show(scene: LitScene, opacity: Opacity): void {
    this.scene = scene;
    this.left = isClear(opacity);
    this.solid = this.left.map((clear) => 1 - clear);
  }

  /** Lays them over the planes of the solid picture; answers the mean log2 radiance where they are. */
  lay(
    view: View,
    visible: VisibilityBuffer,
    reflections: Reflections,
    shader: Shader,
    exposure: number,
    planes: Float32Array,
    elements: Uint16Array,
  ): number {
    const { scene, layers } = this;
    layers.drawInFrontOf(visible, scene.mesh, view, this.solid);
    return composeLayers(scene, view, visible, layers, reflections, shader, exposure, planes, elements);
  }

  /** Draws them as one of the samples on edges sees them. */
  drawSample(k: number, visible: VisibilityBuffer, view: View): void {
    this.samples[k] ??= new LayerBuffer(this.window.width, this.window.height);
    this.samples[k].drawInFrontOf(visible, this.scene.mesh, view, this.solid);
  }

  /** Lays them over the radiance that the shader found behind them. */
  overSample(k: number, view: View, shader: Shader, x: number, y: number): void {
    rayThrough(view, x, y, this.ray);
    radianceThrough(this.scene, this.samples[k], shader, y * view.width + x, this.ray);
  }
}
