import { MaquetteError, type ErrorKind } from '@maquette/kernel';
import type { RouteDecision, RouteOutcome } from '@maquette/routing';

interface Refusal {
  kind: ErrorKind;
  code: string;
  hint: string;
}

/** Only policy and licences refuse; what we cannot place or cannot serve yet is something else. */
const REFUSALS: Record<Exclude<RouteOutcome, 'classified'>, Refusal> = {
  skipped_by_policy: {
    kind: 'refused',
    code: 'policy-refused',
    hint: 'Change what the prompt asks for.',
  },
  unlicensed: {
    kind: 'refused',
    code: 'licence-refused',
    hint: 'Ask for a use and a territory that the licences cover: `maquette licence check` shows the clauses.',
  },
  unclassified: {
    kind: 'bad-input',
    code: 'domain-unclassified',
    hint: 'Say plainly which room or building to show, or name a checkpoint.',
  },
  unavailable: {
    kind: 'unavailable',
    code: 'checkpoint-unavailable',
    hint: 'See which checkpoints can be loaded with `maquette registry list`.',
  },
};

/** Pools would take it, and have no room. */
const FULL: Refusal = {
  kind: 'unavailable',
  code: 'pool-full',
  hint: 'Send the request again after the time that the answer names, or with a later deadline.',
};

/** Seconds after which a full pool is expected to have room; null: that is not what is missing. */
function retryAfterOf({ outcome, attempts }: RouteDecision): number | null {
  const waits = attempts.flatMap(({ retryAfter }) => (retryAfter === undefined ? [] : [retryAfter]));
  return outcome === 'unavailable' && waits.length > 0 ? Math.min(...waits) : null;
}

/**
 * What a decision other than `classified` means to the one who asked. The error names the decision's record, and takes its
 * id.
 */
export function refusalOf(decision: RouteDecision): ((decisionId: string) => MaquetteError) | null {
  if (decision.outcome === 'classified') return null;
  const retryAfter = retryAfterOf(decision);
  const { kind, code, hint } = retryAfter === null ? REFUSALS[decision.outcome] : FULL;
  const details = { decision, ...(retryAfter === null ? {} : { retryAfter }) };
  return (decisionId) =>
    new MaquetteError(kind, code, decision.reasons.join(' '), { hint, details: { ...details, decisionId } });
}
