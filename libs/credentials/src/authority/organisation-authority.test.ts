import { webcrypto } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '@maquette/kernel';
import { encodePng } from '@maquette/media';
import { Credentials, Engine, openOrganisationAuthority, type Provenance } from '..';
import { issueIntermediate, issueRoot, issueSigner, newKeys, type Issued } from './certificates';

// real: certificates of an organisation as it would hand them over, the engine.
const DAY = 86_400_000;
const valid = { notBefore: new Date(Date.now() - DAY), notAfter: new Date(Date.now() + 30 * DAY) };
const past = { notBefore: new Date(Date.now() - 30 * DAY), notAfter: new Date(Date.now() - DAY) };

let folder: string;
let root: Issued;
let issuer: Issued;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-organisation-'));
  root = await issueRoot('Studio root', valid);
  issuer = await issueIntermediate(root, 'Studio issuer', valid);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const pem = (...certificates: Issued['certificate'][]) =>
  certificates.map((certificate) => certificate.toString('pem')).join('\n');

async function pemKey(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${der.match(/.{1,64}/g)!.join('\n')}\n-----END PRIVATE KEY-----\n`;
}

async function files(chain: string, key: string): Promise<{ certificates: string; key: string }> {
  count += 1;
  const paths = { certificates: join(folder, `${count}.pem`), key: join(folder, `${count}.key`) };
  await writeFile(paths.certificates, chain);
  await writeFile(paths.key, key);
  return paths;
}

/** The signer's certificate and key on P-256. */
async function signer(validity = valid, by = issuer) {
  const keys = await newKeys();
  return { certificate: await issueSigner(by, keys.publicKey, 'Studio signer', validity), keys };
}

const provenance = {
  generation: 'gen_1',
  checkpoint: { reference: 'a/b@1.0.0', digest: digestOf('c'), record: digestOf('r'), licence: 'CC0-1.0' },
  inputs: [],
} as unknown as Provenance;

describe('an organisation’s chain', () => {
  it.each([
    ['Es256', { name: 'ECDSA', namedCurve: 'P-256' }],
    ['Es384', { name: 'ECDSA', namedCurve: 'P-384' }],
    ['Ed25519', { name: 'Ed25519' }],
    [
      'Ps256',
      {
        name: 'RSASSA-PKCS1-v1_5',
        modulusLength: 2048,
        publicExponent: Uint8Array.of(1, 0, 1),
        hash: 'SHA-256',
      },
    ],
  ])('signs with %s', async (algorithm, parameters) => {
    const keys = (await webcrypto.subtle.generateKey(parameters, true, [
      'sign',
      'verify',
    ])) as webcrypto.CryptoKeyPair;
    const leaf = await issueSigner(issuer, keys.publicKey, 'Studio signer', valid);
    const chain = pem(leaf, issuer.certificate, root.certificate);
    const authority = await openOrganisationAuthority(await files(chain, await pemKey(keys.privateKey)));
    const credentials = new Credentials({
      engine: new Engine(),
      generator: { name: 'Maquette', version: '0.1.0' },
      authority,
      roots: [],
    });
    const data = new Uint8Array(64 * 64 * 3).fill(80);
    const png = await encodePng({ width: 64, height: 64, channels: 3, data });
    const { bytes } = await credentials.signFrame(png, 0, provenance);
    const { report } = await credentials.read({ bytes });
    expect(report).toMatchObject({ state: 'Trusted', manifest: { signer: { algorithm } } });
    expect(authority.root.pem.trim()).toBe(pem(root.certificate).trim());
  });

  it('a renewed pair of files is taken up without a restart', async () => {
    const [first, second] = [await signer(), await signer()];
    const chainOf = ({ certificate }: Issued) => pem(certificate, issuer.certificate, root.certificate);
    const paths = await files(chainOf(first), await pemKey(first.keys.privateKey));
    const authority = await openOrganisationAuthority(paths);
    await writeFile(paths.certificates, chainOf(second));
    await expect(authority.signer()).rejects.toMatchObject({ code: 'credential-key-mismatch' });
    await writeFile(paths.key, await pemKey(second.keys.privateKey));
    expect((await authority.signer()).certificates[0]).toEqual(Buffer.from(second.certificate.rawData));
  });
});

describe('what cannot be used', () => {
  it.each([
    ['a chain that is none', async (own: Issued) => ['nothing', own], 'credential-chain-invalid'],
    ['a signer alone', async (own: Issued) => [pem(own.certificate), own], 'credential-chain-invalid'],
    [
      'a chain without its root',
      async (own: Issued) => [pem(own.certificate, issuer.certificate), own],
      'credential-chain-invalid',
    ],
    [
      'a chain in the wrong order',
      async (own: Issued) => [pem(root.certificate, issuer.certificate, own.certificate), own],
      'credential-chain-invalid',
    ],
    [
      'a chain of others',
      async (own: Issued) => {
        const other = await issueRoot('Other root', valid);
        return [pem(own.certificate, issuer.certificate, other.certificate), own];
      },
      'credential-chain-invalid',
    ],
    [
      'an authority as the signer',
      async () => [pem(issuer.certificate, root.certificate), issuer],
      'credential-chain-invalid',
    ],
    [
      'an expired signer',
      async () => {
        const own = await signer(past);
        return [pem(own.certificate, issuer.certificate, root.certificate), own];
      },
      'credential-expired',
    ],
    [
      'the key of another',
      async (own: Issued) => [pem(own.certificate, issuer.certificate, root.certificate), await signer()],
      'credential-key-mismatch',
    ],
  ] as [string, (own: Issued) => Promise<[string, Issued]>, string][])('%s', async (_what, make, code) => {
    const [chain, { keys }] = await make(await signer());
    const paths = await files(chain, await pemKey(keys.privateKey));
    await expect(openOrganisationAuthority(paths)).rejects.toMatchObject({ code });
  });

  it('a key that is none, or is not there', async () => {
    const own = await signer();
    const chain = pem(own.certificate, issuer.certificate, root.certificate);
    const paths = await files(chain, 'no key');
    await expect(openOrganisationAuthority(paths)).rejects.toMatchObject({
      kind: 'bad-input',
      code: 'credential-key-invalid',
    });
    await rm(paths.key);
    await expect(openOrganisationAuthority(paths)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'credential-file-unreadable',
    });
  });
});
