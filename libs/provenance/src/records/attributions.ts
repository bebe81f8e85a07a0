import type { DatasetRecord } from './dataset-record';

/** The credits that a dataset's attribution duties ask for, one line each: the grants' own words, then item by item. */
export function attributionsOf(dataset: Pick<DatasetRecord, 'grants' | 'items'>): string[] {
  const lines = new Set<string>();
  const asking = new Set<string>();
  for (const grant of dataset.grants) {
    for (const duty of grant.duties.filter(({ action }) => action === 'attribution')) {
      lines.add(duty.text);
      asking.add(grant.id);
    }
  }
  for (const item of dataset.items ?? []) {
    if (!item.grants.some((id) => asking.has(id))) continue;
    lines.add(`"${item.title}" by ${item.creator}, ${item.licence} (${item.source})`);
  }
  return [...lines];
}
