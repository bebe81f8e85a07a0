import { X509Certificate, type KeyObject } from 'node:crypto';
import { MaquetteError } from '@maquette/kernel';
import { hashFor } from './keys';
import { signatureFault } from './refusal';

const DEEPEST_CHAIN = 8;
const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
const ANY_USAGE = '2.5.29.37.0';
/** Extensions that are looked at here or by OpenSSL: key usages, alternative name, basic constraints, policies. */
const UNDERSTOOD = new Set([
  '2.5.29.15',
  '2.5.29.17',
  '2.5.29.19',
  '2.5.29.32',
  '2.5.29.35',
  '2.5.29.37',
  '2.5.29.14',
]);

/** Every certificate of a PEM text, in order. Throws `certificate-unusable` (bad-input). */
export function parseCertificates(pem: string, file: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    if (blocks.length > 0) return blocks.map((block) => new X509Certificate(block));
  } catch {
    // answered below
  }
  throw new MaquetteError('bad-input', 'certificate-unusable', `${file} holds no certificate in PEM.`, {
    hint: 'Name a file with lines from BEGIN CERTIFICATE to END CERTIFICATE.',
    details: { file },
  });
}

/**
 * Follows a chain from the signing certificate, which comes first, to one of the authorities (RFC 5280 as far as it
 * concerns signing code: signatures, dates, basic constraints, key usage, no critical extension unread; no revocation).
 * Answers the signing key and whose it is. Rejects with `signature-untrusted` or `signature-bundle-invalid` (bad-input).
 */
export async function verifyChain(
  chain: readonly Buffer[],
  authorities: readonly X509Certificate[],
  at: Date,
): Promise<{ key: KeyObject; subject: string }> {
  const [signing, ...between] = chain.map(parse);
  await checkSigningUse(signing);
  let fault: string | null = null;

  /** True when a way leads from here to an authority; remembers the first thing that stood in one. */
  const leads = async (certificate: X509Certificate, above: number): Promise<boolean> => {
    const obstacle = await obstacleAt(certificate, above, at);
    if (obstacle) {
      fault ??= obstacle;
      return false;
    }
    if (authorities.some(({ raw }) => raw.equals(certificate.raw))) return true;
    if (above >= DEEPEST_CHAIN) return false;
    for (const issuer of [...authorities, ...between]) {
      if (issuer.raw.equals(certificate.raw) || !issued(issuer, certificate)) continue;
      if (await leads(issuer, above + 1)) return true;
    }
    return false;
  };
  if (await leads(signing, 0)) return { key: signing.publicKey, subject: nameOf(signing) };
  throw untrusted(fault ?? `no authority that you named has issued ${nameOf(signing)}, or what leads to it`);
}

/** What a certificate is refused for at its place: 0 signs the model, 1 issues that certificate, and so on. */
async function obstacleAt(certificate: X509Certificate, above: number, at: Date): Promise<string | null> {
  const name = nameOf(certificate);
  const [from, until] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
  if (at < from) return `the certificate ${name} is valid only from ${from.toISOString()}`;
  if (at > until) return `the certificate ${name} expired at ${until.toISOString()}`;

  const { constraints, unread } = await extensionsOf(certificate);
  if (unread) return `the certificate ${name} has a critical extension (${unread}) that is not understood`;
  if (above === 0) return null;
  if (!certificate.ca) return `the certificate ${name} is of no certificate authority`;
  if (constraints?.pathLength !== undefined && above - 1 > constraints.pathLength)
    return `the certificate ${name} allows no chain of this length`;
  return null;
}

async function checkSigningUse(certificate: X509Certificate): Promise<void> {
  const { usages, extendedUsages } = await extensionsOf(certificate);
  const mayCode = extendedUsages?.some((usage) => [CODE_SIGNING, ANY_USAGE].includes(usage));
  const name = nameOf(certificate);
  if (usages === undefined && extendedUsages === undefined)
    throw untrusted(`the certificate ${name} is not for signing`);
  if (usages === false) throw untrusted(`the key usage of ${name} does not allow signatures`);
  if (mayCode === false) throw untrusted(`the certificate ${name} is not for signing code`);
  if (!hashFor(certificate.publicKey))
    throw untrusted(`the key of ${name} is not on the curve P-256, P-384 or P-521`);
}

/** Loaded only here: most installations sign with keys. */
async function extensionsOf(certificate: X509Certificate) {
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  const parsed = new x509.X509Certificate(certificate.raw);
  const usage = parsed.getExtension(x509.KeyUsagesExtension)?.usages;
  return {
    /** May the key sign? Undefined: the certificate does not say. */
    usages: usage === undefined ? undefined : (usage & x509.KeyUsageFlags.digitalSignature) !== 0,
    extendedUsages: parsed.getExtension(x509.ExtendedKeyUsageExtension)?.usages.map(String),
    constraints: parsed.getExtension(x509.BasicConstraintsExtension),
    unread: parsed.extensions.find(({ critical, type }) => critical && !UNDERSTOOD.has(type))?.type,
  };
}

function issued(issuer: X509Certificate, certificate: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

function parse(der: Buffer): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch {
    throw signatureFault(
      'signature-bundle-invalid',
      'The bundle cannot be read: one of its certificates is none.',
    );
  }
}

function nameOf({ subject, fingerprint256 }: X509Certificate): string {
  return subject?.replaceAll('\n', ', ') || fingerprint256;
}

function untrusted(fault: string) {
  return signatureFault('signature-untrusted', `The signing certificate is not trusted: ${fault}.`);
}
