import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  cryptoProvider,
} from '@peculiar/x509';

// The library is typed for browsers.
const crypto = webcrypto as never;
cryptoProvider.set(crypto);

export { X509Certificate };

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Signing of C2PA claims, and e-mail protection, which validators from before that usage was defined ask for. */
const SIGNER_USAGES = ['1.3.6.1.4.1.62558.2.1', '1.3.6.1.5.5.7.3.4'];

export type KeyPair = Awaited<ReturnType<typeof newKeys>>;

/** A certificate with the keys it is about. */
export interface Issued {
  certificate: X509Certificate;
  keys: KeyPair;
}

export interface Validity {
  notBefore: Date;
  notAfter: Date;
}

/** A key pair on P-256. */
export function newKeys() {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

/** Self-signed; issues one level of authorities below it. */
export async function issueRoot(name: string, validity: Validity): Promise<Issued> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: subject(name),
    ...validity,
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [...authority(1), await SubjectKeyIdentifierExtension.create(keys.publicKey, false, crypto)],
  });
  return { certificate, keys };
}

/** An authority below the root, which issues signers only. */
export async function issueIntermediate(root: Issued, name: string, validity: Validity): Promise<Issued> {
  const keys = await newKeys();
  return { keys, certificate: await issue(root, keys.publicKey, name, validity, authority(0)) };
}

/** A certificate for signing claims, whatever key it is about. */
export async function issueSigner(
  issuer: Issued,
  publicKey: webcrypto.CryptoKey,
  name: string,
  validity: Validity,
): Promise<X509Certificate> {
  return issue(issuer, publicKey, name, validity, [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension(SIGNER_USAGES, true),
  ]);
}

async function issue(
  issuer: Issued,
  publicKey: webcrypto.CryptoKey,
  name: string,
  validity: Validity,
  extensions: X509CertificateExtensions,
): Promise<X509Certificate> {
  return X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: subject(name),
    issuer: issuer.certificate.subject,
    ...validity,
    publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      ...extensions,
      await SubjectKeyIdentifierExtension.create(publicKey, false, crypto),
      await AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey, false, crypto),
    ],
  });
}

type X509CertificateExtensions = NonNullable<
  Parameters<typeof X509CertificateGenerator.create>[0]['extensions']
>;

function authority(levelsBelow: number): X509CertificateExtensions {
  return [
    new BasicConstraintsExtension(true, levelsBelow, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
  ];
}

/** The organisation is what validators show as the issuer. */
function subject(name: string): string {
  return `CN=${name}, O=Maquette`;
}

/** Sixteen random bytes as a positive number. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0] & 0x7f) | 0x40;
  return bytes.toString('hex');
}
