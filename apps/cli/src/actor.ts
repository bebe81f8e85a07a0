import { userInfo } from 'node:os';
import { localOperator, notAuthenticated, type Actor } from '@maquette/access';
import type { Platform } from '@maquette/platform';

/**
 * Who gives this command: the holder of MAQUETTE_KEY, or without one the local operator. The local operator has all roles
 * of an embedded installation, whose files are this user's anyway. Over DATABASE_URL there is one only until somebody can
 * hand out keys. Errors: `not-authenticated` (refused).
 */
export async function actorOf({ access, database }: Pick<Platform, 'access' | 'database'>): Promise<Actor> {
  const key = process.env.MAQUETTE_KEY?.trim();
  if (key) return access.authenticate(key);
  if (!database.embedded && (await access.hasAdministrator())) throw notAuthenticated();
  return localOperator(userInfo().username);
}
