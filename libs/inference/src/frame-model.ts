import { MaquetteError } from '@maquette/kernel';
import type { FrameInputs, FramePipeline } from './frame-pipeline';
import { type OnnxSession, type SessionOptions, createSession } from './onnx/session';

/** Names of the graph's inputs and output: the contract of every frame model. */
export const FRAME_MODEL_INPUTS = ['gbuffer', 'known', 'mask'] as const;
export const FRAME_MODEL_OUTPUT = 'frame';

/** Our own frame model: an ONNX graph that paints the residual over the raster preview. */
export class FrameModel implements FramePipeline {
  private nothingKnown: { width: number; height: number; known: Float32Array; mask: Float32Array } | null =
    null;

  private copied = new Float32Array(0);

  private constructor(private readonly session: OnnxSession) {}

  /** Errors: those of `createSession`, and `frame-model-contract` (bad-input) when the graph is another kind of model. */
  static async load(path: string, options: SessionOptions): Promise<FrameModel> {
    const session = await createSession(path, options);
    const missing = FRAME_MODEL_INPUTS.filter((name) => !session.inputNames.includes(name));
    if (missing.length > 0 || !session.outputNames.includes(FRAME_MODEL_OUTPUT)) {
      await session.release();
      throw new MaquetteError('bad-input', 'frame-model-contract', `${path} is no frame model.`, {
        hint: `A frame model takes ${FRAME_MODEL_INPUTS.join(', ')} and gives '${FRAME_MODEL_OUTPUT}'; this graph takes ${session.inputNames.join(', ')} and gives ${session.outputNames.join(', ')}.`,
      });
    }
    return new FrameModel(session);
  }

  /** The execution provider that really runs the model, and why it is not the one asked for. */
  get device(): { provider: string; fallback: string | null } {
    return { provider: this.session.provider, fallback: this.session.providerFallback };
  }

  async refine(inputs: FrameInputs): Promise<Float32Array> {
    const { width, height } = inputs;
    const gbuffer = this.ownMemory(inputs.gbuffer);
    const { known, mask } = inputs.known && inputs.mask ? inputs : this.nothing(width, height);
    const channels = gbuffer.length / (width * height);
    const outputs = await this.session.run({
      gbuffer: { data: gbuffer, dims: [1, channels, height, width] },
      known: { data: known!, dims: [1, 3, height, width] },
      mask: { data: mask!, dims: [1, 1, height, width] },
    });
    return outputs[FRAME_MODEL_OUTPUT].data as Float32Array;
  }

  async close(): Promise<void> {
    await this.session.release();
  }

  /** The runtime (1.30) refuses shared memory with "Invalid argument"; copying a frame takes some milliseconds. */
  private ownMemory(planes: Float32Array): Float32Array {
    if (!(planes.buffer instanceof SharedArrayBuffer)) return planes;
    if (this.copied.length !== planes.length) this.copied = new Float32Array(planes.length);
    this.copied.set(planes);
    return this.copied;
  }

  private nothing(width: number, height: number): { known: Float32Array; mask: Float32Array } {
    if (this.nothingKnown?.width !== width || this.nothingKnown.height !== height) {
      const size = width * height;
      this.nothingKnown = { width, height, known: new Float32Array(3 * size), mask: new Float32Array(size) };
    }
    return this.nothingKnown;
  }
}
