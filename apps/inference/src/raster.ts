import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type ErrorKind, MaquetteError } from '@maquette/kernel';
import { type GBuffer, type SceneDocument, allocateGBuffer, wholePicture } from '@maquette/scene';
import type { RenderOrder } from '@maquette/inference';
import type { FromRaster, RasterSetup, ToRaster } from './raster-protocol';

export interface DrawnFrame {
  gbuffer: GBuffer;
  rasterMs: number;
}

/**
 * The raster thread of one clip, seen from the process: asks for frames ahead of time, so that the next G-buffer is drawn
 * while the model works on the current one.
 */
export class Raster {
  private readonly slots: [GBuffer, GBuffer];
  private readonly thread: Worker;
  private readonly waiting = new Map<
    string,
    { resolve: (message: FromRaster) => void; reject: (error: Error) => void }
  >();
  private failure: Error | null = null;
  readonly lit: Promise<number>;

  constructor(order: RenderOrder) {
    const { width, height } = wholePicture(order.width, order.height);
    this.slots = [allocateGBuffer(width, height, true), allocateGBuffer(width, height, true)];
    const setup: RasterSetup = {
      scene: order.scene as SceneDocument,
      width: order.width,
      height: order.height,
      fps: order.fps,
      frames: order.frames,
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
    this.lit = this.next('lit').then((message) => (message.type === 'lit' ? message.bakeMs : 0));
    this.lit.catch(() => undefined); // told through the frames as well
  }

  /** Begins to draw a frame into the slot of its parity. The slot's former frame must be finished with. */
  draw(frame: number): Promise<DrawnFrame> {
    const slot = (frame & 1) as 0 | 1;
    const drawn = this.next(`frame ${frame}`).then((message) => ({
      gbuffer: this.slots[slot],
      rasterMs: message.type === 'drawn' ? message.rasterMs : 0,
    }));
    drawn.catch(() => undefined); // awaited later; a failure must not end the process before
    const request: ToRaster = { type: 'draw', frame, slot };
    this.thread.postMessage(request);
    return drawn;
  }

  async close(): Promise<void> {
    await this.thread.terminate();
  }

  private next(key: string): Promise<FromRaster> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => this.waiting.set(key, { resolve, reject }));
  }

  private receive(message: FromRaster): void {
    if (message.type === 'failed') {
      this.fail(
        new MaquetteError(message.kind as ErrorKind, message.code, message.message, { hint: message.hint }),
      );
      return;
    }
    const key = message.type === 'lit' ? 'lit' : `frame ${message.frame}`;
    this.waiting.get(key)?.resolve(message);
    this.waiting.delete(key);
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const { reject } of this.waiting.values()) reject(this.failure);
    this.waiting.clear();
  }
}
