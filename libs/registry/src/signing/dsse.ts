import { sign, verify, type KeyObject } from 'node:crypto';
import { PAYLOAD_TYPE } from './bundle';
import { hashFor } from './keys';

/** DSSE 1.0.2, "pre-authentication encoding": what is signed in place of the bare payload. */
function preAuthenticationEncoding(payload: Buffer): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(PAYLOAD_TYPE)} ${PAYLOAD_TYPE} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

/** An ECDSA signature in ASN.1 DER. The key is one that keys.ts has let pass. */
export function signPayload(payload: Buffer, privateKey: KeyObject): Buffer {
  return sign(hashFor(privateKey), preAuthenticationEncoding(payload), privateKey);
}

export function payloadIsSigned(payload: Buffer, signature: Buffer, publicKey: KeyObject): boolean {
  const hash = hashFor(publicKey);
  if (!hash) return false;
  try {
    return verify(hash, preAuthenticationEncoding(payload), publicKey, signature);
  } catch {
    return false; // a signature that is no DER
  }
}
