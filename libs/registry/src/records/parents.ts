import type { CheckpointRecord } from './checkpoint-record';

/**
 * `derived-from`: the version's weights started from the parent's. `fine-tuned-with`: its weights were tuned together
 * with the parent's (an adapter that was merged, a teacher), so that what is in those is in these.
 */
export type ParentRelation = 'derived-from' | 'fine-tuned-with';

/** The checkpoint versions behind a version, by reference, as its record names them. */
export function parentsOf({
  derivedFrom,
  fineTunedWith = [],
}: Pick<CheckpointRecord, 'derivedFrom' | 'fineTunedWith'>): {
  reference: string;
  relation: ParentRelation;
}[] {
  return [
    ...derivedFrom.map((reference) => ({ reference, relation: 'derived-from' as const })),
    ...fineTunedWith.map((reference) => ({ reference, relation: 'fine-tuned-with' as const })),
  ];
}
