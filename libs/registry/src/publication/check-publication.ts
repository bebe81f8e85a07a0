import { objectionTo, type ProblemCode, type Standing } from '@maquette/provenance';
import { stated, type DisclosureItem } from '../exports/disclosure-items';
import { missingDisclosureItems } from '../exports/missing-disclosure-items';
import type { CheckpointRecord } from '../records/checkpoint-record';
import type { CheckpointEntry, DatasetUse } from '../registry';

/** What a version needs before it may be published, in the order of a checklist. */
export const PUBLICATION_REQUIREMENTS = [
  'record',
  'signature',
  'datasets',
  'licence',
  'disclosure',
  'quality',
  'intended-use',
  'limitations',
] as const;
export type PublicationRequirement = (typeof PUBLICATION_REQUIREMENTS)[number];

/** One thing that keeps a version from being published. */
export interface PublicationLack {
  requirement: PublicationRequirement;
  /** What lacks it: the version's reference, or `<dataset>@<version>`. */
  subject: string;
  /** One sentence. */
  message: string;
}

export interface PublicationChecklist {
  reference: string;
  complete: boolean;
  /** Every requirement, and whether it is met. */
  requirements: { requirement: PublicationRequirement; met: boolean }[];
  /** Everything that is missing, in the order of the requirements. */
  missing: PublicationLack[];
}

/** Problems of a record that belong under another heading than `record`. */
const HEADING: Partial<Record<ProblemCode, PublicationRequirement>> = {
  'signature-invalid': 'signature',
  'dataset-missing': 'datasets',
  'dataset-invalid': 'datasets',
  'licence-invalid': 'licence',
  'evidence-missing': 'licence',
  'terms-contradict-licence': 'licence',
};

/**
 * The publication gate: all that a version lacks, none of it left for a second attempt. Pure.
 * @param uses the datasets behind the version, as `Registry.licences` answers them; none for a quarantined one
 * @param standing what was decided about the datasets' records
 */
export function checkPublication(
  entry: CheckpointEntry,
  uses: readonly DatasetUse[],
  standing: Standing,
): PublicationChecklist {
  const { reference, record } = entry;
  const lacks = [
    ...recordLacks(entry),
    ...signatureLacks(entry),
    ...datasetLacks(uses, standing),
    ...(record ? statementLacks(reference, record) : []),
    // Without its datasets at hand every item of theirs would be named, too.
    ...(record && entry.state === 'ready' ? disclosureLacks(record, uses) : []),
  ];
  const rank = ({ requirement }: PublicationLack) => PUBLICATION_REQUIREMENTS.indexOf(requirement);
  const missing = lacks.sort((a, b) => rank(a) - rank(b));
  const lacking = new Set(missing.map(({ requirement }) => requirement));
  return {
    reference,
    complete: missing.length === 0,
    requirements: PUBLICATION_REQUIREMENTS.map((requirement) => ({
      requirement,
      met: !lacking.has(requirement) && (record !== null || requirement === 'signature'),
    })),
    missing,
  };
}

function recordLacks({ reference, state, problems }: CheckpointEntry): PublicationLack[] {
  if (state === 'ready') return [];
  return problems.map(({ code, message }) => ({
    requirement: HEADING[code] ?? 'record',
    subject: reference,
    message,
  }));
}

function signatureLacks({ reference, signature }: CheckpointEntry): PublicationLack[] {
  const lack = (message: string): PublicationLack[] => [
    { requirement: 'signature', subject: reference, message },
  ];
  switch (signature.state) {
    case 'valid':
    case 'invalid': // named among the problems of the record
      return [];
    case 'missing':
      return lack('The version is not signed.');
    case 'untrusted':
      return lack(`The signature is not of anybody that this installation trusts. ${signature.reason}`);
    case 'unchecked':
      return lack('The signature could not be looked at, as the files are not in order.');
  }
}

function datasetLacks(uses: readonly DatasetUse[], standing: Standing): PublicationLack[] {
  return uses.flatMap(({ dataset, digest, origin }) => {
    const subject = `${dataset.id}@${dataset.version}`;
    const objection = objectionTo({ kind: 'dataset', digest, origin }, standing);
    return objection
      ? [{ requirement: 'datasets' as const, subject, message: `The dataset ${subject} ${objection}.` }]
      : [];
  });
}

/** What the version says of itself: a schema only sees to it that something stands there. */
function statementLacks(subject: string, record: CheckpointRecord): PublicationLack[] {
  const { quality, limitations } = record;
  const lacks: PublicationLack[] = [];
  const lacking = (requirement: PublicationRequirement, message: string) =>
    lacks.push({ requirement, subject, message });
  if (
    !stated(quality.reference) ||
    quality.frames < 1 ||
    ![quality.psnr, quality.ssim].every(Number.isFinite)
  )
    lacking('quality', 'The record does not say against what the quality was measured.');
  if (!limitations.some(stated)) lacking('limitations', 'The record names no limitation.');
  return lacks;
}

/** Items that are a requirement by themselves. */
const ITEM_HEADING: Partial<Record<DisclosureItem, PublicationRequirement>> = {
  purpose: 'intended-use',
  provider: 'licence',
  'dataset-record': 'datasets',
  'training-datasets': 'datasets',
};

function disclosureLacks(record: CheckpointRecord, uses: readonly DatasetUse[]): PublicationLack[] {
  return missingDisclosureItems(record, uses).map(({ item, subject, message }) => ({
    requirement: ITEM_HEADING[item] ?? 'disclosure',
    subject,
    message,
  }));
}
