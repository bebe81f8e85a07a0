import { join } from 'node:path';
import type { ObjectStore } from '@maquette/kernel';
import type { PrismaEvidence } from '@maquette/persistence';
import type { Registry } from '@maquette/registry';

/** Puts the evidence of the release's datasets where all evidence is read; what is there already costs one query. */
export async function storeShippedEvidence(
  registry: Pick<Registry, 'datasets'>,
  store: Pick<ObjectStore, 'putFile'>,
  evidence: Pick<PrismaEvidence, 'missing' | 'enterShipped'>,
): Promise<void> {
  const shipped = registry.datasets().flatMap(({ id: datasetId, folder, origin, record, problems }) =>
    origin !== 'release' || !record || problems.length > 0
      ? []
      : record.evidence.map(({ file, ...entry }) => ({
          path: join(folder, file),
          entry: { datasetId, ...entry },
        })),
  );
  const missing = new Set(await evidence.missing(shipped.map(({ entry }) => entry)));
  const lacking = shipped.filter(({ entry }) => missing.has(entry));
  for (const { path, entry } of lacking) await store.putFile(path, entry.digest);
  await evidence.enterShipped(lacking.map(({ entry }) => entry));
}
