import { MaquetteError } from '@maquette/kernel';
import { PERMISSIONS, type Permission, type Role } from './role';

/** Who does something. Two actors are the same person exactly when their names are equal. */
export interface Actor {
  /** Unique name of the person or the service, as the access key has it. */
  name: string;
  roles: readonly Role[];
}

export function may(actor: Actor, permission: Permission): boolean {
  const allowed: readonly Role[] = PERMISSIONS[permission];
  return actor.roles.some((role) => allowed.includes(role));
}

/** Throws `permission-missing` (refused), which names the roles that may do it. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (may(actor, permission)) return;
  const needed = PERMISSIONS[permission].join(', ');
  throw new MaquetteError('refused', 'permission-missing', `${actor.name} may not do this (${permission}).`, {
    hint: `Ask somebody with one of the roles ${needed}.`,
    details: { permission, needed: PERMISSIONS[permission], actor: actor.name, roles: actor.roles },
  });
}
