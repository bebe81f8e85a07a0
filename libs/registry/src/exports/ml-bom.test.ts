import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { digestOf } from '@maquette/kernel';
import ids from 'spdx-license-ids/index.json';
import { describe, expect, it } from 'vitest';
import { dossierOf, LICENSED, licensedDataset, SHIPPED } from '../../../../test/fixtures/registry/dossiers';
import type { CheckpointDossier } from './checkpoint-dossier';
import { bomLicence } from './ml-bom-licence';
import { mlBomOf, type BomVersion } from './ml-bom';

interface Bom {
  serialNumber: string;
  metadata: { timestamp: string; component: Record<string, never> };
  components: Record<string, never>[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

async function validate(dossier: CheckpointDossier, version: BomVersion): Promise<unknown> {
  const schema = version === '1.6' ? Spec.Version.v1dot6 : Spec.Version.v1dot7;
  return new Validation.JsonStrictValidator(schema).validate(JSON.stringify(mlBomOf(dossier, version)));
}

describe.each<BomVersion>(['1.6', '1.7'])('mlBomOf in CycloneDX %s', (version) => {
  it.each([
    ['what the release ships', SHIPPED],
    ['contracts, parents and people', LICENSED],
  ])('is strictly valid for %s', async (_, dossier) => {
    expect(await validate(dossier, version)).toBeNull();
  });

  it('is checked by a validator that finds faults', async () => {
    const broken = structuredClone(LICENSED);
    broken.record.createdAt = 'yesterday';
    expect(await validate(broken, version)).not.toBeNull();
  });

  it('names model, files, datasets and what the model was made from', () => {
    const bom = mlBomOf(LICENSED, version) as Bom;
    const model = bom.metadata.component;
    expect(model).toMatchObject({
      type: 'machine-learning-model',
      group: 'architecture',
      name: 'example',
      hashes: [{ alg: 'SHA-256', content: digestOf('model').slice(7) }],
      pedigree: { ancestors: [{ name: 'ancestor', version: '0.1.0' }] },
    });
    expect(model).toHaveProperty('modelCard.modelParameters.datasets', [
      { ref: 'urn:maquette:dataset:city-archive:1.0.0' },
      { ref: 'urn:maquette:dataset:example-rooms:1.0.0' },
      { ref: 'urn:maquette:dataset:held-out:1.0.0' },
    ]);
    expect(model).toHaveProperty(
      'modelCard.quantitativeAnalysis.performanceMetrics',
      expect.arrayContaining([
        { type: 'PSNR (dB)', value: '20' },
        { type: 'PSNR (dB)', value: '21', slice: 'kitchen' },
      ]),
    );
    expect(model).toHaveProperty('modelCard.considerations.technicalLimitations', ['useless otherwise']);
    expect(bom.dependencies[0].dependsOn).toEqual([
      'urn:maquette:dataset:city-archive:1.0.0',
      'urn:maquette:dataset:example-rooms:1.0.0',
    ]);
    expect(bom.dependencies[1].dependsOn).toEqual(['urn:maquette:dataset:example-rooms:1.0.0']);
  });

  it('says who governs a dataset and under which licence, with its end', () => {
    const [dataset] = (mlBomOf(LICENSED, version) as Bom).components;
    expect(dataset).toMatchObject({
      type: 'data',
      data: [
        {
          classification: 'confidential',
          sensitiveData: ['Residents behind windows.'],
          governance: {
            owners: [{ organization: { name: 'Archive' } }],
            stewards: [{ organization: { name: 'Städtisches Archiv Łódź' } }],
          },
        },
      ],
    });
    const licences = JSON.stringify((dataset as { licenses?: unknown }).licenses);
    expect(licences).toContain('"expiration":"2028-01-01T00:00:00Z"');
    expect(licences).toContain('LicenseRef-contract AND CC-BY-4.0');
    expect(licences).toContain('"licensee":{"organization":{"name":"Studio"}}');
  });

  it('is the same for the same record, and another for another', () => {
    const text = JSON.stringify(mlBomOf(LICENSED, version));
    expect(JSON.stringify(mlBomOf(structuredClone(LICENSED), version))).toBe(text);
    const other = { ...LICENSED, recordDigest: digestOf('another record') };
    expect((mlBomOf(other, version) as Bom).serialNumber).not.toBe(
      (mlBomOf(LICENSED, version) as Bom).serialNumber,
    );
    expect((mlBomOf(LICENSED, version) as Bom).serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});

describe('the licence of a component', () => {
  it('stays valid for every licence id that a record may name', async () => {
    const [grant] = licensedDataset().grants;
    const dossier = dossierOf(licensedDataset({ grants: ids.map((licence) => ({ ...grant, licence })) }));
    expect(await validate(dossier, '1.7')).toBeNull();
    expect(await validate(dossier, '1.6')).toBeNull();
  });

  it('is perpetual as soon as one permission has no end', () => {
    const [grant] = licensedDataset().grants;
    const [rule] = grant.permissions;
    const endless = { ...grant, permissions: [rule, { ...rule, until: undefined }] };
    expect(JSON.stringify(bomLicence(endless, '1.7'))).toContain('"perpetual"');
    const longer = { ...grant, permissions: [rule, { ...rule, until: '2029-01-01T00:00:00Z' }] };
    expect(JSON.stringify(bomLicence(longer, '1.7'))).toContain('"expiration":"2029-01-01T00:00:00Z"');
  });
});
