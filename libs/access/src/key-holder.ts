import { MaquetteError } from '@maquette/kernel';
import { ROLES, type Role } from './role';

const NAME = /^[a-z0-9][a-z0-9._@-]{0,79}$/;

/** Names that the platform gives itself. */
export const RELEASE = 'release';
const RESERVED = [RELEASE, 'installation', 'maquette', 'system', 'anyone'];

/**
 * Checks who a key is to be for. Names are lower-case and short of characters on purpose: two spellings of one name would
 * count as two people. The local operator's names (`local:…`) cannot be written this way.
 * Errors: `access-name-invalid`, `access-roles-invalid` (bad-input).
 */
export function checkKeyHolder(name: string, roles: readonly string[]): { name: string; roles: Role[] } {
  if (!NAME.test(name) || RESERVED.includes(name)) {
    throw new MaquetteError(
      'bad-input',
      'access-name-invalid',
      `"${name}" cannot be the name of a key holder.`,
      {
        hint: `Use 1 to 80 lower-case letters, digits and . _ @ -, and none of ${RESERVED.join(', ')}.`,
        details: { field: 'name', name },
      },
    );
  }
  const unknown = roles.filter((role) => !(ROLES as readonly string[]).includes(role));
  if (roles.length === 0 || unknown.length > 0) {
    const what =
      unknown.length > 0 ? `There is no role ${unknown.join(', ')}.` : 'A key needs at least one role.';
    throw new MaquetteError('bad-input', 'access-roles-invalid', what, {
      hint: `The roles are ${ROLES.join(', ')}.`,
      details: { field: 'roles', roles },
    });
  }
  return { name, roles: ROLES.filter((role) => roles.includes(role)) };
}
