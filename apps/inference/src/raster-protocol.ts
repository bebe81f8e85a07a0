import type { SceneDocument, GBuffer } from '@maquette/scene';

/** What the inference process and its raster thread say to each other. */
export interface RasterSetup {
  scene: SceneDocument;
  width: number;
  height: number;
  fps: number;
  frames: number;
  /** Two G-buffers in shared memory: one is drawn while the other is refined. */
  slots: [GBuffer, GBuffer];
}

export type ToRaster = { type: 'draw'; frame: number; slot: 0 | 1 };

export type FromRaster =
  | { type: 'lit'; bakeMs: number }
  | { type: 'drawn'; frame: number; slot: 0 | 1; rasterMs: number }
  | { type: 'failed'; kind: string; code: string; message: string; hint?: string };
