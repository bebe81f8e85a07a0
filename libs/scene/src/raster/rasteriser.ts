import type { LitScene } from '../light/lit-scene';
import { Antialias } from './antialias';
import { type CameraPose, type PictureWindow, viewOf } from './camera-view';
import { CHANNEL_COUNT } from './channels';
import { ClearSurfaces } from './clear-surfaces';
import { Reflections } from './reflections';
import { resolve } from './resolve';
import { Shader } from './shader';
import { VisibilityBuffer } from './visibility';

/** The encoded planes of one frame. */
export interface GBuffer {
  width: number;
  height: number;
  /** [C·H·W], see channels.ts */
  planes: Float32Array;
  /** [H·W] element number: index into the mesh's `elementIds` plus 1; 0 is the sky */
  elements: Uint16Array;
}

/** Room for a G-buffer; shared between threads when `shared`. */
export function allocateGBuffer(width: number, height: number, shared = false): GBuffer {
  const Buffer = shared ? SharedArrayBuffer : ArrayBuffer;
  return {
    width,
    height,
    planes: new Float32Array(new Buffer(CHANNEL_COUNT * width * height * 4)),
    elements: new Uint16Array(new Buffer(width * height * 2)),
  };
}

/** Draws G-buffers of one lit scene at one size. Keeps its working memory between frames. */
export class Rasteriser {
  private readonly visible: VisibilityBuffer;
  private readonly reflections: Reflections;
  private readonly antialias: Antialias;
  private clear: ClearSurfaces | null = null;

  constructor(
    private scene: LitScene,
    private readonly window: PictureWindow,
  ) {
    this.visible = new VisibilityBuffer(window.width, window.height);
    this.reflections = new Reflections(window.width, window.height);
    this.antialias = new Antialias(window.width, window.height);
    this.show(scene);
  }

  /** Draws this scene from now on: the same as before at another moment. */
  show(scene: LitScene): void {
    this.scene = scene;
    if (!scene.opacity) this.clear = null;
    else if (this.clear) this.clear.show(scene, scene.opacity);
    else this.clear = new ClearSurfaces(scene, scene.opacity, this.window);
  }

  /**
   * Draws what the camera sees into `target`; answers the mean log2 radiance of the surfaces (see resolve).
   * @param at where in the full picture the window lies this time; even numbers, as mirror rays stand for blocks of pixels
   */
  draw(
    pose: CameraPose,
    exposure: number,
    target: GBuffer,
    at: Pick<PictureWindow, 'x' | 'y'> = this.window,
  ): number {
    const { scene, visible, reflections, clear } = this;
    const view = viewOf(pose, { ...this.window, x: at.x, y: at.y });
    const { planes, elements } = target;
    visible.draw(scene.mesh, view, clear?.left);
    reflections.trace(scene, view, visible);
    const shader = new Shader(scene, view, reflections);
    const mean = resolve(scene, view, visible, reflections, shader, exposure, planes, elements);
    const meanOfClear = clear?.lay(view, visible, reflections, shader, exposure, planes, elements);
    this.antialias.apply(scene.mesh, view, reflections, shader, exposure, planes, elements, clear);
    // Where nothing solid is metered, as behind an organ of glass alone, the clear surfaces set the exposure.
    return mean === 0 && meanOfClear !== undefined ? meanOfClear : mean;
  }
}
