import {
  Canvas,
  UPSCALE,
  type FrameModel,
  type FrameTiming,
  type RenderOrder,
  type TilePlan,
  type Upscaler,
  planTiles,
  toRgbBytes,
} from '@maquette/inference';
import { wholePicture } from '@maquette/scene';
import { type DrawnPiece, Raster } from './raster';
import type { Piece } from './raster-protocol';

export interface PaintedFrame {
  /** [3·width·height] bytes, RGB */
  rgb: Uint8Array;
  timing: FrameTiming;
  /** By how much the process grew while the model worked. */
  grownBytes: number;
}

/** Size that a picture is painted at: half of it, rounded up, where an upscaler doubles it. */
export function paintedSize({ width, height, upscalerPath }: RenderOrder): { width: number; height: number } {
  const scale = upscalerPath ? UPSCALE : 1;
  return { width: Math.ceil(width / scale), height: Math.ceil(height / scale) };
}

/** Paints the frames of one order in turn: the raster thread draws the next piece while the model refines this one. */
export class Painter {
  readonly raster: Raster;
  private readonly size: { width: number; height: number };
  private readonly whole: { width: number; height: number };
  private readonly plan: TilePlan;
  /** Null where a picture is one piece. */
  private readonly canvas: Canvas | null;
  private next: Promise<DrawnPiece> | null = null;

  constructor(private readonly order: RenderOrder) {
    this.size = paintedSize(order);
    this.whole = wholePicture(this.size.width, this.size.height);
    this.plan = planTiles(this.whole.width, this.whole.height);
    const { columns, rows } = this.plan;
    const pieces = columns.length * rows.length;
    this.canvas = pieces > 1 ? new Canvas(this.plan, this.whole.width, this.whole.height) : null;
    this.raster = new Raster(order, this.size, this.plan);
  }

  /** Frames must be asked for one after the other, each once. */
  async paint(frame: number, model: FrameModel, upscaler: Upscaler | null): Promise<PaintedFrame> {
    const timing: FrameTiming = { rasterMs: 0, inferenceMs: 0 };
    let grownBytes = 0;
    let planes = this.canvas?.planes;
    this.canvas?.clear();
    for (let piece: Piece | null = { frame, column: 0, row: 0 }; piece?.frame === frame;) {
      const { gbuffer, rasterMs } = await (this.next ?? this.raster.draw(piece));
      const after = this.after(piece);
      this.next = after && this.raster.draw(after);
      const memory = process.memoryUsage.rss();
      const before = performance.now();
      const refined = await model.refine({ ...gbuffer, gbuffer: gbuffer.planes });
      timing.inferenceMs += performance.now() - before;
      timing.rasterMs += rasterMs;
      grownBytes = Math.max(grownBytes, process.memoryUsage.rss() - memory);
      if (this.canvas) this.canvas.add(refined, piece.column, piece.row);
      else planes = refined;
      piece = after;
    }
    return { rgb: await this.finish(planes!, upscaler, timing), timing, grownBytes };
  }

  private async finish(
    planes: Float32Array,
    upscaler: Upscaler | null,
    timing: FrameTiming,
  ): Promise<Uint8Array> {
    const { width, height } = this.order;
    if (!upscaler) return toRgbBytes(planes, this.whole.width, this.whole.height, width, height);
    const before = performance.now();
    const large = await upscaler.enlarge(planes, this.whole.width, this.whole.height);
    timing.inferenceMs += performance.now() - before;
    return toRgbBytes(large, UPSCALE * this.whole.width, UPSCALE * this.whole.height, width, height);
  }

  /** Row by row, then the next frame; null after the last. */
  private after({ frame, column, row }: Piece): Piece | null {
    const { columns, rows } = this.plan;
    if (column + 1 < columns.length) return { frame, column: column + 1, row };
    if (row + 1 < rows.length) return { frame, column: 0, row: row + 1 };
    return frame + 1 < this.order.frames ? { frame: frame + 1, column: 0, row: 0 } : null;
  }

  close(): Promise<void> {
    return this.raster.close();
  }
}
