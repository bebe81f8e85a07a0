import { cbor } from './cbor';
import type { Signer } from './signer';

const ALGORITHM = 1;
const X5CHAIN = 33;
const COSE_SIGN1 = 18;

/**
 * A tagged COSE_Sign1 (RFC 9052) over a claim that is not carried in it, the chain of certificates in the protected header
 * (RFC 9360), as C2PA wants it (specification 2.x, 13.2).
 */
export function signClaim(claim: Uint8Array, signer: Signer): Uint8Array {
  const headers = protectedHeaders(signer);
  const signed = cbor.array([
    cbor.text('Signature1'),
    cbor.bytes(headers),
    cbor.bytes(Buffer.alloc(0)),
    cbor.bytes(claim),
  ]);
  return envelope(headers, signer.algorithm.sign(signed, signer.key));
}

/** Length of what signClaim answers: known before, so that nothing has to be padded. */
export function signatureBytes(signer: Signer): number {
  return envelope(protectedHeaders(signer), Buffer.alloc(signer.algorithm.signatureBytes)).length;
}

function protectedHeaders({ algorithm, certificates }: Signer): Buffer {
  return cbor.map([
    [cbor.int(ALGORITHM), cbor.int(algorithm.cose)],
    [cbor.int(X5CHAIN), cbor.array(certificates.map(cbor.bytes))],
  ]);
}

function envelope(headers: Uint8Array, signature: Uint8Array): Buffer {
  return cbor.tagged(
    COSE_SIGN1,
    cbor.array([cbor.bytes(headers), cbor.map([]), cbor.nil, cbor.bytes(signature)]),
  );
}
