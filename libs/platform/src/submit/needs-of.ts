import type { GenerationRequest } from '@maquette/generation';
import type { CapabilityNeeds } from '@maquette/routing';
import { wholePicture } from '@maquette/scene';
import { paintedSize } from './check-request';

/** What a request asks of a checkpoint: a frame model that takes the picture as it is rasterised. */
export function needsOf(request: Pick<GenerationRequest, 'width' | 'height' | 'upscale'>): CapabilityNeeds {
  const { width, height } = paintedSize(request);
  const whole = wholePicture(width, height);
  return {
    task: 'frame-model',
    picture: { width: whole.width, height: whole.height },
    ...(request.upscale ? { upscaling: request.upscale } : {}),
  };
}
