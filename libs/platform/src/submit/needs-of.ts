import type { GenerationRequest } from '@maquette/generation';
import type { CapabilityNeeds } from '@maquette/routing';
import { wholePicture } from '@maquette/scene';

/** What a request asks of a checkpoint: a frame model that takes the picture as it is rasterised. */
export function needsOf({ width, height }: Pick<GenerationRequest, 'width' | 'height'>): CapabilityNeeds {
  const whole = wholePicture(width, height);
  return { task: 'frame-model', picture: { width: whole.width, height: whole.height } };
}
