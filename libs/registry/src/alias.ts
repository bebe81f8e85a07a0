import { MaquetteError } from '@maquette/kernel';

const ALIAS = /^[a-z][a-z0-9-]{0,62}$/;

/** Aliases that production relies on: moving one takes a permission of its own. */
const PROTECTED: readonly string[] = ['stable'];

export function isProtectedAlias(alias: string): boolean {
  return PROTECTED.includes(alias);
}

/** Throws `alias-invalid` (bad-input). */
export function checkAlias(alias: string): void {
  if (ALIAS.test(alias)) return;
  throw new MaquetteError('bad-input', 'alias-invalid', `"${alias}" is no alias.`, {
    hint: 'An alias is a letter followed by up to 62 lower-case letters, digits and hyphens, such as stable.',
    details: { alias },
  });
}

/** Asked of files, which know versions only. */
export function aliasUnresolved(reference: string): MaquetteError {
  return new MaquetteError(
    'bad-input',
    'alias-unresolved',
    `${reference} is an alias, which files do not know.`,
    {
      hint: 'Aliases are kept in the database: name a version here, such as architecture/daylight@1.0.0.',
      details: { reference },
    },
  );
}

/**
 * A share of clients belongs to the alias `canary` alone. Throws `canary-share-invalid` (bad-input).
 * @param percent 0–100, a whole number
 */
export function checkCanaryShare(alias: string, percent: number): void {
  if (alias === 'canary' && Number.isInteger(percent) && percent >= 0 && percent <= 100) return;
  const message =
    alias === 'canary'
      ? `${percent} is no share of a canary.`
      : `The alias ${alias} takes no share: only canary does.`;
  throw new MaquetteError('bad-input', 'canary-share-invalid', message, {
    hint: 'A share is a whole number of percent, from 0 to 100, of the alias canary.',
    details: { alias, percent, field: 'percent' },
  });
}
