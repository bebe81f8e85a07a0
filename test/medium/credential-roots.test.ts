import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PrismaAuditTrail, PrismaCredentialRoots } from '@maquette/persistence';
import { adoptCredentialRoot, readConfig, type PlatformConfig } from '@maquette/platform';
import {
  issueIntermediate,
  issueRoot,
  issueSigner,
  newKeys,
} from '../../libs/credentials/src/authority/certificates';
import { openCredentials } from '../../libs/platform/src/credentials/open-credentials';
import { migratedDatabase } from './support/scratch-database';

// real: Postgres, certificates, files. Each machine is a folder; they share one database.
let scratch: Awaited<ReturnType<typeof migratedDatabase>>;
let roots: PrismaCredentialRoots;
let folder: string;

beforeEach(async () => {
  scratch = await migratedDatabase();
  roots = new PrismaCredentialRoots(scratch.database);
  folder = await mkdtemp(join(tmpdir(), 'maquette-roots-'));
});
afterEach(async () => {
  await scratch.drop();
  await rm(folder, { recursive: true, force: true });
});

function machine(name: string, chain?: { certificates: string; key: string }): PlatformConfig {
  const env = chain
    ? { MAQUETTE_CREDENTIALS_CERTIFICATES: chain.certificates, MAQUETTE_CREDENTIALS_KEY: chain.key }
    : {};
  return readConfig({ ...env, MAQUETTE_HOME: join(folder, name) }, process.cwd());
}

const open = (config: PlatformConfig) => openCredentials(config, roots);

async function organisation(name: string): Promise<{ certificates: string; key: string }> {
  const day = 86_400_000;
  const validity = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + day) };
  const root = await issueRoot(`${name} root`, validity);
  const issuer = await issueIntermediate(root, `${name} issuer`, validity);
  const keys = await newKeys();
  const leaf = await issueSigner(issuer, keys.publicKey, `${name} signer`, validity);
  const files = { certificates: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
  const chain = [leaf, issuer.certificate, root.certificate].map((one) => one.toString('pem'));
  await writeFile(files.certificates, chain.join('\n'));
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey as never));
  await writeFile(
    files.key,
    `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`,
  );
  return files;
}

describe('an own root', () => {
  it('is made at the first start, and found again at the next', async () => {
    const first = await open(machine('a'));
    await first.assertCanSign();
    const again = await open(machine('a'));
    await again.assertCanSign();
    expect(again.root).toEqual(first.root);
    const { current, retired } = await roots.known();
    expect([current?.fingerprint, current?.kind, retired]).toEqual([first.root!.fingerprint, 'own', []]);
  });

  it('is one, when machines start for the first time together', async () => {
    const machines = await Promise.all(['a', 'b', 'c'].map((name) => open(machine(name))));
    expect(new Set(machines.map(({ root }) => root!.fingerprint)).size).toBe(1);
    const can = await Promise.allSettled(machines.map((credentials) => credentials.assertCanSign()));
    expect(can.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  it('is recorded in the audit log, once', async () => {
    const { root } = await open(machine('a'));
    await open(machine('a'));
    const trail = new PrismaAuditTrail(scratch.database);
    const entries = await trail.page({ subject: root!.fingerprint, limit: 10 });
    expect(entries.map(({ kind }) => kind)).toEqual(['credential-root.adopted']);
  });

  it('of a machine that lost the database’s is not taken silently', async () => {
    const { root } = await open(machine('a'));
    await open(machine('b'));
    await expect((await open(machine('b'))).assertCanSign()).rejects.toMatchObject({
      kind: 'conflict',
      hint: expect.stringContaining('Copy the folder'),
    });
    expect((await roots.known()).current?.fingerprint).toBe(root!.fingerprint);
  });
});

describe('the organisation’s root', () => {
  it('takes the place of our own, which stays trusted; machines without it sign no more', async () => {
    const own = await open(machine('a'));
    const theirs = await open(machine('a', await organisation('studio')));
    await theirs.assertCanSign();
    const { current, retired } = await roots.known();
    expect(current).toMatchObject({ kind: 'organisation', fingerprint: theirs.root!.fingerprint });
    expect(retired.map(({ fingerprint }) => fingerprint)).toEqual([own.root!.fingerprint]);
    await expect((await open(machine('a'))).assertCanSign()).rejects.toMatchObject({
      hint: expect.stringContaining('MAQUETTE_CREDENTIALS_CERTIFICATES'),
    });
  });

  it('is not replaced by another organisation’s, unless an administrator decides it', async () => {
    const first = await open(machine('a', await organisation('studio')));
    const config = machine('b', await organisation('other'));
    await expect((await open(config)).assertCanSign()).rejects.toMatchObject({
      code: 'signing-failed',
      hint: expect.stringContaining('maquette credentials adopt'),
    });
    const platform = { config, credentialRoots: roots };
    const engineer = { name: 'ana', roles: ['engineer'] as const };
    await expect(adoptCredentialRoot(platform, engineer)).rejects.toMatchObject({
      code: 'permission-missing',
    });
    await adoptCredentialRoot(platform, { name: 'ida', roles: ['admin'] });
    const second = await open(config);
    await second.assertCanSign();
    const { retired } = await roots.known();
    expect(retired.map(({ fingerprint }) => fingerprint)).toEqual([first.root!.fingerprint]);
  });

  it('is checked when the platform opens', async () => {
    const chain = await organisation('studio');
    await writeFile(chain.key, 'no key');
    await expect(open(machine('a', chain))).rejects.toMatchObject({ code: 'credential-key-invalid' });
    await rm(chain.certificates);
    await expect(open(machine('a', chain))).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'credential-file-unreadable',
    });
    expect((await roots.known()).current).toBeNull();
  });
});

it('the database holds one current root at most', async () => {
  await open(machine('a'));
  const second = scratch.sql(
    `INSERT INTO credential_root (fingerprint, certificate, kind) VALUES ('sha256:${'a'.repeat(64)}', 'x', 'own')`,
  );
  await expect(second).rejects.toThrow('credential_root_current_key');
});
