import { asMaquetteError } from '@maquette/kernel';

/** `fail` ends with exit code 69: something does not work. `warn` works today and wants to be looked at. */
export interface Finding {
  part: string;
  state: 'pass' | 'warn' | 'fail';
  detail: string;
  /** What to do about it. */
  hint?: string;
  /** For programs. */
  facts?: Record<string, unknown>;
}

export type Found = Omit<Finding, 'part'>;

/** Runs a check; what it throws becomes a finding. A text alone is a pass. */
export async function look(part: string, check: () => Promise<string | Found>): Promise<Finding> {
  try {
    const found = await check();
    return typeof found === 'string' ? { part, state: 'pass', detail: found } : { part, ...found };
  } catch (thrown) {
    const { code, message, hint } = asMaquetteError(thrown);
    return { part, state: 'fail', detail: message, hint, facts: { code } };
  }
}

export function pass(detail: string, facts?: Found['facts']): Found {
  return { state: 'pass', detail, facts };
}

export function warn(detail: string, hint: string, facts?: Found['facts']): Found {
  return { state: 'warn', detail, hint, facts };
}

export function fail(detail: string, hint: string, facts?: Found['facts']): Found {
  return { state: 'fail', detail, hint, facts };
}

/** The worst one; of several with that state their details and hints together. */
export function together(found: readonly Found[]): Found {
  const state = (['fail', 'warn', 'pass'] as const).find((each) => found.some((one) => one.state === each))!;
  const worst = found.filter((one) => one.state === state);
  const hints = [...new Set(worst.flatMap(({ hint }) => (hint ? [hint] : [])))];
  return {
    state,
    detail: worst.map(({ detail }) => detail).join('; '),
    hint: hints.length > 0 ? hints.join(' ') : undefined,
    facts: Object.assign({}, ...found.map(({ facts }) => facts)) as Found['facts'],
  };
}
