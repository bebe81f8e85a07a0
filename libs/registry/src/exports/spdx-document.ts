import { datasetUrn, isWebAddress } from '@maquette/provenance';
import type { CheckpointRecord } from '../records/checkpoint-record';
import type { CheckpointDossier, RecordedUse } from './checkpoint-dossier';
import { checkpointUrn } from './identifiers';
import { SpdxGraph, type SpdxElement } from './spdx-graph';

const CONTEXT = 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld';

/**
 * A checkpoint version as an SPDX 3.0.1 document (JSON-LD; profiles AI, Dataset, Software, SimpleLicensing): the model, its
 * files, its datasets, what it was trained and tested on, the licences and the evidence for them. Purely from the
 * record: the same record gives the same bytes.
 */
export function spdxOf({ record, datasets }: CheckpointDossier): object {
  const urn = checkpointUrn(record);
  const graph = new SpdxGraph(urn, record.createdAt, record.licence.licensor.name);
  const model = graph.add(modelOf(record, datasets, graph));
  addFiles(record, model, graph);
  graph.licence(model, record.licence);
  for (const use of datasets) addDataset(use, model, graph);
  graph.relate(model, 'descendantOf', record.derivedFrom.map(parentUrn));
  return { '@context': CONTEXT, '@graph': graph.document(record.title, model) };
}

function modelOf(record: CheckpointRecord, datasets: readonly RecordedUse[], graph: SpdxGraph): SpdxElement {
  const { training, quality } = record;
  const people = datasets.some(({ dataset }) => dataset.personalInformation.present);
  return {
    type: 'ai_AIPackage',
    spdxId: checkpointUrn(record),
    name: record.title,
    description: record.description,
    suppliedBy: graph.agent(record.licence.licensor.name),
    releaseTime: graph.moment(record.createdAt),
    builtTime: graph.moment(record.createdAt),
    software_packageVersion: record.version,
    software_primaryPurpose: 'model',
    software_downloadLocation: checkpointUrn(record),
    ai_domain: [record.domain],
    ai_typeOfModel: [record.kind],
    ai_informationAboutApplication: [record.task, ...record.intendedUse].join('\n'),
    ai_informationAboutTraining:
      `Recipe ${training.recipe} (${training.recipeDigest}); ${training.framework} on ${training.hardware}; ` +
      `${training.steps} steps in ${training.durationSeconds} seconds; seeds ${training.seeds.join(', ')}.`,
    ai_limitation: record.limitations.join('\n'),
    ai_hyperparameter: [entry('parameters', training.parameters), entry('steps', training.steps)],
    ai_metric: [
      entry('PSNR (dB)', quality.psnr),
      entry('SSIM', quality.ssim),
      entry('PSNR of the preview (dB)', quality.previewPsnr),
    ],
    ai_useSensitivePersonalInformation: sensitive(people),
  };
}

function addFiles(record: CheckpointRecord, model: string, graph: SpdxGraph): void {
  const files = record.files.map((file) =>
    graph.file(`${checkpointUrn(record)}#file/${file.path}`, {
      name: file.path,
      digest: file.digest,
      mediaType: file.mediaType,
      purpose: record.licence.evidence.includes(file.path) ? 'evidence' : 'model',
    }),
  );
  graph.relate(model, 'contains', files);
  const evidence = files.filter((_, index) => record.licence.evidence.includes(record.files[index].path));
  graph.relate(model, 'hasEvidence', evidence);
}

function addDataset({ dataset, digest, roles }: RecordedUse, model: string, graph: SpdxGraph): void {
  const { personalInformation, generation, counts, content } = dataset;
  const id = graph.add({
    type: 'dataset_DatasetPackage',
    spdxId: datasetUrn(dataset),
    name: dataset.title,
    description: dataset.description,
    comment: [
      `Record ${digest}; content ${content.digest}: ${content.method}`,
      `Personal information: ${personalInformation.present ? 'present' : 'none'}. ${personalInformation.description}`,
      ...dataset.limits.map((limit) => `Limit: ${limit}`),
    ].join('\n'),
    originatedBy: [...new Set(dataset.grants.map(({ licensor }) => licensor.name))].map((name) =>
      graph.agent(name),
    ),
    suppliedBy: graph.agent(dataset.issuer.name),
    builtTime: graph.moment(generation.period.until),
    releaseTime: graph.moment(dataset.date),
    software_packageVersion: dataset.version,
    software_primaryPurpose: 'data',
    software_copyrightText: dataset.copyright,
    software_downloadLocation: isWebAddress(dataset.location) ? dataset.location : datasetUrn(dataset),
    ...(!isWebAddress(dataset.location) && { software_sourceInfo: dataset.location }),
    dataset_datasetType: datasetTypes(dataset.format.mediaTypes),
    dataset_datasetSize: counts.samples,
    dataset_dataCollectionProcess: [generation.method, ...dataset.collection].join('\n'),
    ...(dataset.processing.length > 0 && { dataset_dataPreprocessing: dataset.processing }),
    dataset_intendedUse: dataset.intendedPurposes.join('\n'),
    dataset_hasSensitivePersonalInformation: sensitive(personalInformation.present),
  });
  const evidence = dataset.evidence.map(({ file, digest: sha256, mediaType, description }) =>
    graph.file(`${id}#file/${file}`, {
      name: file,
      digest: sha256,
      mediaType,
      description,
      purpose: 'evidence',
    }),
  );
  if (roles.some((role) => role !== 'test')) graph.relate(model, 'trainedOn', [id]);
  if (roles.includes('test')) graph.relate(model, 'testedOn', [id]);
  for (const grant of dataset.grants) graph.licence(id, grant);
  graph.relate(id, 'hasEvidence', evidence);
  graph.relate(id, 'descendantOf', dataset.derivedFrom.map(datasetUrn));
}

function datasetTypes(mediaTypes: readonly string[]): string[] {
  const types = mediaTypes.map((mediaType) => {
    const [type] = mediaType.split('/');
    if (type === 'image' || type === 'video' || type === 'audio' || type === 'text') return type;
    return mediaType === 'application/json' ? 'structured' : 'other';
  });
  return [...new Set(types)];
}

/** Records say whether personal information is there, not whether it is of a sensitive kind. */
function sensitive(personal: boolean): 'no' | 'noAssertion' {
  return personal ? 'noAssertion' : 'no';
}

function parentUrn(reference: string): string {
  return `urn:maquette:checkpoint:${reference.replace('@', ':')}`;
}

function entry(key: string, value: number): object {
  return { type: 'DictionaryEntry', key, value: String(value) };
}
