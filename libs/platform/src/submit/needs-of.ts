import type { GenerationRequest } from '@maquette/generation';
import type { CapabilityNeeds } from '@maquette/routing';
import { wholePicture } from '@maquette/scene';
import type { RoutingWishes } from './check-routing';

/** What a request asks of a checkpoint: a frame model that takes the picture as it is rasterised, and what the client names. */
export function needsOf(
  { width, height }: Pick<GenerationRequest, 'width' | 'height'>,
  { conditioning }: Pick<RoutingWishes, 'conditioning'>,
): CapabilityNeeds {
  const whole = wholePicture(width, height);
  return { task: 'frame-model', picture: { width: whole.width, height: whole.height }, conditioning };
}
