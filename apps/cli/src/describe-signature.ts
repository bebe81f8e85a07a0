import type { CheckpointSignature, Signer } from '@maquette/registry';

export function describeSignature(signature: CheckpointSignature): string {
  switch (signature.state) {
    case 'valid':
      return `valid, ${describeSigner(signature.signer)}`;
    case 'missing':
      return 'missing';
    case 'unchecked':
      return 'not looked at, as the files are not in order';
    default:
      return `${signature.state}. ${signature.reason}`;
  }
}

export function describeSigner(signer: Signer): string {
  if (signer.mode === 'key') return `by the key ${signer.key.slice(0, 16)}… (${signer.file})`;
  return `by ${signer.subject} (certificate ${signer.certificate.slice(0, 16)}…)`;
}
