import { EXIT_CODES, decideLicence, openConfiguredRegistry } from '@maquette/platform';
import type { TermsDecision } from '@maquette/provenance';
import { loadConfig } from '../configuration';
import type { Output } from '../output';
import { withDecisions } from '../with-decisions';

interface LicenceOptions {
  checkpoint: string;
  use: string;
  territory: string;
  date?: Date;
}

/** By the terms, and by what has been decided about the records up to now. Exit code 2 when it is not allowed. */
export async function licenceCheck(output: Output, options: LicenceOptions): Promise<void> {
  const { use, territory, date = new Date() } = options;
  const config = loadConfig();
  const registry = await openConfiguredRegistry(config);
  await withDecisions(config, registry, async ({ standing, resolve }) => {
    const request = { use, territory, date, purpose: 'generate' };
    const { checkpoint, ...decision } = await decideLicence(
      { registry, standing, config },
      await resolve(options.checkpoint),
      request,
    );
    output.result({ checkpoint, use, territory, date, ...decision }, textOf(checkpoint, decision));
    if (!decision.allowed) process.exitCode = EXIT_CODES.refused;
  });
}

function textOf(reference: string, { allowed, deciding, clauses, duties }: TermsDecision): string {
  return [
    `${reference}: ${allowed ? 'allowed' : 'refused'}`,
    ...(allowed ? clauses : [deciding]).map(
      ({ reason, text }) => `- ${reason}${text ? `\n  "${text}"` : ''}`,
    ),
    ...duties.map(({ action, text }) => `duty: ${action}: ${text}`),
  ].join('\n');
}
