import {
  type FrameModel,
  type ModelMeasure,
  type Held,
  type FrameTiming,
  type RenderOrder,
  type RenderSummary,
  toRgbBytes,
} from '@maquette/inference';
import type { Models } from './models';
import { inSpan, pastSpan } from '@maquette/telemetry';
import { type DrawnFrame, Raster } from './raster';

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

/** Renders the frames of an order: the raster thread draws frame n+1 while the model refines frame n. Null when cancelled. */
export async function renderClip(
  order: RenderOrder,
  models: Models,
  sink: ClipSink,
): Promise<RenderSummary | null> {
  const started = performance.now();
  const raster = new Raster(order);
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
  try {
    held = await models.hold(order); // while the raster thread bakes the light
    summary.bakeMs = await inSpan('light', () => raster.lit);
    let batchFrom = Date.now();
    const begun = performance.now();
    let next: Promise<DrawnFrame> = raster.draw(order.firstFrame);
    for (let index = order.firstFrame; index < order.frames; index++) {
      if (sink.cancelled()) return null;
      const { gbuffer, rasterMs } = await next;
      if (index + 1 < order.frames) next = raster.draw(index + 1);
      const memory = process.memoryUsage.rss();
      const before = performance.now();
      const planes = await held.model.refine({
        width: gbuffer.width,
        height: gbuffer.height,
        gbuffer: gbuffer.planes,
      });
      const inferenceMs = performance.now() - before;
      if (index === order.firstFrame) {
        const measure = models.measured(held, order, process.memoryUsage.rss() - memory);
        if (measure) await sink.measured(measure);
      }
      const rgb = toRgbBytes(planes, gbuffer.width, gbuffer.height, order.width, order.height);
      await sink.frame(index, rgb, { rasterMs, inferenceMs });
      summary.frames++;
      if (summary.frames % BATCH === 0 || index + 1 === order.frames) {
        pastSpan('frames', batchFrom, Date.now(), { 'maquette.until_frame': index + 1 });
        batchFrom = Date.now();
      }
      summary.rasterMs += rasterMs;
      summary.inferenceMs += inferenceMs;
    }
    summary.framesMs = performance.now() - begun;
    summary.wallMs = performance.now() - started;
    summary.peakMemory = process.resourceUsage().maxRSS * 1024;
    return summary;
  } finally {
    held?.letGo();
    await raster.close();
  }
}
