import { localOperator, type Role } from '@maquette/access';
import type { Platform } from '@maquette/platform';

/** Hands out a key for each name: `{ ana: ['licensing'] }` → the headers that Ana's requests carry. */
export async function keysFor<Name extends string>(
  { access }: Pick<Platform, 'access'>,
  holders: Record<Name, readonly Role[]>,
): Promise<Record<Name, { authorization: string }>> {
  const headers = {} as Record<Name, { authorization: string }>;
  for (const [name, roles] of Object.entries(holders) as [Name, readonly Role[]][]) {
    const { key } = await access.issue(localOperator('test'), { name, roles });
    headers[name] = { authorization: `Bearer ${key}` };
  }
  return headers;
}
