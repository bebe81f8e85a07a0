import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import jsonld from 'jsonld';
import { describe, expect, it } from 'vitest';
import { LICENSED, SHIPPED } from '../../../../test/fixtures/registry/dossiers';
import type { CheckpointDossier } from './checkpoint-dossier';
import { spdxOf } from './spdx-document';

const SCHEMAS = join(__dirname, '../../../../test/fixtures/schemas');
const read = (name: string) => JSON.parse(readFileSync(join(SCHEMAS, name), 'utf8')) as object;
const validate = new Ajv2020({ strict: false }).compile(read('spdx-3.0.1.schema.json'));

type Element = { type: string; spdxId?: string } & Record<string, unknown>;
const graphOf = (dossier: CheckpointDossier) => (spdxOf(dossier) as { '@graph': Element[] })['@graph'];

function relations(dossier: CheckpointDossier, type: string): [string, string[]][] {
  return graphOf(dossier)
    .filter(({ relationshipType }) => relationshipType === type)
    .map(({ from, to }) => [from as string, to as string[]]);
}

describe('spdxOf', () => {
  it.each([
    ['what the release ships', SHIPPED],
    ['contracts, parents and people', LICENSED],
  ])('is valid against the schema of SPDX 3.0.1 for %s', (_, dossier) => {
    validate(spdxOf(dossier));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('is checked by a schema that finds faults', () => {
    const document = structuredClone(spdxOf(LICENSED)) as { '@graph': Element[] };
    document['@graph'].find(({ type }) => type === 'ai_AIPackage')!.releaseTime = '2026-01-02';
    expect(validate(document)).toBe(false);
  });

  it('says what the model was trained and tested on', () => {
    const model = 'urn:maquette:checkpoint:architecture/example:1.0.0';
    expect(relations(LICENSED, 'trainedOn')).toEqual([
      [model, ['urn:maquette:dataset:city-archive:1.0.0']],
      [model, ['urn:maquette:dataset:example-rooms:1.0.0']],
    ]);
    expect(relations(LICENSED, 'testedOn')).toEqual([[model, ['urn:maquette:dataset:held-out:1.0.0']]]);
    expect(relations(LICENSED, 'descendantOf')).toContainEqual([
      model,
      ['urn:maquette:checkpoint:architecture/ancestor:0.1.0'],
    ]);
  });

  it('gives every package its licence and the evidence for it', () => {
    const packages = graphOf(LICENSED).filter(({ type }) => /Package$/.test(type));
    expect(packages).toHaveLength(4);
    for (const { spdxId } of packages) {
      expect(relations(LICENSED, 'hasConcludedLicense').map(([from]) => from)).toContain(spdxId);
      const evidence = relations(LICENSED, 'hasEvidence').find(([from]) => from === spdxId);
      expect(evidence?.[1][0]).toMatch(/LICENCE\.txt$/);
    }
  });

  it('refers to no element that it neither has nor imports', () => {
    for (const dossier of [SHIPPED, LICENSED]) {
      const graph = graphOf(dossier);
      const document = graph.find(({ type }) => type === 'SpdxDocument')!;
      const imported = ((document.import ?? []) as { externalSpdxId: string }[]).map(
        (map) => map.externalSpdxId,
      );
      const known = new Set([...graph.map(({ spdxId }) => spdxId), ...imported]);
      for (const { type, from, to } of graph) {
        if (type !== 'Relationship') continue;
        for (const end of [from, ...(to as string[])]) expect(known).toContain(end);
      }
      expect(new Set(graph.map(({ spdxId }) => spdxId)).size).toBe(graph.length);
    }
  });

  it('expands under the context of SPDX, every identifier to an IRI', async () => {
    const context = read('spdx-3.0.1.context.jsonld');
    const documentLoader = async (url: string) => {
      if (url !== 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld') throw new Error(`It asks for ${url}.`);
      return { document: context, documentUrl: url };
    };
    const options = { documentLoader, safe: true };
    const nodes = (await jsonld.expand(spdxOf(LICENSED) as never, options as never)) as unknown as object[];
    expect(nodes).toHaveLength(graphOf(LICENSED).length);
  });

  it('is the same for the same record', () => {
    expect(JSON.stringify(spdxOf(structuredClone(LICENSED)))).toBe(JSON.stringify(spdxOf(LICENSED)));
  });
});
