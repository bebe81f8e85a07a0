export {
  compiledProviders,
  createSession,
  type OnnxSession,
  type OnnxTensor,
  type SessionOptions,
  type TensorData,
  type TensorShape,
} from './onnx/session';
export { Embedder, type EmbedderOptions, type EmbedOptions } from './text/embedder';
export type { FrameInputs, FramePipeline } from './frame-pipeline';
export { FRAME_MODEL_INPUTS, FRAME_MODEL_OUTPUT, FrameModel } from './frame-model';
export { toRgbBytes } from './rgb-frame';
export type { FrameTiming, FromInference, RenderOrder, RenderSummary, ToInference } from './device-protocol';
