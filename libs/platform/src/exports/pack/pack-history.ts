import type { ImpactKind, PrismaDatasetRecords, PrismaImpact } from '@maquette/persistence';
import type { CheckpointLifecycle } from '../../checkpoints/checkpoint-lifecycle';
import { fileStem, jsonBytes } from '../exported-file';
import type { ZipEntry } from '../zip-entries';
import type { PackSubject } from './pack-subject';

/** What was done with each record here, as the database has it. */
export async function packHistory(
  sources: { datasets: Pick<PrismaDatasetRecords, 'revisions' | 'show'>; checkpoints: CheckpointLifecycle },
  { checkpoints, datasets }: PackSubject,
): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  for (const { reference } of checkpoints) {
    const { lifecycle, aliases, entry } = await sources.checkpoints.show(reference);
    const value = { reference, signature: entry.signature.state, ...lifecycle, aliases: aliases.toSorted() };
    entries.push({ path: `history/${fileStem(reference)}.json`, bytes: jsonBytes(value) });
  }
  for (const { id, version } of datasets) {
    const reference = `${id}@${version}`;
    const { withdrawnConsents } = await sources.datasets.show(reference);
    const revisions = await sources.datasets.revisions(reference);
    const value = { reference, revisions, withdrawnConsents };
    entries.push({ path: `history/${fileStem(reference)}.json`, bytes: jsonBytes(value) });
  }
  return entries;
}

/** For a dataset all that depends on it; for the datasets behind a checkpoint how much does. */
export async function packImpact(
  impact: Pick<PrismaImpact, 'counts' | 'all'>,
  { kind, datasets, reference }: PackSubject,
): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  for (const { id, version } of datasets) {
    const dataset = `${id}@${version}`;
    const counts = await impact.counts(dataset);
    const whole = kind === 'dataset' && dataset === reference;
    const value = { dataset, counts, ...(whole && (await itemsOf(impact, dataset))) };
    entries.push({ path: `impact/${fileStem(dataset)}.json`, bytes: jsonBytes(value) });
  }
  return entries;
}

async function itemsOf(impact: Pick<PrismaImpact, 'all'>, dataset: string) {
  const all = async <Kind extends ImpactKind>(kind: Kind) => {
    const items = [];
    for await (const item of impact.all(dataset, kind)) items.push(item);
    return items;
  };
  return {
    checkpoints: await all('checkpoints'),
    generations: await all('generations'),
    artefacts: await all('artefacts'),
  };
}
