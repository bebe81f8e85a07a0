import { base64Bytes } from './base64';
import { signatureFault } from './refusal';

/** Sigstore's protobuf-specs, sigstore_bundle.proto, in the JSON mapping. */
export const BUNDLE_MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
/** in-toto's media type, as DSSE's payloadType. */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** How a bundle says who signed: by key, or by a chain of certificates (DER, the signing one first). */
export type VerificationMaterial =
  { mode: 'key'; hint: string | null; rawKey: Buffer | null } | { mode: 'certificate'; chain: Buffer[] };

/** A bundle whose form is right; nothing in it is verified yet. */
export interface Bundle {
  material: VerificationMaterial;
  /** The bytes of the in-toto statement. */
  payload: Buffer;
  /** ASN.1 DER, as ECDSA signatures come. */
  signature: Buffer;
}

type Json = Record<string, unknown>;

/** Throws `signature-bundle-invalid` or `signature-unsupported` (bad-input), which say what is wrong. */
export function parseBundle(text: string): Bundle {
  const bundle = objectIn(text);
  if (bundle.mediaType !== BUNDLE_MEDIA_TYPE)
    throw invalid(`its mediaType is ${shown(bundle.mediaType)}, not ${BUNDLE_MEDIA_TYPE}`);
  const { verificationMaterial: material, dsseEnvelope: envelope } = bundle;
  if (!isObject(material)) throw invalid('it has no verificationMaterial');
  if (!isObject(envelope)) throw invalid('it has no dsseEnvelope');
  return { material: materialIn(material), ...envelopeIn(envelope) };
}

function envelopeIn({ payloadType, payload, signatures }: Json): Pick<Bundle, 'payload' | 'signature'> {
  if (payloadType !== PAYLOAD_TYPE)
    throw invalid(`its payloadType is ${shown(payloadType)}, not ${PAYLOAD_TYPE}`);
  const bytes = base64Bytes(payload);
  if (!bytes) throw invalid('its payload is missing or no base64');
  if (!Array.isArray(signatures) || signatures.length !== 1)
    throw invalid(
      `it has ${Array.isArray(signatures) ? signatures.length : 'no'} signatures; one is asked for`,
    );
  const signature = base64Bytes((signatures[0] as Json | null)?.sig);
  if (!signature) throw invalid('its signature is missing or no base64');
  return { payload: bytes, signature };
}

function materialIn(material: Json): VerificationMaterial {
  const { publicKey, x509CertificateChain, certificate } = material;
  const given = [publicKey, x509CertificateChain, certificate].filter((part) => part !== undefined);
  if (given.length !== 1) throw invalid('it has to name one key, or one chain of certificates');
  if (certificate !== undefined) {
    const message =
      'It was signed without a key of its own (Sigstore "keyless"), which needs an on-line service.';
    throw signatureFault('signature-unsupported', message);
  }
  return publicKey !== undefined ? keyIn(publicKey) : chainIn(x509CertificateChain);
}

function keyIn(key: unknown): VerificationMaterial {
  if (!isObject(key)) throw invalid('its publicKey is no object');
  const hint = typeof key.hint === 'string' && key.hint !== '' ? key.hint : null;
  // Until release 1.1 of the reference implementation, the key itself stood here.
  return { mode: 'key', hint, rawKey: base64Bytes(key.rawBytes) };
}

function chainIn(value: unknown): VerificationMaterial {
  const certificates: unknown = isObject(value) ? value.certificates : null;
  if (!Array.isArray(certificates) || certificates.length === 0) throw invalid('it holds no certificate');
  if (certificates.length > MOST_CERTIFICATES) throw invalid(`it holds ${certificates.length} certificates`);
  const chain = certificates.map((entry) => {
    const bytes = base64Bytes(isObject(entry) ? entry.rawBytes : null);
    if (!bytes) throw invalid('one of its certificates is no base64');
    return bytes;
  });
  return { mode: 'certificate', chain };
}

const MOST_CERTIFICATES = 16;

function objectIn(text: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw invalid(text.trim() === '' ? 'it is empty' : `it is no JSON: ${(error as Error).message}`);
  }
  if (isObject(value)) return value;
  throw invalid('it is no JSON object');
}

export function isObject(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value).slice(0, 100);
}

function invalid(fault: string) {
  return signatureFault('signature-bundle-invalid', `The bundle cannot be read: ${fault}.`);
}
