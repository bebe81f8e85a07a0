import { MaquetteError } from '@maquette/kernel';
import type { Platform } from './open-platform';

interface Parts {
  config: Pick<Platform['config'], 'joinToken' | 'pool'>;
  access: Pick<Platform['access'], 'admit' | 'hasJoinTokens' | 'hasAdministrator'>;
  database: Pick<Platform['database'], 'embedded'>;
}

/**
 * Checks the token that a worker joins its pool with, and answers whose token it is; null where none is asked for. The
 * worker of an embedded installation needs none: its files are this user's. Over DATABASE_URL one is asked for as soon as
 * a join token was handed out, or somebody can hand out keys. Errors: `join-token-missing`, `join-token-refused` (refused).
 */
export async function admitWorker({ config, access, database }: Parts): Promise<string | null> {
  if (config.joinToken) return (await access.admit(config.joinToken, config.pool)).name;
  if (database.embedded) return null;
  if (!(await access.hasJoinTokens()) && !(await access.hasAdministrator())) return null;
  const message = `A worker needs a join token for the pool ${config.pool}.`;
  throw new MaquetteError('refused', 'join-token-missing', message, {
    hint: `Ask an operator for one (\`maquette pools token --pool ${config.pool}\`), and set MAQUETTE_JOIN_TOKEN.`,
    details: { pool: config.pool },
  });
}
