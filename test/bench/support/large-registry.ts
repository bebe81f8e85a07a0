import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetReference, LicenceGrant, Rule } from '@maquette/provenance';
import {
  SCHEMAS,
  exampleDataset,
  exampleGrant,
  trustExampleKey,
  writeCheckpoint,
  writeDataset,
} from '../../fixtures/registry/build-registry';

export interface LargeRegistry {
  datasets: number;
  checkpoints: number;
}

/** Of the dataset that the bench revokes: in three of a hundred checkpoints itself, in seven through another dataset. */
export const SUSPECT = 'collection-0';
const CHILD = 'collection-1';
const TERRITORIES = ['DE', 'FR', 'ES', 'IT', 'NL', 'BE', 'AT', 'PL', 'SE', 'US', 'CA', 'JP'];

/**
 * Writes a sound, signed registry of many versions: each dataset with three grants of several clauses and 40 items, each
 * checkpoint trained on four datasets.
 */
export async function writeLargeRegistry(root: string, { datasets, checkpoints }: LargeRegistry) {
  await cp(SCHEMAS, join(root, 'schema'), { recursive: true });
  await trustExampleKey(root);
  const references: DatasetReference[] = [];
  for (let i = 0; i < datasets; i++) {
    const derivedFrom = i === 1 ? [references[0]] : [];
    references.push(await writeDataset(root, collection(i, derivedFrom)));
  }
  for (let i = 0; i < checkpoints; i++) {
    await writeCheckpoint(root, {
      name: `model-${i}`,
      datasets: ingredients(i, datasets).map((index) => ({ ...references[index], role: 'train' as const })),
    });
  }
}

/** Which datasets checkpoint `i` is trained on. */
function ingredients(i: number, datasets: number): number[] {
  const others = [7, 13, 29].map((step) => 2 + ((i * step + step) % (datasets - 2)));
  const of = i % 100;
  const first = of < 3 ? 0 : of < 10 ? 1 : 2 + ((i * 3) % (datasets - 2));
  return [...new Set([first, ...others])];
}

function collection(i: number, derivedFrom: DatasetReference[]) {
  const id = i === 1 ? CHILD : `collection-${i}`;
  const grants = [0, 1, 2].map((n) => grantOf(n));
  const items = Array.from({ length: 40 }, (_, n) => ({
    id: `item-${n}`,
    title: `Item ${n}`,
    creator: 'Maquette',
    source: 'made for the bench',
    licence: 'CC0-1.0',
    grants: [grants[n % 3].id],
    digest: exampleDataset().content.digest,
  }));
  return exampleDataset({ id, title: `Collection ${i}`, grants, items, derivedFrom });
}

function grantOf(n: number): LicenceGrant {
  const rule = (clause: string, over: Partial<Rule>): Rule => ({
    ...exampleGrant().permissions[0],
    clause,
    ...over,
  });
  return exampleGrant({
    id: `grant-${n}`,
    permissions: [
      rule('1', { uses: ['research'], territories: ['US'] }),
      rule('2', { uses: ['editorial', 'internal'], territories: TERRITORIES.slice(n) }),
      rule('3', { uses: ['commercial'], territories: TERRITORIES, until: '2099-01-01T00:00:00Z' }),
    ],
    prohibitions: [rule('9', { territories: ['KP'], uses: ['commercial'] })],
  });
}
