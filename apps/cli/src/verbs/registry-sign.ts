import { MaquetteError } from '@maquette/kernel';
import { openConfiguredRegistry, openSigningKey, signForRelease } from '@maquette/platform';
import { signCheckpoint, type CheckpointEntry } from '@maquette/registry';
import { loadConfig } from '../configuration';
import { describeSignature } from '../describe-signature';
import type { Output } from '../output';
import { resolveReference } from '../resolve-reference';

interface SignOptions {
  key?: string;
  certificate?: string[];
  releaseKey?: boolean;
}

/** Signs with the key of the file, with this installation's own, or with one that is made for a release and destroyed. */
export async function registrySign(output: Output, options: SignOptions, reference: string): Promise<void> {
  const config = loadConfig();
  const { key, certificate = [], releaseKey } = options;
  if ((releaseKey && (key || certificate.length > 0)) || (certificate.length > 0 && !key)) throw mixed();
  const registry = await openConfiguredRegistry(config);
  const version = await resolveReference(config, reference);
  if (releaseKey) {
    const { entry, publicKeyFile } = await signForRelease(registry, version, new Date());
    output.say(`The private half was destroyed; the public half is ${publicKeyFile}.`);
    return answer(output, entry, { publicKeyFile });
  }
  const signingKey = await openSigningKey(config, { key, certificates: certificate });
  answer(output, await signCheckpoint(registry, version, signingKey));
}

function answer(output: Output, { reference, folder, signature }: CheckpointEntry, more: object = {}): void {
  const text = `${reference} is signed: ${describeSignature(signature)}`;
  output.result({ reference, folder, signature, ...more }, text);
}

function mixed(): MaquetteError {
  return new MaquetteError('bad-usage', 'options-exclude-each-other', 'These options do not go together.', {
    hint: 'Give --key FILE with or without --certificate FILE…, or --release-key alone, or none of them.',
  });
}
