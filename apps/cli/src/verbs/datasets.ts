import type { DatasetEntry } from '@maquette/persistence';
import { SHOWN_DATASET_STATES, intakeOf, type ShownDatasetState } from '@maquette/provenance';
import { MaquetteError } from '@maquette/kernel';
import { loadConfig } from '../configuration';
import { describeDataset } from '../describe-dataset';
import { table, type Output } from '../output';
import { withPlatform } from '../with-platform';

export async function datasetsList(
  output: Output,
  { state, text }: { state?: string; text?: string },
): Promise<void> {
  const asked = stateOf(state);
  await withPlatform(loadConfig(), async ({ datasets }) => {
    const entries: DatasetEntry[] = [];
    let after: string | undefined;
    do {
      const page = await datasets.list({ limit: 500, after, state: asked, text });
      entries.push(...page.items);
      after = page.next ?? undefined;
    } while (after !== undefined);
    const rows = entries.map(({ id, version, revision, state, licence, expiresAt, title }) => [
      `${id}@${version}`,
      `rev ${revision}`,
      state,
      licence,
      expiresAt ? `until ${expiresAt.toISOString()}` : '–',
      title,
    ]);
    output.result({ datasets: entries }, rows.length > 0 ? table(rows) : 'There is no such dataset.');
  });
}

export async function datasetsShow(output: Output, _options: object, reference: string): Promise<void> {
  await withPlatform(loadConfig(), async ({ datasets }) => {
    const dataset = await datasets.show(reference);
    output.result(dataset, describeDataset(dataset));
  });
}

export async function datasetsExpiring(output: Output, { days }: { days: number }): Promise<void> {
  await withPlatform(loadConfig(), async ({ datasets }) => {
    const expiring = await datasets.expiring(days);
    const rows = expiring.map(({ until, datasetId, version, grantId, clause, withinDays }) => [
      until.toISOString(),
      `${datasetId}@${version}`,
      grantId,
      `clause ${clause}`,
      `within ${withinDays} days`,
    ]);
    output.result({ expiring }, rows.length > 0 ? table(rows) : `Nothing lapses within ${days} days.`);
  });
}

/** Always JSON: it is to be edited and handed to `datasets draft`. */
export async function datasetsIntake(output: Output, _options: object, reference: string): Promise<void> {
  await withPlatform(loadConfig(), async ({ datasets }) => {
    const form = intakeOf((await datasets.show(reference)).record);
    output.result(form, JSON.stringify(form, null, 2));
  });
}

function stateOf(text: string | undefined): ShownDatasetState | undefined {
  const found = SHOWN_DATASET_STATES.find((state) => state === text);
  if (text === undefined || found) return found;
  throw new MaquetteError('bad-usage', 'state-unknown', `There is no state ${text}.`, {
    hint: `The states are ${SHOWN_DATASET_STATES.join(', ')}.`,
  });
}
