import { join } from 'node:path';
import { openRegistry, type Registry } from '@maquette/registry';
import { checkpointKeysFolder } from '../checkpoints/signing-keys';
import type { PlatformConfig } from '../config';

type Places = Pick<PlatformConfig, 'registryRoot' | 'home'>;

/** Where what came in through this installation lies, in the layout of model-registry. */
export function installedRoot({ home }: Pick<PlatformConfig, 'home'>): string {
  return join(home, 'registry');
}

/** The registry that the configuration names: the release's folder and the installed one, with whom we trust to sign. */
export function openConfiguredRegistry(config: Places): Promise<Registry> {
  return openRegistry(config.registryRoot, {
    installed: installedRoot(config),
    keys: [checkpointKeysFolder(config)],
  });
}
