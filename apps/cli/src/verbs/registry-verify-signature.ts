import { MaquetteError } from '@maquette/kernel';
import { readAuthorities, readPublicKey } from '@maquette/platform';
import { verifyModel, type Trust } from '@maquette/registry';
import { describeSigner } from '../describe-signature';
import type { Output } from '../output';

interface VerifyOptions {
  dir: string;
  bundle: string;
  publicKey?: string;
  ca?: string[];
  ignorePath?: string[];
  ignoreUnsignedFiles?: boolean;
}

/** For models of others: needs no installation. Exit code 0 when the signature is valid, 65 when it is not. */
export async function registryVerifySignature(output: Output, options: VerifyOptions): Promise<void> {
  const { dir, bundle, ignorePath, ignoreUnsignedFiles } = options;
  const trust = await trustOf(options);
  const verified = await verifyModel({
    folder: dir,
    bundle,
    trust,
    ignorePaths: ignorePath,
    ignoreUnsigned: ignoreUnsignedFiles,
  });
  const { model, signer, files, ignored } = verified;
  const lines = [
    `valid: ${model}, ${files.length} files, ${describeSigner(signer)}`,
    ...(ignored.length > 0 ? [`not looked at: ${ignored.join(', ')}`] : []),
  ];
  output.result({ valid: true, ...verified }, lines.join('\n'));
}

async function trustOf({ publicKey, ca = [] }: VerifyOptions): Promise<Trust> {
  if ((publicKey === undefined) === (ca.length === 0)) {
    throw new MaquetteError(
      'bad-usage',
      'trust-missing',
      'Whose signature counts was not said, or said twice.',
      {
        hint: 'Give either --public-key FILE or --ca FILE….',
      },
    );
  }
  if (publicKey !== undefined) return { keys: [await readPublicKey(publicKey)], authorities: [] };
  return { keys: [], authorities: await readAuthorities(ca) };
}
