import { asMaquetteError } from '@maquette/kernel';

/** `down` ends with exit code 69; `note` is worth knowing and no fault. */
export interface Finding {
  part: string;
  state: 'ok' | 'note' | 'down';
  detail: string;
  hint?: string;
}

/** Runs a check; what it throws becomes a finding. */
export async function look(
  part: string,
  check: () => Promise<string | Omit<Finding, 'part'>>,
): Promise<Finding> {
  try {
    const found = await check();
    return typeof found === 'string' ? { part, state: 'ok', detail: found } : { part, ...found };
  } catch (thrown) {
    const { message, hint } = asMaquetteError(thrown);
    return { part, state: 'down', detail: message, hint };
  }
}
