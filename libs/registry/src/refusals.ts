import { MaquetteError } from '@maquette/kernel';
import type { Problem } from '@maquette/provenance';

type Kind = 'checkpoint' | 'auxiliary';

/** `checkpoint-unknown` or `auxiliary-unknown` (not-found); the hint lists what there is. */
export function unknown(kind: Kind, reference: string, existing: string[]): MaquetteError {
  const hint = existing.length ? `There are: ${existing.join(', ')}.` : `The registry holds no ${kind}.`;
  const message = `There is no ${kind} ${reference}.`;
  return new MaquetteError('not-found', `${kind}-unknown`, message, {
    hint,
    details: { reference, existing },
  });
}

/** `checkpoint-quarantined` or `auxiliary-quarantined` (bad-input); names the first problem, carries all of them. */
export function quarantined(
  kind: Kind,
  reference: string,
  problems: readonly Problem[],
  alternatives: readonly string[] = [],
): MaquetteError {
  const more =
    problems.length > 1 ? ` (and ${problems.length - 1} more; see registry verify ${reference})` : '';
  const other = alternatives.length ? ` Sound versions: ${alternatives.join(', ')}.` : '';
  return new MaquetteError(
    'bad-input',
    `${kind}-quarantined`,
    `${reference} is quarantined: ${problems[0].message}${more}`,
    { hint: `${problems[0].remedy}${other}`, details: { reference, problems, alternatives } },
  );
}
