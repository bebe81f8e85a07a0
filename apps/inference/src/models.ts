import { statSync } from 'node:fs';
import {
  FrameModel,
  ModelShelf,
  Upscaler,
  type Fallback,
  type Held,
  type ModelMeasure,
  type RenderOrder,
  type SessionOptions,
} from '@maquette/inference';

/** Weights, and the graph that was made of them: before it was measured, a model is taken for so many times its file. */
const MEMORY_PER_FILE = 2;

export interface ModelsOptions extends SessionOptions {
  provider: string;
  fallback: Fallback;
  /** What the checkpoints may take together. */
  budgetBytes: number;
  loaded(device: FrameModel['device']): Promise<void>;
  /** Checkpoints that are loaded now, the last used first; told whenever they change. */
  warm(checkpoints: string[]): void;
}

/** The checkpoints of the device: several at a time, each measured. */
export class Models {
  private readonly shelf: ModelShelf<FrameModel>;
  private readonly measures = new Map<string, ModelMeasure>();

  constructor(private readonly options: ModelsOptions) {
    this.shelf = new ModelShelf({
      budgetBytes: options.budgetBytes,
      memory: () => process.memoryUsage.rss(),
      load: async ({ reference }) => {
        const before = process.memoryUsage.rss();
        const model = await FrameModel.load(this.paths.get(reference)!, options);
        const loadBytes = Math.max(0, process.memoryUsage.rss() - before);
        this.measures.set(reference, {
          checkpoint: reference,
          loadBytes,
          peakBytes: loadBytes,
          width: 0,
          height: 0,
        });
        await options.loaded(model.device);
        return model;
      },
      evicted: () => this.options.warm(this.shelf.warm),
    });
  }

  private readonly paths = new Map<string, string>();

  /** Errors: those of ModelShelf.hold and FrameModel.load. */
  async hold({ checkpoint, modelPath, modelDigest }: RenderOrder): Promise<Held<FrameModel>> {
    this.paths.set(checkpoint, modelPath);
    const held = await this.shelf.hold({
      key: modelDigest,
      reference: checkpoint,
      expectedBytes: expectedBytes(modelPath),
    });
    this.options.warm(this.shelf.warm);
    return held;
  }

  /** Small, and loaded in a moment: it lives as long as a clip. Errors: those of Upscaler.load. */
  upscaler(path: string): Promise<Upscaler> {
    return Upscaler.load(path, this.options);
  }

  /**
   * Counts what a first frame of this size took besides; the answer is null when one as large was measured before.
   * @param frameBytes by how much the process grew
   */
  measured(
    held: Held<FrameModel>,
    { checkpoint, width, height }: RenderOrder,
    frameBytes: number,
  ): ModelMeasure | null {
    const known = this.measures.get(checkpoint)!;
    if (width * height <= known.width * known.height) return null;
    const measure = { ...known, width, height, peakBytes: known.loadBytes + Math.max(0, frameBytes) };
    this.measures.set(checkpoint, measure);
    held.took(measure.peakBytes);
    return measure;
  }
}

/** Zero for a file that is not there: loading it says so. */
function expectedBytes(path: string): number {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) * MEMORY_PER_FILE;
}
