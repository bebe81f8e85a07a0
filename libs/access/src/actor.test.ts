import { describe, expect, it } from 'vitest';
import { may, requirePermission } from './actor';
import { checkKeyHolder } from './key-holder';
import { localOperator } from './local-operator';
import { PERMISSIONS, ROLES, type Permission, type Role } from './role';

const pairs = ROLES.flatMap((role) =>
  (Object.keys(PERMISSIONS) as Permission[]).map((permission) => [role, permission] as [Role, Permission]),
);

describe('permissions', () => {
  it.each(pairs)('%s and %s: exactly what the table says', (role, permission) => {
    const actor = { name: 'somebody', roles: [role] };
    const allowed = (PERMISSIONS[permission] as readonly Role[]).includes(role);
    expect(may(actor, permission)).toBe(allowed);
    const act = () => requirePermission(actor, permission);
    if (allowed) expect(act).not.toThrow();
    else expect(act).toThrow(expect.objectContaining({ kind: 'refused', code: 'permission-missing' }));
  });

  it('add up over the roles of a person, and are none without a role', () => {
    expect(may({ name: 'a', roles: ['viewer', 'admin'] }, 'access.manage')).toBe(true);
    for (const permission of Object.keys(PERMISSIONS) as Permission[]) {
      expect(may({ name: 'a', roles: [] }, permission)).toBe(false);
      expect(may(localOperator('root'), permission)).toBe(true);
    }
  });

  it('are refused naming the roles that have them', () => {
    const act = () => requirePermission({ name: 'eve', roles: ['viewer'] }, 'dataset.revoke');
    expect(act).toThrow(expect.objectContaining({ hint: expect.stringContaining('licensing, operator') }));
  });
});

describe('the holder of a key', () => {
  it('has its roles once each, in their order', () => {
    expect(checkKeyHolder('ana@example.org', ['admin', 'viewer', 'admin'])).toEqual({
      name: 'ana@example.org',
      roles: ['viewer', 'admin'],
    });
  });

  it.each(['', 'Ana', 'ana ', 'local:root', 'release', 'maquette', 'ána', 'a'.repeat(81), '-a', 'a\nb'])(
    'is not called "%s"',
    (name) => {
      const check = () => checkKeyHolder(name, ['viewer']);
      expect(check).toThrow(expect.objectContaining({ code: 'access-name-invalid' }));
    },
  );

  it.each([[[]], [['root']], [['viewer', 'Admin']], [['']]])('does not have the roles %j', (roles) => {
    const check = () => checkKeyHolder('ana', roles);
    expect(check).toThrow(expect.objectContaining({ code: 'access-roles-invalid' }));
  });
});
