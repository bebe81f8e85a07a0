import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS, ROLES, localOperator, type Permission, type Role } from '@maquette/access';
import { keysFor } from './support/keys';
import { startTestServer, type TestServer } from './support/test-server';

// real: api with its guard, embedded Postgres, keys. Every route that the api describes is asked, by everybody.

/** Routes for everybody, as long as there is no log-in. A route that is neither here nor closed fails the test. */
const OPEN = [
  'POST /generations',
  'POST /lookbooks',
  'GET /generations/{id}',
  'GET /generations/{id}/events',
  'GET /generations/{id}/scene',
  'DELETE /generations/{id}',
  'POST /v1/videos',
  'GET /v1/videos',
  'GET /v1/videos/{id}',
  'DELETE /v1/videos/{id}',
  'HEAD /v1/videos/{id}/content',
  'GET /v1/videos/{id}/content',
  'GET /route',
  'GET /licence',
  'GET /checkpoints',
  'GET /checkpoints/{domain}/{name}',
  'GET /credentials/root',
  'GET /health/live',
  'GET /health/ready',
  'GET /health/started',
];

/** What the acts on records and keys take, written down once more: a slip in a decorator fails the test. */
const CLOSED: Record<string, Permission> = {
  'GET /access/keys': 'access.manage',
  'POST /access/keys': 'access.manage',
  'POST /access/keys/{id}/withdraw': 'access.manage',
  'GET /datasets': 'record.read',
  'GET /datasets/expiring': 'record.read',
  'GET /datasets/{reference}': 'record.read',
  'GET /datasets/{reference}/items': 'record.read',
  'GET /datasets/{reference}/versions': 'record.read',
  'GET /datasets/{reference}/intake': 'record.read',
  'GET /datasets/{reference}/impact': 'record.read',
  'GET /datasets/{reference}/impact/checkpoints': 'record.read',
  'GET /datasets/{reference}/impact/generations': 'record.read',
  'GET /datasets/{reference}/impact/artefacts': 'record.read',
  'POST /datasets': 'dataset.draft',
  'POST /datasets/{reference}/submit': 'dataset.submit',
  'POST /datasets/{reference}/approve': 'dataset.approve',
  'POST /datasets/{reference}/reject': 'dataset.approve',
  'POST /datasets/{reference}/revoke': 'dataset.revoke',
  'POST /datasets/{reference}/consents/{number}/withdraw': 'dataset.revoke',
  'GET /datasets/{id}/evidence': 'record.read',
  'POST /datasets/{id}/evidence': 'dataset.draft',
  'GET /datasets/{id}/evidence/{digest}': 'evidence.read',
};

/** A worker's join token is no key: it opens nothing here. */
const PEOPLE = ROLES.filter((role) => role !== 'worker');

interface Route {
  method: string;
  path: string;
  permission: Permission | null;
}

let server: TestServer;
let keys: Record<string, { authorization: string }>;
let routes: Route[];

beforeAll(async () => {
  server = await startTestServer();
  keys = await keysFor(server.platform, Object.fromEntries(PEOPLE.map((role) => [`one.${role}`, [role]])));
  const { paths } = (await (await fetch(`${server.url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { 'x-maquette-permission'?: Permission }>>;
  };
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, about]) => ({
      method: method.toUpperCase(),
      path,
      permission: about['x-maquette-permission'] ?? null,
    })),
  );
}, 240_000);
afterAll(() => server?.close());

const nameOf = ({ method, path }: Route) => `${method} ${path}`;
const closed = () =>
  routes.filter((route): route is Route & { permission: Permission } => route.permission !== null);

/** With nothing in it: who may not do it must be told so before anybody looks at what was sent. */
async function ask({ method, path }: Route, headers: Record<string, string> = {}) {
  const response = await fetch(server.url + path.replace(/\{[^}]+\}/g, 'nothing'), { method, headers });
  const text = method === 'HEAD' ? '' : await response.text();
  const code = text.startsWith('{') ? (JSON.parse(text) as { code?: string }).code : undefined;
  return { status: response.status, code, challenge: response.headers.get('www-authenticate') };
}

describe('every route', () => {
  it('is either open by decision or closed by a permission', () => {
    expect(
      routes
        .filter(({ permission }) => permission === null)
        .map(nameOf)
        .sort(),
    ).toEqual([...OPEN].sort());
    for (const { permission } of closed()) expect(Object.keys(PERMISSIONS)).toContain(permission);
    const declared = new Map(closed().map((route) => [nameOf(route), route.permission]));
    for (const [route, permission] of Object.entries(CLOSED))
      expect(declared.get(route), route).toBe(permission);
  });

  it('that is closed answers 401 without a key that is in force', async () => {
    const { id, key } = await server.platform.access.issue(localOperator('test'), {
      name: 'gone',
      roles: PEOPLE,
    });
    await server.platform.access.withdraw(localOperator('test'), id);
    const token = await server.platform.access.issueJoinToken(localOperator('test'), 'some-pool');
    const nobodies: Record<string, string>[] = [
      {},
      { authorization: '' },
      { authorization: 'Bearer' },
      { authorization: 'Bearer mq_0000000000000000_' + 'A'.repeat(43) },
      { authorization: keys['one.admin'].authorization.replace('Bearer', 'Basic') },
      { authorization: keys['one.admin'].authorization.slice(0, -1) },
      { authorization: `Bearer ${key}` },
      { authorization: `Bearer ${token.key}` },
      { 'x-api-key': keys['one.admin'].authorization.slice('Bearer '.length) },
      { cookie: `key=${keys['one.admin'].authorization}` },
    ];
    for (const route of closed()) {
      for (const headers of nobodies) {
        const answer = await ask(route, headers);
        expect(answer, `${nameOf(route)} ${JSON.stringify(headers)}`).toEqual({
          status: 401,
          code: 'not-authenticated',
          challenge: 'Bearer realm="maquette"',
        });
      }
    }
  });

  it.each(PEOPLE)(
    'that is closed lets %s through exactly where the role has the permission',
    async (role: Role) => {
      for (const route of closed()) {
        const { status, code } = await ask(route, keys[`one.${role}`]);
        const allowed = (PERMISSIONS[route.permission] as readonly Role[]).includes(role);
        const seen = code === 'permission-missing' ? 'refused' : 'let through';
        expect(seen, `${nameOf(route)} (${route.permission}) as ${role}: ${status} ${code}`).toBe(
          allowed ? 'let through' : 'refused',
        );
        if (allowed) expect([401], nameOf(route)).not.toContain(status);
        else expect(status).toBe(403);
      }
    },
  );

  it('that is open takes no notice of keys, since clients of other APIs send their own', async () => {
    const response = await fetch(`${server.url}/v1/videos`, {
      headers: { authorization: 'Bearer sk-anything' },
    });
    expect(response.status).toBe(200);
  });
});
