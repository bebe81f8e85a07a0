import type { GenerationRequest } from '@maquette/generation';
import type { CapabilityNeeds } from '@maquette/routing';
import { wholePicture } from '@maquette/scene';
import { paintedSize } from './check-request';
import type { RoutingWishes } from './check-routing';

/** What a request asks of a checkpoint: a frame model that takes the picture as it is rasterised, and what the client names. */
export function needsOf(
  request: Pick<GenerationRequest, 'width' | 'height' | 'upscale'>,
  { conditioning }: Pick<RoutingWishes, 'conditioning'>,
): CapabilityNeeds {
  const { width, height } = paintedSize(request);
  const whole = wholePicture(width, height);
  return {
    task: 'frame-model',
    picture: { width: whole.width, height: whole.height },
    conditioning,
    ...(request.upscale ? { upscaling: request.upscale } : {}),
  };
}
