export {
  compiledProviders,
  createSession,
  nodePlacement,
  type NodePlacement,
  type OnnxSession,
  type OnnxTensor,
  type SessionOptions,
  type TensorData,
  type TensorShape,
} from './onnx/session';
export {
  FALLBACKS,
  PROVIDERS,
  parseDevice,
  type Device,
  type Fallback,
  type Provider,
} from './device/device';
export {
  ModelShelf,
  type Held,
  type Loadable,
  type ShelfOptions,
  type ShelfOrder,
} from './device/model-shelf';
export { Embedder, type EmbedderOptions, type EmbedOptions } from './text/embedder';
export type { FrameInputs, FramePipeline } from './frame-pipeline';
export { FRAME_MODEL_INPUTS, FRAME_MODEL_OUTPUT, FrameModel } from './frame-model';
export { UPSCALE, UPSCALER_INPUT, UPSCALER_OUTPUT, Upscaler, type KnownPixels } from './upscaler';
export { LARGEST_PIECE, planTiles, type TileLimits, type TilePlan } from './tiling/plan-tiles';
export { Canvas } from './tiling/canvas';
export { toRgbBytes } from './rgb-frame';
export type {
  FrameTiming,
  FromInference,
  ModelMeasure,
  RenderOrder,
  RenderSummary,
  ToInference,
} from './device-protocol';
