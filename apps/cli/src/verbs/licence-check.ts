import { EXIT_CODES, openConfiguredRegistry } from '@maquette/platform';
import { evaluateTerms, type TermsDecision } from '@maquette/provenance';
import { loadConfig } from '../configuration';
import type { Output } from '../output';

interface LicenceOptions {
  checkpoint: string;
  use: string;
  territory: string;
  date?: Date;
}

/** Exit code 2 when the terms do not allow it. */
export async function licenceCheck(output: Output, options: LicenceOptions): Promise<void> {
  const { use, territory, date = new Date() } = options;
  const registry = await openConfiguredRegistry(loadConfig());
  const { reference, subjects } = registry.licences(options.checkpoint);
  const decision = evaluateTerms(subjects, { use, territory, date, purpose: 'generate' });
  output.result({ checkpoint: reference, use, territory, date, ...decision }, textOf(reference, decision));
  if (!decision.allowed) process.exitCode = EXIT_CODES.refused;
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
