import { MaquetteError } from '@maquette/kernel';
import { type OnnxSession, type SessionOptions, createSession } from './onnx/session';

export const UPSCALER_INPUT = 'picture';
export const UPSCALER_OUTPUT = 'frame';
/** How many times as wide and as high a picture becomes. */
export const UPSCALE = 2;
/** Rows of the small picture in one run: bounds the memory. */
const BAND = 128;
/** Rows that a run sees beyond its band: more than the network does, so bands join without a trace. */
const CONTEXT = 16;

/** Pixels of the large picture that must come out as they are. */
export interface KnownPixels {
  /** [3·2H·2W] display-referred sRGB, 0–1 */
  known: Float32Array;
  /** [2H·2W] 1 where `known` must be kept */
  mask: Float32Array;
}

/** Our own upscaler: an ONNX graph that doubles a picture's width and height. */
export class Upscaler {
  private constructor(private readonly session: OnnxSession) {}

  /** Errors: those of `createSession`, and `upscaler-contract` (bad-input) when the graph is another kind of model. */
  static async load(path: string, options: SessionOptions): Promise<Upscaler> {
    const session = await createSession(path, options);
    if (session.inputNames.join() === UPSCALER_INPUT && session.outputNames.join() === UPSCALER_OUTPUT)
      return new Upscaler(session);
    await session.release();
    throw new MaquetteError('bad-input', 'upscaler-contract', `${path} is no upscaler.`, {
      hint: `An upscaler takes '${UPSCALER_INPUT}' and gives '${UPSCALER_OUTPUT}'; this graph takes ${session.inputNames.join(', ')} and gives ${session.outputNames.join(', ')}.`,
    });
  }

  /**
   * @param picture [3·H·W] planar, display-referred sRGB, 0–1
   * @returns [3·2H·2W]; known pixels come back exactly
   */
  async enlarge(
    picture: Float32Array,
    width: number,
    height: number,
    kept?: KnownPixels,
  ): Promise<Float32Array> {
    const size = UPSCALE * UPSCALE * width * height;
    const large = new Float32Array(3 * size);
    for (let top = 0; top < height; top += BAND) {
      const bottom = Math.min(height, top + BAND);
      const from = Math.max(0, top - CONTEXT);
      const rows = Math.min(height, bottom + CONTEXT) - from;
      const band = new Float32Array(3 * rows * width);
      for (let channel = 0; channel < 3; channel++) {
        const start = (channel * height + from) * width;
        band.set(picture.subarray(start, start + rows * width), channel * rows * width);
      }
      const outputs = await this.session.run({
        [UPSCALER_INPUT]: { data: band, dims: [1, 3, rows, width] },
      });
      const enlarged = outputs[UPSCALER_OUTPUT].data as Float32Array;
      const row = UPSCALE * width;
      for (let channel = 0; channel < 3; channel++) {
        const start = (channel * rows + top - from) * UPSCALE * row;
        large.set(
          enlarged.subarray(start, start + (bottom - top) * UPSCALE * row),
          channel * size + top * UPSCALE * row,
        );
      }
    }
    return kept ? keep(large, kept) : large;
  }

  async close(): Promise<void> {
    await this.session.release();
  }
}

function keep(large: Float32Array, { known, mask }: KnownPixels): Float32Array {
  for (let i = 0; i < large.length; i++) {
    const share = mask[i % mask.length];
    if (share > 0) large[i] = share === 1 ? known[i] : share * known[i] + (1 - share) * large[i];
  }
  return large;
}
