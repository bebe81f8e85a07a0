import { createHash, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import { MaquetteError, systemClock, type Clock } from '@maquette/kernel';
import { algorithmFor } from '../signing/algorithm';
import type { Root, Signer } from '../signing/signer';

const PEM = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;
const SIGNS_CLAIMS = '1.3.6.1.4.1.62558.2.1';
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';

/**
 * Reads a chain of PEM certificates, the signer's first and the self-signed root last, and checks what a validator would:
 * each is signed by the next and valid now, and the first may sign content credentials with this key.
 * Throws `credential-chain-invalid` (bad-input), `credential-key-mismatch` (bad-input), `credential-expired` (conflict).
 */
export function readChain(
  pem: string,
  key: KeyObject,
  path: string,
  clock: Clock = systemClock,
): { signer: Signer; root: Root } {
  const chain = parse(pem, path);
  const [leaf, root] = [chain[0], chain[chain.length - 1]];
  assertLinked(chain, path);
  assertMaySign(leaf, path);
  const algorithm = algorithmFor(key);
  if (!algorithm) throw invalid(path, 'the key is none of P-256, P-384, Ed25519, RSA of 2048 bits or more');
  assertSameKey(leaf, key, path);
  for (const certificate of chain) assertValidNow(certificate, path, clock);
  const certificates = chain.slice(0, -1).map(({ raw }) => raw);
  return {
    signer: { key, algorithm, certificates, notAfter: new Date(leaf.validTo) },
    root: rootOf(root),
  };
}

/** Throws `credential-chain-invalid` (bad-input) for text that holds no certificate. */
export function rootFromPem(pem: string, path: string): Root {
  const chain = parse(pem, path);
  return rootOf(chain[chain.length - 1]);
}

function rootOf(certificate: X509Certificate): Root {
  const fingerprint = createHash('sha256').update(certificate.raw).digest('hex');
  return { fingerprint: `sha256:${fingerprint}`, pem: certificate.toString() };
}

function parse(pem: string, path: string): X509Certificate[] {
  try {
    const chain = (pem.match(PEM) ?? []).map((text) => new X509Certificate(text));
    if (chain.length > 0) return chain;
  } catch {
    throw invalid(path, 'a certificate in it cannot be read');
  }
  throw invalid(path, 'it holds no certificate in PEM');
}

function assertLinked(chain: X509Certificate[], path: string): void {
  if (chain.length < 2) throw invalid(path, 'it holds one certificate; a self-signed one is not trusted');
  chain.forEach((certificate, index) => {
    const issuer = chain[index + 1] ?? certificate; // the last one signs itself
    if (!issuer.ca || !certificate.checkIssued(issuer) || !certificate.verify(issuer.publicKey)) {
      const whom = index + 1 < chain.length ? 'the next one' : 'itself, as a root is';
      throw invalid(path, `certificate ${index + 1} is not issued by ${whom}`);
    }
  });
}

function assertMaySign(leaf: X509Certificate, path: string): void {
  const usages = leaf.keyUsage ?? []; // Node names the extended usages so
  if (leaf.ca) throw invalid(path, 'the first certificate is an authority, not a signer');
  if (usages.includes(SIGNS_CLAIMS) || usages.includes(EMAIL_PROTECTION)) return;
  throw invalid(path, `the first certificate lacks the extended key usage ${SIGNS_CLAIMS}`);
}

function assertSameKey(leaf: X509Certificate, key: KeyObject, path: string): void {
  if (leaf.publicKey.equals(createPublicKey(key))) return;
  throw new MaquetteError(
    'bad-input',
    'credential-key-mismatch',
    `The key does not belong to the first certificate of ${path}.`,
    { hint: 'Give the key of the signer, and the chain with the signer first.', details: { path } },
  );
}

function assertValidNow(certificate: X509Certificate, path: string, clock: Clock): void {
  const now = clock.now();
  if (new Date(certificate.validFrom) <= now && now < new Date(certificate.validTo)) return;
  throw new MaquetteError(
    'conflict',
    'credential-expired',
    `A certificate of ${path} is valid from ${certificate.validFrom} to ${certificate.validTo} only: ${certificate.subject.replaceAll('\n', ', ')}.`,
    { hint: 'Renew the chain; nothing is published until then.', details: { path } },
  );
}

function invalid(path: string, reason: string): MaquetteError {
  return new MaquetteError('bad-input', 'credential-chain-invalid', `${path} cannot be used: ${reason}.`, {
    hint: 'Give one PEM file: the certificate of the signer, then its issuers, the self-signed root last.',
    details: { path, reason },
  });
}
