import type { Domain } from '@maquette/kernel';
import {
  COMPOSERS,
  type Briefs,
  type DomainComposer,
  type Random,
  type SceneDocument,
} from '@maquette/scene';
import { sampleArchitectureBrief } from './briefs/architecture';
import { sampleFashionBrief } from './briefs/fashion';
import { sampleMedicalBrief } from './briefs/medical';

/** A brief for one training scene, by domain: all that its composer can vary, common things more often than rare ones. */
const BRIEFS: { [D in Domain]: (random: Random) => Briefs[D] } = {
  architecture: sampleArchitectureBrief,
  fashion: sampleFashionBrief,
  medical: sampleMedicalBrief,
};

/** One training scene, without a camera path. */
export function sampleScene<D extends Domain>(domain: D, random: Random): SceneDocument {
  const composer: DomainComposer<Briefs[D]> = COMPOSERS[domain];
  return composer.compose(BRIEFS[domain](random), random.integer(0, 0xffffffff));
}
