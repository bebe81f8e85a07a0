import type { CheckpointStatus } from '@maquette/platform';

/** A version in a list. */
export function checkpointView({ entry, lifecycle, aliases }: CheckpointStatus) {
  const { reference, domain, name, version, origin, state, signature, problems, record } = entry;
  return {
    reference,
    domain,
    name,
    version,
    origin,
    state,
    /** Null: it is not registered, as it is quarantined. */
    publication: lifecycle?.publication ?? null,
    published: lifecycle?.published ?? null,
    withdrawn: lifecycle?.withdrawn ?? null,
    aliases,
    signature: signatureView(signature),
    title: record?.title ?? null,
    licence: record?.licence.licence ?? null,
    psnr: record?.quality.psnr ?? null,
    createdAt: record?.createdAt ?? null,
    digest: entry.checkpointDigest,
    recordDigest: entry.recordDigest,
    problems,
  };
}

/** Without the path of the key file, which is nobody's business outside this machine. */
function signatureView(signature: CheckpointStatus['entry']['signature']) {
  if (signature.state !== 'valid') return signature;
  const { signer, ...rest } = signature;
  if (signer.mode === 'certificate') return { ...rest, signer };
  return { ...rest, signer: { mode: signer.mode, key: signer.key } };
}
