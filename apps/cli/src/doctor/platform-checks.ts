import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { MaquetteError } from '@maquette/kernel';
import {
  createLogger,
  openConfiguredRegistry,
  openPlatform,
  type Platform,
  type PlatformConfig,
} from '@maquette/platform';
import { look, type Finding } from './finding';
import type { ProbedProvider } from './provider-probe';

/** The parts that Maquette runs on; one that is down says so alone where it can be told apart. */
export async function platformChecks(config: PlatformConfig): Promise<Finding[]> {
  const platform = await openPlatform(config, { log: createLogger('doctor', 'silent') }).catch(
    (error: Error) => error,
  );
  try {
    const opened = platform instanceof Error ? [await failedOpening(platform)] : await opening(platform);
    return [
      ...opened,
      await look('registry', () => registry(config)),
      await look('inference', () => inference(config)),
    ];
  } finally {
    if (!(platform instanceof Error)) await platform.close();
  }
}

function failedOpening(error: Error): Promise<Finding> {
  return look('platform', () => Promise.reject(error));
}

async function opening({ config, database, queue, store, pools }: Platform): Promise<Finding[]> {
  return [
    await look('database', async () =>
      database.embedded ? `embedded, in ${config.home}` : 'at DATABASE_URL',
    ),
    await look('queue', async () => {
      await queue.check();
      return `${config.redisUrl ? 'Redis' : 'Postgres'}, ${await queue.depth(config.pool)} waiting for ${config.pool}`;
    }),
    await look('store', async () => {
      await store.check();
      return config.s3
        ? `bucket ${config.s3.bucket} at ${config.s3.endpoint}`
        : `folder ${config.home}/store`;
    }),
    await look('workers', async () => {
      const live = await pools.live();
      const detail = live.map(({ name, workers }) => `${workers.length} in ${name}`).join(', ');
      return { state: 'note' as const, detail: detail || 'none is running; generate and serve start one' };
    }),
  ];
}

async function registry(config: PlatformConfig) {
  const report = await (await openConfiguredRegistry(config)).verify();
  const bad = [...report.checkpoints, ...report.datasets, ...report.auxiliaries, ...report.assets].flatMap(
    ({ reference, problems }) => (problems.length > 0 ? [`${reference}: ${problems[0].message}`] : []),
  );
  const detail = `${report.checkpoints.length} checkpoints, ${report.datasets.length} datasets, ${report.files} files`;
  if (report.sound) return `${detail}, every digest right`;
  return {
    state: 'down' as const,
    detail: bad.join(' '),
    hint: 'maquette registry verify names every problem.',
  };
}

/** In a process of its own: the runtime's libraries write to standard error as they like, and may take a process down. */
async function inference(config: PlatformConfig): Promise<string> {
  const auxiliary = await (await openConfiguredRegistry(config)).auxiliary('minilm-l6');
  const probe = fork(join(__dirname, 'provider-probe.js'), [auxiliary.path('embedder.onnx')], {
    stdio: 'ignore',
  });
  const found: ProbedProvider[] = [];
  probe.on('message', (message: ProbedProvider) => found.push(message));
  await once(probe, 'close');
  if (found.some(({ name, works }) => name === 'cpu' && works)) {
    return found.map(describe).join(', ');
  }
  throw new MaquetteError(
    'unavailable',
    'inference-unavailable',
    'ONNX Runtime does not run on this machine.',
    {
      hint: 'Run npm ci again on this machine.',
    },
  );
}

function describe({ name, works, placement }: ProbedProvider): string {
  if (!works) return `${name} does not work here`;
  const ran = placement.map(({ provider, nodes }) => `${nodes} nodes on ${provider}`).join(', ');
  return `${name} works (${ran})`;
}
