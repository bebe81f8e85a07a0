import { readConfig, repositoryRoot, type PlatformConfig } from '@maquette/platform';

export function loadConfig(): PlatformConfig {
  return readConfig(process.env, repositoryRoot(__dirname));
}
