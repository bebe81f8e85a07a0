import { evaluateTerms, type Standing, type TermsDecision, type TermsRequest } from '@maquette/provenance';
import type { Registry } from '@maquette/registry';

export interface LicenceParts {
  registry: Pick<Registry, 'licences'>;
  standing(): Promise<Standing>;
  config: { organisation: string | null };
}

export interface LicenceDecision extends TermsDecision {
  /** `architecture/daylight@1.0.0` */
  checkpoint: string;
}

/**
 * May a checkpoint be used for this, by this installation's organisation? Records are judged as they stand when it is
 * asked. Errors: those of Registry.licences, `database-unreachable` (unavailable).
 */
export async function decideLicence(
  { registry, standing, config }: LicenceParts,
  reference: string,
  request: Omit<TermsRequest, 'licensee'>,
): Promise<LicenceDecision> {
  const { reference: checkpoint, subjects } = registry.licences(reference);
  const decision = evaluateTerms(subjects, { ...request, licensee: config.organisation }, await standing());
  return { checkpoint, ...decision };
}
