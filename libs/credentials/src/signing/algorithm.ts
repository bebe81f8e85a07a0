import { constants, sign, type KeyObject } from 'node:crypto';

/** How a kind of key signs, among those that C2PA allows (specification 2.x, 13.2.1). */
export interface SigningAlgorithm {
  /** As the engine names it. */
  name: 'es256' | 'es384' | 'ps256' | 'ed25519';
  /** COSE number (RFC 9053). */
  cose: number;
  /** Length of a signature by this key. */
  signatureBytes: number;
  sign(data: Uint8Array, key: KeyObject): Uint8Array;
}

/** The algorithm for a private key; null for a key that may not sign content credentials. */
export function algorithmFor(key: KeyObject): SigningAlgorithm | null {
  const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  switch (key.asymmetricKeyType) {
    case 'ec':
      if (namedCurve === 'prime256v1') return ecdsa('es256', -7, 'sha256', 64);
      return namedCurve === 'secp384r1' ? ecdsa('es384', -35, 'sha384', 96) : null;
    case 'ed25519':
      return {
        name: 'ed25519',
        cose: -8,
        signatureBytes: 64,
        sign: (data, by) => sign(null, data, by),
      };
    case 'rsa':
      return modulusLength < 2048 ? null : rsaPss(modulusLength);
    default:
      return null;
  }
}

function ecdsa(
  name: 'es256' | 'es384',
  cose: number,
  hash: string,
  signatureBytes: number,
): SigningAlgorithm {
  return {
    name,
    cose,
    signatureBytes,
    sign: (data, key) => sign(hash, data, { key, dsaEncoding: 'ieee-p1363' }),
  };
}

function rsaPss(modulusLength: number): SigningAlgorithm {
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  return {
    name: 'ps256',
    cose: -37,
    signatureBytes: Math.ceil(modulusLength / 8),
    sign: (data, key) => sign('sha256', data, { key, ...pss }),
  };
}
