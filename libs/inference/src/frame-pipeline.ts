/** Planar inputs of one frame, row-major, width and height multiples of 16. See G_BUFFER_CHANNELS in libs/scene for the planes. */
export interface FrameInputs {
  width: number;
  height: number;
  /** [C·H·W] the encoded G-buffer planes */
  gbuffer: Float32Array;
  /** [3·H·W] known pixels, display-referred sRGB 0–1; left out when nothing is known */
  known?: Float32Array;
  /** [H·W] 1 where `known` must be kept, 0 where the model paints */
  mask?: Float32Array;
}

/** Paints frames from G-buffers. Implementations: the frame model (ONNX); later Stable Diffusion and a remote server. */
export interface FramePipeline {
  /** [3·H·W] planar, display-referred sRGB, 0–1. */
  refine(inputs: FrameInputs): Promise<Float32Array>;
  close(): Promise<void>;
}
