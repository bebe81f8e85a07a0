import { noticeOf, type Domain } from '@maquette/kernel';
import type { Generation } from './generation';

/** The domain of a generation's checkpoint: the first word of its reference. */
export const domainOf = ({ checkpoint }: Pick<Generation, 'checkpoint'>): Domain =>
  checkpoint.split('/')[0] as Domain;

/** The notice that all outputs of a generation carry, null for none: by its checkpoint's domain or its scene's, either is enough. */
export function noticeFor(generation: Pick<Generation, 'checkpoint' | 'scene'>): string | null {
  const scene = generation.scene as { domain?: Domain } | null;
  const domains = [domainOf(generation), ...(scene?.domain ? [scene.domain] : [])];
  return domains.map(noticeOf).find((notice) => notice) ?? null;
}
