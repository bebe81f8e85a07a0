import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type ErrorKind, MaquetteError } from '@maquette/kernel';
import type { RenderOrder, TilePlan } from '@maquette/inference';
import { type GBuffer, type SceneDocument, allocateGBuffer } from '@maquette/scene';
import type { FromRaster, Piece, RasterSetup, ToRaster } from './raster-protocol';

export interface DrawnPiece {
  piece: Piece;
  gbuffer: GBuffer;
  rasterMs: number;
}

/**
 * The raster thread of one clip, seen from the process: asks for pieces ahead of time, so that the next G-buffer is drawn
 * while the model works on the current one.
 */
export class Raster {
  private readonly slots: [GBuffer, GBuffer];
  private readonly thread: Worker;
  /** In the order that the thread answers in: first the light, then the pieces as they were asked for. */
  private readonly waiting: { resolve: (message: FromRaster) => void; reject: (error: Error) => void }[] = [];
  private asked = 0;
  private failure: Error | null = null;
  readonly lit: Promise<number>;

  /** @param plan the pieces of a picture of `width` × `height` */
  constructor(order: RenderOrder, { width, height }: { width: number; height: number }, plan: TilePlan) {
    const slot = () => allocateGBuffer(plan.width, plan.height, true);
    this.slots = [slot(), slot()];
    const setup: RasterSetup = {
      scene: order.scene as SceneDocument,
      width,
      height,
      fps: order.fps,
      frames: order.frames,
      plan,
      slots: this.slots,
    };
    this.thread = new Worker(join(__dirname, 'raster-thread.js'), { workerData: setup });
    this.thread.on('message', (message: FromRaster) => this.receive(message));
    this.thread.on('error', (error) => this.fail(error));
    this.thread.on('exit', (code) => {
      if (code !== 0)
        this.fail(
          new MaquetteError('internal', 'raster-thread-died', `The raster thread ended with ${code}.`),
        );
    });
    this.lit = this.next().then((message) => (message.type === 'lit' ? message.bakeMs : 0));
    this.lit.catch(() => undefined); // told through the pieces as well
  }

  /** Begins to draw a piece, into both slots by turns: the piece before the last must be finished with. */
  draw(piece: Piece): Promise<DrawnPiece> {
    const slot = (this.asked++ & 1) as 0 | 1;
    const drawn = this.next().then((message) => ({
      piece,
      gbuffer: this.slots[slot],
      rasterMs: message.type === 'drawn' ? message.rasterMs : 0,
    }));
    drawn.catch(() => undefined); // awaited later; a failure must not end the process before
    const request: ToRaster = { type: 'draw', piece, slot };
    this.thread.postMessage(request);
    return drawn;
  }

  async close(): Promise<void> {
    await this.thread.terminate();
  }

  private next(): Promise<FromRaster> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  private receive(message: FromRaster): void {
    if (message.type === 'failed') {
      this.fail(
        new MaquetteError(message.kind as ErrorKind, message.code, message.message, { hint: message.hint }),
      );
      return;
    }
    this.waiting.shift()?.resolve(message);
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const { reject } of this.waiting.splice(0)) reject(this.failure);
  }
}
