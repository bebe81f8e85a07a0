import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { openPlatform, readConfig, repositoryRoot, type Platform } from '@maquette/platform';
import { createApi } from '../../../apps/api/src/create-api';
import { listen } from '../../../apps/api/src/listen';
import { buildTestRegistry } from './test-registry';

export interface TestServer {
  url: string;
  platform: Platform;
  close(): Promise<void>;
}

/**
 * The api in a folder of its own, over an embedded platform unless the environment names servers; real but for the
 * checkpoints that `buildInto` writes, and there is no worker.
 */
export async function startTestServer(
  more: NodeJS.ProcessEnv = {},
  buildInto: (folder: string) => Promise<unknown> = buildTestRegistry,
): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'maquette-e2e-'));
  await buildInto(join(folder, 'registry'));
  const env = {
    MAQUETTE_HOME: join(folder, 'home'),
    MAQUETTE_REGISTRY: join(folder, 'registry'),
    MAQUETTE_PORT: '0',
    ...more,
  };
  const config = readConfig(env, repositoryRoot(__dirname));
  const log = pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' });
  const platform = await openPlatform(config, { log });
  const api = await createApi(platform, log);
  const url = await listen(api, config);
  return {
    url,
    platform,
    async close() {
      await api.close();
      await platform.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
