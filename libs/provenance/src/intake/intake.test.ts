import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { exampleDataset } from '../../../../test/fixtures/registry/build-registry';
import type { DatasetRecord } from '../records/dataset-record';
import { RecordSchemas } from '../records/record-schemas';
import { recordOfIntake } from './from-intake';
import type { IntakeForm } from './intake-form';
import { missingFields } from './missing-fields';
import { intakeOf } from './to-intake';

const REGISTRY = join(__dirname, '../../../../model-registry');
let shipped: DatasetRecord;
let schemas: RecordSchemas;

beforeAll(async () => {
  schemas = await RecordSchemas.load(join(REGISTRY, 'schema'));
  const file = join(REGISTRY, 'datasets/procedural-architecture/1.0.0/dataset.json');
  shipped = JSON.parse(await readFile(file, 'utf8')) as DatasetRecord;
});

const form = (change: (form: IntakeForm) => void = () => undefined): IntakeForm => {
  const made = structuredClone(intakeOf(exampleDataset()));
  change(made);
  return made;
};

describe('the intake form', () => {
  it('says all of a record: read again it is the same one', () => {
    expect(recordOfIntake(intakeOf(shipped))).toEqual(shipped);
    const many = exampleDataset({
      issuer: { name: 'An Archive', contact: 'archive@example.org' },
      items: [
        {
          id: 'a',
          title: 'A',
          creator: 'B',
          source: 'C',
          licence: 'CC0-1.0',
          grants: ['public'],
          digest: `sha256:${'0'.repeat(64)}`,
        },
      ],
    });
    expect(recordOfIntake(intakeOf(many))).toEqual(many);
  });

  it('becomes a record that fits its schema', () => {
    expect(schemas.check('dataset', recordOfIntake(form()), 'dataset.json')).toEqual([]);
  });

  it('names everything that is missing, and what belongs there', () => {
    expect(missingFields({}).map(({ field }) => field)).toHaveLength(32);
    for (const nonsense of [null, 'text', 12, [], { source: null }, { source: [], provenance: 'x' }]) {
      expect(() => recordOfIntake(nonsense)).toThrow(expect.objectContaining({ code: 'intake-incomplete' }));
    }
    const act = () =>
      recordOfIntake(
        form(({ provenance, maquette }) => {
          provenance['origin-geography'] = [];
          maquette.grants = [];
        }),
      );
    expect(act).toThrow(
      expect.objectContaining({
        code: 'intake-incomplete',
        details: expect.objectContaining({
          missing: [
            { field: 'provenance.origin-geography', what: expect.stringContaining('country') },
            { field: 'maquette.grants', what: expect.any(String) },
          ],
        }),
      }),
    );
  });

  it.each(['source', 'provenance', 'use', 'maquette'] as const)('asks for every field of %s', (group) => {
    const whole = form() as unknown as Record<string, Record<string, unknown>>;
    for (const field of Object.keys(whole[group])) {
      if (['items'].includes(field)) continue;
      const { [field]: _gone, ...rest } = whole[group];
      const missing = missingFields({ ...whole, [group]: rest }).map((entry) => entry.field);
      expect(
        missing.some((name) => name.startsWith(`${group}.${field}`)),
        `${group}.${field}`,
      ).toBe(true);
    }
  });

  it('drops no restriction that has no field of its own', () => {
    const record = recordOfIntake(
      form(({ source, provenance, use }) => {
        source.issuer.push({ name: 'Second House', address: ['Rome'] });
        provenance['previous-date'] = '2025-01-01';
        provenance.origin = [{ name: 'Old Archive' }];
        use['processing-excluded'] = [{ country: 'US', state: 'CA' }, { country: 'CN' }];
        use['storage-forbidden'] = [{ country: 'RU' }];
        use.patent = ['EP 1'];
        use.license!.push('https://example.org/eula');
        use.classification = [{ regulation: { code: 'GDPR' }, evaluated: true }];
      }),
    );
    const said = [...record.limits, ...record.processing].join('\n');
    for (const words of [
      'Processing is excluded in: US (CA); CN.',
      'Storage is forbidden in: RU.',
      'Patents: EP 1.',
      'Further licences: https://example.org/eula.',
      'Also issued by: Second House, Rome.',
      'Original sources: Old Archive.',
      'Classified: GDPR: yes.',
      'The version before was released on 2025-01-01.',
    ]) {
      expect(said).toContain(words);
    }
  });

  it('refuses what a record cannot say', () => {
    const nested = form() as unknown as { provenance: Record<string, unknown> };
    nested.provenance['sub-provenance'] = {};
    expect(() => recordOfIntake(nested)).toThrow(expect.objectContaining({ code: 'intake-unsupported' }));
    const later = form(({ source }) => (source.version = '2.0.0'));
    expect(() => recordOfIntake(later)).toThrow(expect.objectContaining({ code: 'intake-unsupported' }));
  });

  it('asks for the consents behind the documents that it names', () => {
    const named = form(({ use }) => (use.consents = ['https://example.org/consents']));
    expect(missingFields(named)).toEqual([
      { field: 'maquette.consents', what: expect.stringContaining('use.consents') },
    ]);
  });
});
