import type { DatasetItem, DatasetRecord } from '../records/dataset-record';
import type { Evidence } from '../records/licence-grant';
import { CROISSANT_CONTEXT } from './croissant-context';
import { datasetUrn, hexOf, isWebAddress, licencePage } from './identifiers';
import { odrlOffer } from './odrl-offer';

export const CROISSANT_MEDIA_TYPE =
  'application/ld+json; profile="http://mlcommons.org/croissant/1.1"' as const;

/**
 * A dataset record as a Croissant 1.1 document with the RAI 1.0 properties that the record can fill. The record holds no
 * data, so the distribution lists the evidence files and, as one file set, the content they speak of. Properties that
 * the record does not state are left out.
 */
export function croissantOf(record: DatasetRecord): object {
  const urn = datasetUrn(record);
  return {
    '@context': CROISSANT_CONTEXT,
    '@type': 'sc:Dataset',
    '@id': urn,
    conformsTo: [
      { '@id': 'http://mlcommons.org/croissant/1.1' },
      { '@id': 'http://mlcommons.org/croissant/RAI/1.0' },
    ],
    name: record.title,
    description: record.description,
    identifier: `${record.id}@${record.version}`,
    version: record.version,
    url: isWebAddress(record.location) ? record.location : urn,
    license: licencePage(record.licence) ?? record.licence,
    copyrightNotice: record.copyright,
    creator: organisation(record.issuer.name),
    publisher: organisation(record.issuer.name),
    datePublished: record.date,
    isLiveDataset: false,
    ...(!isWebAddress(record.location) && { 'prov:atLocation': record.location }),
    distribution: [...record.evidence.map((file) => fileObject(file, urn)), contentSet(record, urn)],
    ...(record.items && { hasPart: record.items.map((item) => itemOf(item, urn)) }),
    usageInfo: record.grants.map((grant) => odrlOffer(grant, record)),
    ...provenance(record),
    ...responsibleAi(record),
  };
}

function organisation(name: string): object {
  return { '@type': 'Organization', name };
}

function fileObject({ file, bytes, digest, mediaType, description }: Evidence, urn: string): object {
  return {
    '@type': 'cr:FileObject',
    '@id': `${urn}#file/${file}`,
    name: file,
    description,
    contentUrl: file,
    contentSize: `${bytes} B`,
    encodingFormat: mediaType,
    sha256: hexOf(digest),
  };
}

/** The data itself. When the record holds their manifest, that is what they are contained in. */
function contentSet({ content, evidence, format }: DatasetRecord, urn: string): object {
  const manifest = evidence.find(({ digest }) => digest === content.digest);
  return {
    '@type': 'cr:FileSet',
    '@id': `${urn}#content`,
    name: 'content',
    description: format.description,
    ...(manifest && { containedIn: { '@id': `${urn}#file/${manifest.file}` } }),
    includes: '**',
    encodingFormat: format.mediaTypes,
    contentSize: `${content.bytes} B`,
    identifier: {
      '@type': 'PropertyValue',
      propertyID: 'content digest',
      description: content.method,
      'sc:value': content.digest,
    },
  };
}

function itemOf(item: DatasetItem, urn: string): object {
  return {
    '@type': 'CreativeWork',
    '@id': `${urn}#item/${encodeURIComponent(item.id)}`,
    name: item.title,
    creator: { '@type': 'prov:Agent', name: item.creator },
    license: licencePage(item.licence) ?? item.licence,
    usageInfo: item.grants.map((id) => ({ '@id': `${urn}#grant/${id}` })),
    'prov:hadPrimarySource': { '@type': 'prov:Entity', name: item.source },
    sha256: hexOf(item.digest),
  };
}

function provenance({ generation, sources, derivedFrom, grants, issuer }: DatasetRecord): object {
  const owners = new Set([issuer.name, ...grants.map(({ licensor }) => licensor.name)]);
  return {
    'prov:wasDerivedFrom': [
      ...derivedFrom.map((reference) => ({
        '@id': datasetUrn(reference),
        '@type': 'prov:Entity',
        sha256: hexOf(reference.digest),
      })),
      ...sources.map(({ name, location, description }) => ({
        '@type': 'prov:Entity',
        name,
        description,
        ...(location && { 'prov:atLocation': location }),
      })),
    ],
    'prov:wasGeneratedBy': {
      '@type': 'prov:Activity',
      'prov:label': generation.method,
      'prov:startedAtTime': day(generation.period.from),
      'prov:endedAtTime': day(generation.period.until),
      ...(generation.tools.length > 0 && {
        'prov:wasAssociatedWith': generation.tools.map(({ name, version, role, licence }) => ({
          '@type': 'prov:SoftwareAgent',
          name,
          version,
          description: role,
          ...(licence && { license: licencePage(licence) ?? licence }),
        })),
      }),
    },
    'prov:wasAttributedTo': [...owners].map((name) => ({ '@type': 'prov:Agent', name })),
  };
}

function responsibleAi(record: DatasetRecord): object {
  const { generation, personalInformation, origin } = record;
  return {
    'rai:dataCollection': [generation.method, ...record.collection].join('\n'),
    'rai:dataCollectionType': origin.kind,
    'rai:dataCollectionTimeframe': [day(generation.period.from), day(generation.period.until)],
    ...(record.processing.length > 0 && { 'rai:dataPreprocessingProtocol': record.processing }),
    'rai:dataLimitations': record.limits,
    'rai:dataUseCases': record.intendedPurposes,
    'rai:personalSensitiveInformation': [
      personalInformation.present
        ? 'Personal information is present.'
        : 'No personal information is present.',
      personalInformation.description,
    ],
  };
}

function day(date: string): object {
  return { '@value': date, '@type': 'xsd:date' };
}
