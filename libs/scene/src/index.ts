export { CATALOGUE } from './elements/catalogue';
export { buildMesh } from './elements/build-mesh';
export type { SceneMesh } from './geometry/mesh';
export { Random } from './geometry/random';
export { Bvh } from './light/bvh';
export { BAKE_DEFAULTS, lightScene, type BakeOptions, type LitScene } from './light/lit-scene';
export { changes, documentAt, shareAt } from './motion/document-at';
export { type LitClip, lightClip } from './motion/lit-clip';
export { material } from './materials/library';
export type { Material, Texture } from './materials/material';
export { type CameraPose, type PictureWindow, viewOf, wholePicture } from './raster/camera-view';
export { CHANNEL_COUNT, G_BUFFER_CHANNELS, PLANE } from './raster/channels';
export { exposureFor } from './raster/exposure';
export { type GBuffer, Rasteriser, allocateGBuffer } from './raster/rasteriser';
export {
  type TrainingFrame,
  type TrainingScene,
  writeGBuffers,
  writeTrainingScene,
} from './export/training-sample';
export type {
  ArchitectureBrief,
  CameraKeyframe,
  CameraPath,
  Environment,
  Opening,
  SceneDocument,
  SceneElement,
  Vec3,
} from './document/scene-document';
export { wornPieces, type LookPlace, type WornPiece } from './composers/fashion/lookbook';
export { composeFashion } from './composers/fashion/compose';
export { FASHION } from './document/vocabulary/fashion';
export type { CharacterWish, FashionBrief, Worn, WornWish } from './document/fashion-brief';
export { composeMedical } from './composers/medical/compose';
export { MEDICAL } from './document/vocabulary/medical';
export type { MedicalBrief } from './document/medical-brief';
export { composeArchitecture } from './composers/architecture/compose';
export { COMPOSERS, composeFromPrompt, type Briefs, type DomainComposer } from './domains';
export { sunDirection } from './light/sun';
export { type ClearanceViolation, checkClearance } from './camera/clearance';
export { sampleCamera } from './camera/sample-camera';
export { planWalkthrough } from './camera/plan-walkthrough';
export { parseArchitecturePrompt } from './prompt/architecture/parse-architecture-prompt';
export type { Embed, ParsedPrompt } from './prompt/parsed-prompt';
export {
  ARCHITECTURE_SPACES,
  ELEMENT_TYPES,
  MATERIALS,
  SIZES,
  SPACES,
  WEATHERS,
  type ArchitectureSpace,
  type ElementType,
  type MaterialName,
  type RoomSize,
  type Space,
  type Weather,
} from './document/vocabulary';
export { parseCameraPath, parseSceneDocument } from './document/parse';
export { type UnmetWish, unmetWishes } from './composers/architecture/unmet-wishes';
