import {
  type FrameModel,
  type ModelMeasure,
  type Held,
  type FrameTiming,
  type RenderOrder,
  type RenderSummary,
  type Upscaler,
} from '@maquette/inference';
import type { Models } from './models';
import { inSpan, pastSpan } from '@maquette/telemetry';
import { Painter } from './painter';

/** Frames that share a span. */
const BATCH = 24;

export interface ClipSink {
  /** Takes one frame; the next is not sent before it resolves. */
  frame(index: number, rgb: Uint8Array, timing: FrameTiming): Promise<void>;
  /** Takes what the model was seen to need, when that was not known before. */
  measured(measure: ModelMeasure): Promise<void>;
  /** Asked between frames. */
  cancelled(): boolean;
}

/** Renders the frames of an order; null when cancelled. */
export async function renderClip(
  order: RenderOrder,
  models: Models,
  sink: ClipSink,
): Promise<RenderSummary | null> {
  const started = performance.now();
  const painter = new Painter(order);
  const summary: RenderSummary = {
    frames: 0,
    rasterMs: 0,
    inferenceMs: 0,
    bakeMs: 0,
    framesMs: 0,
    wallMs: 0,
    peakMemory: 0,
  };
  let held: Held<FrameModel> | null = null;
  let upscaler: Upscaler | null = null;
  try {
    held = await models.hold(order); // while the raster thread bakes the light
    if (order.upscalerPath) upscaler = await models.upscaler(order.upscalerPath);
    summary.bakeMs = await inSpan('light', () => painter.raster.lit);
    let batchFrom = Date.now();
    const begun = performance.now();
    for (let index = order.firstFrame; index < order.frames; index++) {
      if (sink.cancelled()) return null;
      const { rgb, timing, grownBytes } = await painter.paint(index, held.model, upscaler);
      if (index === order.firstFrame) {
        const measure = models.measured(held, order, grownBytes);
        if (measure) await sink.measured(measure);
      }
      await sink.frame(index, rgb, timing);
      summary.frames++;
      if (summary.frames % BATCH === 0 || index + 1 === order.frames) {
        pastSpan('frames', batchFrom, Date.now(), { 'maquette.until_frame': index + 1 });
        batchFrom = Date.now();
      }
      summary.rasterMs += timing.rasterMs;
      summary.inferenceMs += timing.inferenceMs;
    }
    summary.framesMs = performance.now() - begun;
    summary.wallMs = performance.now() - started;
    summary.peakMemory = process.resourceUsage().maxRSS * 1024;
    return summary;
  } finally {
    held?.letGo();
    await upscaler?.close();
    await painter.close();
  }
}
