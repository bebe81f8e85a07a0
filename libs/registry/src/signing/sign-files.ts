import { createPublicKey, type KeyObject, type X509Certificate } from 'node:crypto';
import { MaquetteError } from '@maquette/kernel';
import { BUNDLE_MEDIA_TYPE, PAYLOAD_TYPE } from './bundle';
import { signPayload } from './dsse';
import { keyHint } from './keys';
import { makeStatement, statementBytes, type Resource } from './statement';

/** What signs: a private key, and in certificate mode its certificate followed by those that lead to an authority. */
export interface SigningKey {
  privateKey: KeyObject;
  certificates?: readonly X509Certificate[];
}

/**
 * A Sigstore bundle (v0.3, JSON text) over exactly these files. Throws `certificate-of-other-key` (bad-input).
 * @param model the name of the model in the statement
 * @param ignorePaths what verifiers should leave out: the bundle itself, when it lies beside the files
 */
export function signFiles(
  model: string,
  files: readonly Resource[],
  ignorePaths: readonly string[],
  signingKey: SigningKey,
): string {
  const payload = statementBytes(makeStatement(model, files, ignorePaths));
  const signature = signPayload(payload, signingKey.privateKey);
  const bundle = {
    mediaType: BUNDLE_MEDIA_TYPE,
    verificationMaterial: { ...materialOf(signingKey), tlogEntries: [] },
    dsseEnvelope: {
      payload: payload.toString('base64'),
      payloadType: PAYLOAD_TYPE,
      signatures: [{ sig: signature.toString('base64'), keyid: '' }],
    },
  };
  return `${JSON.stringify(bundle)}\n`;
}

function materialOf({ privateKey, certificates = [] }: SigningKey) {
  if (certificates.length === 0) return { publicKey: { hint: keyHint(privateKey) } };
  const [own] = certificates;
  if (!own.publicKey.equals(createPublicKey(privateKey))) {
    const message = 'The first certificate is not of the key that signs.';
    throw new MaquetteError('bad-input', 'certificate-of-other-key', message, {
      hint: "Name the signing key's own certificate first, then those that lead to the authority.",
      details: { subject: own.subject },
    });
  }
  return {
    x509CertificateChain: {
      certificates: certificates.map(({ raw }) => ({ rawBytes: raw.toString('base64') })),
    },
  };
}
