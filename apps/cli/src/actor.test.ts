import { userInfo } from 'node:os';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ROLES, notAuthenticated, type Actor } from '@maquette/access';
import type { Platform } from '@maquette/platform';
import { actorOf } from './actor';

const ANA: Actor = { name: 'ana', roles: ['licensing'] };

function platform(embedded: boolean, hasAdministrator: boolean): Pick<Platform, 'access' | 'database'> {
  const access = {
    authenticate: async (key: string) => {
      if (key !== 'mq_ana') throw notAuthenticated();
      return ANA;
    },
    hasAdministrator: async () => hasAdministrator,
  };
  return { access, database: { embedded } } as unknown as Pick<Platform, 'access' | 'database'>;
}

afterEach(() => vi.unstubAllEnvs());

describe('who gives a command', () => {
  it.each([true, false])('the holder of MAQUETTE_KEY, embedded or not (%s)', async (embedded) => {
    vi.stubEnv('MAQUETTE_KEY', ' mq_ana ');
    expect(await actorOf(platform(embedded, true))).toEqual(ANA);
    vi.stubEnv('MAQUETTE_KEY', 'mq_eve'); // no way back to the local operator
    await expect(actorOf(platform(embedded, true))).rejects.toMatchObject({ code: 'not-authenticated' });
  });

  it.each([
    ['embedded, nobody has a key', true, false, true],
    ['embedded, somebody is admin', true, true, true],
    ['elsewhere, nobody could hand out keys', false, false, true],
    ['elsewhere, somebody is admin', false, true, false],
  ])('without a key, %s: the local operator or nobody', async (_what, embedded, administrator, operator) => {
    vi.stubEnv('MAQUETTE_KEY', '');
    const actor = actorOf(platform(embedded, administrator));
    if (operator) expect(await actor).toEqual({ name: `local:${userInfo().username}`, roles: ROLES });
    else await expect(actor).rejects.toMatchObject({ code: 'not-authenticated' });
  });
});
