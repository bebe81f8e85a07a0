import { parseReference } from '@maquette/registry';
import type { PlatformConfig } from '@maquette/platform';
import { withPlatform } from './with-platform';

/** The reference with a version in the place of an alias. Only an alias needs the database, and opens it. */
export async function resolveReference(config: PlatformConfig, reference: string): Promise<string> {
  if (parseReference(reference).alias === null) return reference;
  let resolved = reference;
  await withPlatform(config, async ({ checkpoints }) => {
    resolved = await checkpoints.resolve(reference);
  });
  return resolved;
}
