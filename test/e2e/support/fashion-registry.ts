import { cp, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { CheckpointRecord } from '@maquette/registry';
import { exampleGrant, MODELS, writeCheckpoint, writeDataset } from '../../fixtures/registry/build-registry';
import { buildTestRegistry } from './test-registry';

const REGISTRY = join(__dirname, '../../../model-registry');
const DAYLIGHT = join(REGISTRY, 'architecture/daylight/1.1.0');

/**
 * A registry whose fashion checkpoint paints with the weights of architecture's: what a lookbook is made of is tested, not
 * how its pictures look. The assets are the release's.
 */
export async function buildFashionRegistry(root: string): Promise<void> {
  await buildTestRegistry(root);
  await cp(join(REGISTRY, 'assets'), join(root, 'assets'), { recursive: true });
  const { contract } = JSON.parse(
    await readFile(join(DAYLIGHT, 'checkpoint.json'), 'utf8'),
  ) as CheckpointRecord;
  const dataset = { ...(await writeDataset(root)), role: 'train' as const };
  const licence = exampleGrant({
    prohibitions: [
      { clause: '3', text: 'Not for education.', uses: ['education'], territories: ['*'], purposes: ['*'] },
    ],
  });
  const over = { domain: 'fashion' as const, name: 'borrowed', contract, licence, datasets: [dataset] };
  await writeCheckpoint(root, over, relative(MODELS, join(DAYLIGHT, 'model')));
}
