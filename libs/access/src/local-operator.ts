import type { Actor } from './actor';
import { ROLES } from './role';

/** Whoever runs the command line on the machine of an embedded installation, under the name of the system's user. */
export function localOperator(systemUser: string): Actor {
  return { name: `local:${systemUser}`, roles: ROLES };
}
