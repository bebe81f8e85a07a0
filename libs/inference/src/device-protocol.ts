/**
 * What a worker and its inference process say to each other (Node's IPC channel, structured clone).
 * The process renders one clip at a time; frames arrive in order, each once. Each order has a number, which every answer
 * to it names: what is still on its way from an order that was given up belongs to no later one.
 */

/** A clip, or the rest of one. */
export interface RenderOrder {
  /** The scene document, camera included. */
  scene: unknown;
  /** Reference of the checkpoint version. */
  checkpoint: string;
  /** The frame model's file, verified by the worker. */
  modelPath: string;
  modelDigest: string;
  /** The upscaler's file, verified by the worker: the picture is painted at half its size and doubled. */
  upscalerPath?: string;
  /** Of the frames that are handed over, pixels. */
  width: number;
  height: number;
  fps: number;
  /** Frames of the whole clip. */
  frames: number;
  /** Where to begin: above zero when an earlier process died midway. */
  firstFrame: number;
  /** Trace that the clip belongs to (W3C `traceparent`), if somebody traces it. */
  trace?: string | null;
}

/** What a checkpoint version takes of the process's memory, bytes. */
export interface ModelMeasure {
  /** Reference of the checkpoint version. */
  checkpoint: string;
  /** By its load. */
  loadBytes: number;
  /** With its first frame of the order's size, the raster thread's share left out as far as it was there before. */
  peakBytes: number;
  width: number;
  height: number;
}

export type ToInference =
  { type: 'render'; run: number; order: RenderOrder } | { type: 'cancel'; run: number };

export interface FrameTiming {
  /** Milliseconds of the raster thread and of the models for this frame. */
  rasterMs: number;
  inferenceMs: number;
}

export interface RenderSummary {
  frames: number;
  rasterMs: number;
  inferenceMs: number;
  /** Building the mesh and baking the light. */
  bakeMs: number;
  /** From the first frame's begin to the last one's end. */
  framesMs: number;
  /** From the order to the last frame. */
  wallMs: number;
  /** Largest resident set of the process so far, bytes. */
  peakMemory: number;
}

export type FromInference =
  | { type: 'ready'; provider: string; fallback: string | null }
  | { type: 'unusable'; kind: string; code: string; message: string; hint?: string }
  | { type: 'loaded'; provider: string; fallback: string | null }
  | { type: 'warm'; checkpoints: string[] }
  | { type: 'measured'; measure: ModelMeasure }
  | { type: 'frame'; run: number; index: number; rgb: Uint8Array; timing: FrameTiming }
  | { type: 'done'; run: number; summary: RenderSummary }
  | { type: 'cancelled'; run: number }
  | { type: 'failed'; run: number; kind: string; code: string; message: string; hint?: string };
