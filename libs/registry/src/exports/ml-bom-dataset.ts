import { datasetUrn, hexOf, isWebAddress } from '@maquette/provenance';
import type { RecordedUse } from './checkpoint-dossier';
import { bomLicence, type BomVersion } from './ml-bom-licence';

/** A dataset as a CycloneDX component of type `data`, with who owns and who keeps it. */
export function bomDataset({ dataset, digest, roles }: RecordedUse, version: BomVersion): object {
  const { personalInformation, content, counts } = dataset;
  const owners = [...new Set(dataset.grants.map(({ licensor }) => licensor.name))];
  return {
    type: 'data',
    'bom-ref': datasetUrn(dataset),
    supplier: { name: dataset.issuer.name },
    name: dataset.id,
    version: dataset.version,
    description: dataset.description,
    hashes: [{ alg: 'SHA-256', content: hexOf(content.digest) }],
    licenses: dataset.grants.map((grant) => bomLicence(grant, version)),
    copyright: dataset.copyright,
    data: [
      {
        type: 'dataset',
        name: dataset.title,
        contents: {
          ...(isWebAddress(dataset.location) && { url: dataset.location }),
          properties: [
            { name: 'maquette:location', value: dataset.location },
            { name: 'maquette:samples', value: String(counts.samples) },
            { name: 'maquette:unit', value: counts.unit },
            { name: 'maquette:files', value: String(content.files) },
            { name: 'maquette:bytes', value: String(content.bytes) },
            { name: 'maquette:digest-method', value: content.method },
          ],
        },
        classification: dataset.classification,
        ...(personalInformation.present && { sensitiveData: [personalInformation.description] }),
        governance: {
          owners: owners.map(party),
          stewards: [party(dataset.issuer.name)],
        },
      },
    ],
    properties: [
      { name: 'maquette:record-digest', value: digest },
      ...roles.map((role) => ({ name: 'maquette:role', value: role })),
      { name: 'maquette:origin', value: dataset.origin.kind },
      { name: 'maquette:collected-from', value: dataset.generation.period.from },
      { name: 'maquette:collected-until', value: dataset.generation.period.until },
    ],
  };
}

function party(name: string): object {
  return { organization: { name } };
}
