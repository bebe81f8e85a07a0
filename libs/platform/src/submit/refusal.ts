import { MaquetteError } from '@maquette/kernel';
import type { RouteDecision, RouteOutcome } from '@maquette/routing';

const CODES: Record<Exclude<RouteOutcome, 'classified'>, { code: string; hint: string }> = {
  skipped_by_policy: {
    code: 'policy-refused',
    hint: 'Change what the prompt asks for.',
  },
  unclassified: {
    code: 'domain-unclassified',
    hint: 'Say plainly which room or building to show, or name a checkpoint.',
  },
  unavailable: {
    code: 'checkpoint-unavailable',
    hint: 'See which checkpoints can be loaded with `maquette registry list`.',
  },
  unlicensed: {
    code: 'licence-refused',
    hint: 'Ask for a use and a territory that the licences cover: `maquette licence check` shows the clauses.',
  },
};

/** The refusal that a decision other than `classified` means to the one who asked. */
export function refusalOf(decision: RouteDecision): MaquetteError | null {
  if (decision.outcome === 'classified') return null;
  const { code, hint } = CODES[decision.outcome];
  return new MaquetteError('refused', code, decision.reasons.join(' '), { hint, details: { decision } });
}
