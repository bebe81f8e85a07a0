import { checkedPrompt, screenPrompt, type PolicyOutcome } from '@maquette/policy';
import { EXIT_CODES } from '@maquette/platform';
import { answerLines } from '../json-lines';
import { required } from '../options';
import type { Output } from '../output';

/** Needs no server and no database. A refused prompt ends with exit code 2; with --jsonl it is an answer like any other. */
export async function screen(output: Output, options: { jsonl?: boolean }, prompt?: string): Promise<void> {
  if (options.jsonl) return answerLines(output, (line) => screenPrompt(checkedPrompt(line)));
  const outcome = screenPrompt(checkedPrompt(required('prompt', prompt)));
  output.result(outcome, textOf(outcome));
  if (outcome.action === 'refuse') process.exitCode = EXIT_CODES.refused;
}

function textOf({ action, category, severity, reasons, policyVersion }: PolicyOutcome): string {
  const why = category ? ` (${category}, ${severity})` : '';
  return [`${action}${why}, by ${policyVersion}`, ...reasons.map((reason) => `- ${reason}`)].join('\n');
}
