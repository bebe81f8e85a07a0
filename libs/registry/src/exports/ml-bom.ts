import { datasetUrn, hexOf } from '@maquette/provenance';
import type { CheckpointRecord, Quality, TensorContract } from '../records/checkpoint-record';
import type { CheckpointDossier, RecordedUse } from './checkpoint-dossier';
import { checkpointUrn, uuidOf } from './identifiers';
import { bomDataset } from './ml-bom-dataset';
import { bomLicence, type BomVersion } from './ml-bom-licence';

export type { BomVersion } from './ml-bom-licence';

/**
 * A checkpoint version as a CycloneDX ML-BOM: the model with its model card and files, and its datasets as components.
 * Serial number and time follow from the record, so the same record gives the same document.
 */
export function mlBomOf({ record, recordDigest, datasets }: CheckpointDossier, version: BomVersion): object {
  const urn = checkpointUrn(record);
  return {
    $schema: `http://cyclonedx.org/schema/bom-${version}.schema.json`,
    bomFormat: 'CycloneDX',
    specVersion: version,
    serialNumber: `urn:uuid:${uuidOf(`cyclonedx ${recordDigest}`)}`,
    version: 1,
    metadata: {
      timestamp: record.createdAt,
      lifecycles: [{ phase: 'post-build' }],
      tools: { components: [{ type: 'application', name: 'Maquette' }] },
      component: modelOf(record, recordDigest, datasets, version),
      supplier: { name: record.licence.licensor.name },
    },
    components: datasets.map((use) => bomDataset(use, version)),
    dependencies: dependenciesOf(urn, datasets),
  };
}

function modelOf(
  record: CheckpointRecord,
  recordDigest: CheckpointDossier['recordDigest'],
  datasets: readonly RecordedUse[],
  version: BomVersion,
): object {
  const model = record.files.find(({ path }) => path === record.model);
  return {
    type: 'machine-learning-model',
    'bom-ref': checkpointUrn(record),
    supplier: { name: record.licence.licensor.name },
    group: record.domain,
    name: record.name,
    version: record.version,
    description: record.description,
    ...(model && { hashes: [{ alg: 'SHA-256', content: hexOf(model.digest) }] }),
    licenses: [bomLicence(record.licence, version)],
    ...(record.derivedFrom.length > 0 && { pedigree: { ancestors: record.derivedFrom.map(ancestorOf) } }),
    components: record.files.map(({ path, bytes, digest, mediaType }) => ({
      type: 'file',
      'bom-ref': `${checkpointUrn(record)}#file/${path}`,
      'mime-type': mediaType,
      name: path,
      hashes: [{ alg: 'SHA-256', content: hexOf(digest) }],
      properties: [{ name: 'maquette:bytes', value: String(bytes) }],
    })),
    modelCard: modelCardOf(record, datasets),
    properties: [
      { name: 'maquette:record-digest', value: recordDigest },
      { name: 'maquette:title', value: record.title },
    ],
  };
}

function ancestorOf(reference: string): object {
  const [, group, name, version] = /^([^/]+)\/([^@]+)@(.+)$/.exec(reference) ?? [];
  return { type: 'machine-learning-model', group, name: name ?? reference, ...(version && { version }) };
}

function modelCardOf(record: CheckpointRecord, datasets: readonly RecordedUse[]): object {
  const { contract, training } = record;
  return {
    modelParameters: {
      task: record.task,
      architectureFamily: record.kind,
      datasets: datasets.map(({ dataset }) => ({ ref: datasetUrn(dataset) })),
      inputs: contract.inputs.map((tensor) => ({ format: formatOf(tensor) })),
      outputs: contract.outputs.map((tensor) => ({ format: formatOf(tensor) })),
    },
    quantitativeAnalysis: { performanceMetrics: metricsOf(record.quality) },
    considerations: { useCases: record.intendedUse, technicalLimitations: record.limitations },
    properties: [
      { name: 'maquette:parameters', value: String(training.parameters) },
      { name: 'maquette:training:recipe', value: training.recipe },
      { name: 'maquette:training:recipe-digest', value: training.recipeDigest },
      { name: 'maquette:training:framework', value: training.framework },
      { name: 'maquette:training:hardware', value: training.hardware },
      { name: 'maquette:training:steps', value: String(training.steps) },
      { name: 'maquette:training:seconds', value: String(training.durationSeconds) },
      ...training.seeds.map((seed) => ({ name: 'maquette:training:seed', value: String(seed) })),
      { name: 'maquette:quality:reference', value: record.quality.reference },
      { name: 'maquette:quality:measured-at', value: record.quality.measuredAt },
    ],
  };
}

function formatOf({ name, type, shape }: TensorContract): string {
  return `${name}: ${type}[${shape.join(', ')}]`;
}

/** Values in dB (PSNR) or none (SSIM), over all frames and by group; the preview is the raster picture before the model. */
function metricsOf({ groups = [], ...all }: Quality): object[] {
  const slices = [{ ...all, label: null }, ...groups];
  return slices.flatMap(({ label, frames, psnr, ssim, previewPsnr, previewSsim }) => {
    const slice = label === null ? {} : { slice: label };
    const values: [string, number | undefined][] = [
      ['PSNR (dB)', psnr],
      ['SSIM', ssim],
      ['PSNR of the preview (dB)', previewPsnr],
      ['SSIM of the preview', previewSsim],
      ['frames', frames],
    ];
    return values.flatMap(([type, value]) =>
      value === undefined ? [] : [{ type, value: String(value), ...slice }],
    );
  });
}

/** What was only measured with is no part of the model; a dataset depends on what it derives from. */
function dependenciesOf(urn: string, uses: readonly RecordedUse[]): object[] {
  const known = new Set(uses.map(({ dataset }) => datasetUrn(dataset)));
  const inWeights = uses.filter(({ roles }) => roles.some((role) => role !== 'test'));
  return [
    { ref: urn, dependsOn: inWeights.map(({ dataset }) => datasetUrn(dataset)) },
    ...uses.map(({ dataset }) => ({
      ref: datasetUrn(dataset),
      dependsOn: [...new Set(dataset.derivedFrom.map(datasetUrn))].filter((source) => known.has(source)),
    })),
  ];
}
