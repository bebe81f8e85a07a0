import 'reflect-metadata';
import { createPrivateKey, webcrypto, X509Certificate, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';
import Ajv2020 from 'ajv/dist/2020';
import { digestOf } from '@maquette/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseBundle } from './bundle';
import { parseCertificates } from './certificates';
import { generateKeyPair } from './keys';
import { signFiles } from './sign-files';
import { verifyBundle } from './verify-bundle';

const SCHEMAS = join(__dirname, '../../../../test/fixtures/signing-schemas');
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const NOW = new Date('2026-06-01T00:00:00Z');
const FILES = [{ name: 'weights.bin', digest: digestOf('weights') }];
const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';

interface Pair {
  certificate: x509.X509Certificate;
  keys: webcrypto.CryptoKeyPair;
}
type Options = Partial<x509.X509CertificateCreateParams> & { extensions?: x509.Extension[] };

const authority = (pathLength?: number) => [
  new x509.BasicConstraintsExtension(true, pathLength, true),
  new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
];
const signing = (...more: x509.Extension[]) => [
  new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
  new x509.ExtendedKeyUsageExtension([CODE_SIGNING]),
  ...more,
];

async function issue(name: string, issuer: Pair | null, options: Options): Promise<Pair> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create(
    {
      subject: `CN=${name}`,
      issuer: issuer?.certificate.subject ?? `CN=${name}`,
      publicKey: keys.publicKey,
      signingKey: (issuer?.keys ?? keys).privateKey,
      signingAlgorithm: ALGORITHM,
      notBefore: new Date('2026-01-01'),
      notAfter: new Date('2027-01-01'),
      ...options,
    } as x509.X509CertificateCreateParams,
    webcrypto as never,
  );
  return { certificate, keys };
}

async function privateKeyOf({ keys }: Pair): Promise<KeyObject> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

const node = ({ certificate }: Pair) => new X509Certificate(Buffer.from(certificate.rawData));

async function bundleBy(...chain: Pair[]): Promise<string> {
  const privateKey = await privateKeyOf(chain[0]);
  return signFiles('model', FILES, [], { privateKey, certificates: chain.map(node) });
}

async function check(text: string, anchors: Pair[], at = NOW) {
  return verifyBundle(parseBundle(text), { keys: [], authorities: anchors.map(node) }, at);
}

let root: Pair;
let between: Pair;
let leaf: Pair;
beforeAll(async () => {
  x509.cryptoProvider.set(webcrypto as never);
  root = await issue('Root', null, { extensions: authority() });
  between = await issue('Between', root, { extensions: authority(0) });
  leaf = await issue('Leaf', between, { extensions: signing() });
});

describe('a signature by certificate', () => {
  it('is trusted through the chain, in the published form', async () => {
    const text = await bundleBy(leaf, between);
    expect((await check(text, [root])).signer).toMatchObject({ mode: 'certificate', subject: 'CN=Leaf' });
    const ajv = new Ajv2020({ strict: true });
    const schema = async (name: string) =>
      JSON.parse(await readFile(join(SCHEMAS, `${name}.schema.json`), 'utf8')) as object;
    ajv.addSchema(await schema('dsse-envelope'));
    const validate = ajv.compile(await schema('sigstore-bundle'));
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
  });

  it('is trusted when the verifier brings what lies between, or trusts that alone', async () => {
    const text = await bundleBy(leaf);
    await expect(check(text, [root, between])).resolves.toBeDefined();
    await expect(check(text, [between])).resolves.toBeDefined();
    await expect(check(text, [root])).rejects.toThrow('no authority that you named');
  });

  it('is trusted when the certificate itself is named', async () => {
    const own = await issue('Own', null, { extensions: signing() });
    await expect(check(await bundleBy(own), [own])).resolves.toBeDefined();
    await expect(check(await bundleBy(own, own), [root])).rejects.toMatchObject({
      code: 'signature-untrusted',
    });
  });

  it('is valid from the first to the last moment of its certificate', async () => {
    const text = await bundleBy(leaf, between);
    const [from, until] = [new Date('2026-01-01T00:00:00Z'), new Date('2027-01-01T00:00:00Z')];
    await expect(check(text, [root], from)).resolves.toBeDefined();
    await expect(check(text, [root], until)).resolves.toBeDefined();
    await expect(check(text, [root], new Date(+from - 1))).rejects.toThrow('valid only from');
    await expect(check(text, [root], new Date(+until + 1))).rejects.toThrow('expired at 2027-01-01');
  });

  it.each<[string, () => Promise<Pair[]>, RegExp]>([
    [
      'an issuer that is no authority',
      async () => {
        const person = await issue('Person', root, { extensions: signing() });
        return [await issue('Leaf', person, { extensions: signing() }), person];
      },
      /no certificate authority|no authority/,
    ],
    [
      'a longer chain than its issuer allows',
      async () => {
        const deeper = await issue('Deeper', between, { extensions: authority() });
        return [await issue('Leaf', deeper, { extensions: signing() }), deeper, between];
      },
      /chain of this length/,
    ],
    [
      'an issuer that has expired',
      async () => {
        const old = await issue('Old', root, { extensions: authority(), notAfter: new Date('2026-02-01') });
        return [await issue('Leaf', old, { extensions: signing() }), old];
      },
      /Old expired/,
    ],
    [
      'a certificate for web servers',
      async () => [
        await issue('Web', between, {
          extensions: [new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1'])],
        }),
        between,
      ],
      /not for signing code/,
    ],
    [
      'a key that must not sign',
      async () => [
        await issue('Cipher', between, {
          extensions: [new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyEncipherment, true)],
        }),
        between,
      ],
      /does not allow signatures/,
    ],
    [
      'a certificate without purpose',
      async () => [await issue('Plain', between, {}), between],
      /not for signing/,
    ],
    [
      'a critical extension that nobody here reads',
      async () => [
        await issue('Odd', between, {
          extensions: signing(new x509.Extension('1.2.3.4', true, Buffer.from([5, 0]))),
        }),
        between,
      ],
      /critical extension \(1\.2\.3\.4\)/,
    ],
  ])('is not trusted with %s', async (_, make, message) => {
    const chain = await make();
    await expect(check(await bundleBy(...chain), [root])).rejects.toMatchObject({
      code: 'signature-untrusted',
      message: expect.stringMatching(message),
    });
  });

  it('is not trusted for another root of the same name', async () => {
    const other = await issue('Root', null, { extensions: authority() });
    await expect(check(await bundleBy(leaf, between), [other])).rejects.toThrow('no authority');
    await expect(check(await bundleBy(leaf, between, root), [other])).rejects.toThrow('no authority');
  });

  it('does not verify with another certificate in its place', async () => {
    const other = await issue('Leaf', between, { extensions: signing() });
    const forged = JSON.parse(await bundleBy(leaf, between));
    forged.verificationMaterial.x509CertificateChain.certificates[0].rawBytes =
      node(other).raw.toString('base64');
    await expect(check(JSON.stringify(forged), [root])).rejects.toMatchObject({ code: 'signature-mismatch' });
    forged.verificationMaterial.x509CertificateChain.certificates[0].rawBytes = 'AAAA';
    await expect(check(JSON.stringify(forged), [root])).rejects.toMatchObject({
      code: 'signature-bundle-invalid',
    });
  });

  it('is not made with the certificate of another key', () => {
    const privateKey = createPrivateKey(generateKeyPair().privateKey);
    expect(() => signFiles('model', FILES, [], { privateKey, certificates: [node(leaf)] })).toThrow(
      expect.objectContaining({ code: 'certificate-of-other-key' }),
    );
  });

  it('says nothing to one who trusts only keys, and the other way round', async () => {
    const byKey = signFiles('model', FILES, [], {
      privateKey: createPrivateKey(generateKeyPair().privateKey),
    });
    await expect(check(byKey, [root])).rejects.toThrow('signed with a key');
    await expect(check(await bundleBy(leaf, between), [])).rejects.toThrow('signed by certificate');
  });
});

describe('parseCertificates', () => {
  it('reads every certificate of a file, among other text', () => {
    const text = `about them\n${leaf.certificate.toString('pem')}\n${root.certificate.toString('pem')}`;
    expect(parseCertificates(text, 'chain.pem').map(({ subject }) => subject)).toEqual([
      'CN=Leaf',
      'CN=Root',
    ]);
    for (const bad of ['', 'nonsense', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])
      expect(() => parseCertificates(bad, 'c.pem')).toThrow(
        expect.objectContaining({ code: 'certificate-unusable' }),
      );
  });
});
