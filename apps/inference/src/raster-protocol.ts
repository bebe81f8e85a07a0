import type { TilePlan } from '@maquette/inference';
import type { SceneDocument, GBuffer } from '@maquette/scene';

/** What the inference process and its raster thread say to each other. */
export interface RasterSetup {
  scene: SceneDocument;
  /** Of the picture that is painted, pixels. */
  width: number;
  height: number;
  fps: number;
  frames: number;
  /** The pieces that a picture is drawn in. */
  plan: TilePlan;
  /** Two G-buffers of a piece's size in shared memory: one is drawn while the other is refined. */
  slots: [GBuffer, GBuffer];
}

/** A piece of a frame's picture, by its place in the plan. */
export interface Piece {
  frame: number;
  column: number;
  row: number;
}

export type ToRaster = { type: 'draw'; piece: Piece; slot: 0 | 1 };

export type FromRaster =
  | { type: 'lit'; bakeMs: number }
  | { type: 'drawn'; rasterMs: number }
  | { type: 'failed'; kind: string; code: string; message: string; hint?: string };
