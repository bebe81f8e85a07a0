import { basename, dirname } from 'node:path';
import {
  licenceProblem,
  placementProblems,
  readRecord,
  type Problem,
  type RecordSchemas,
} from '@maquette/provenance';
import type { AssetRecord } from '../records/asset-record';
import type { AssetEntry } from '../registry';
import { sealProblems } from './seal';

export const ASSET_FILE = 'asset.json';

/** Loads and verifies `assets/<id>/<version>`; whatever is wrong quarantines the entry and is listed in it. */
export async function loadAsset(folder: string, schemas: RecordSchemas, fresh: boolean): Promise<AssetEntry> {
  const [version, id] = [basename(folder), basename(dirname(folder))];
  const head = { reference: `${id}@${version}`, name: id, version, folder };

  const placement = await placementProblems(folder);
  if (placement.length > 0) return { ...head, state: 'quarantined', problems: placement, record: null };
  const { record, digest, problems } = await readRecord<AssetRecord>(folder, 'asset', schemas);
  if (!record || !digest) return { ...head, state: 'quarantined', problems, record };

  const evidence = record.evidence.map(({ file, bytes, digest }) => ({ path: file, bytes, digest }));
  const files = [...record.files, ...evidence];
  const found = [
    ...identityProblems(record, head.reference),
    ...(await sealProblems({ folder, recordFile: ASSET_FILE, recordDigest: digest, files }, fresh)),
    ...sourceProblems(record),
    ...licenceProblems(record),
  ];
  return { ...head, state: found.length === 0 ? 'ready' : 'quarantined', problems: found, record };
}

function identityProblems({ id, version }: AssetRecord, expected: string): Problem[] {
  const found = `${id}@${version}`;
  if (found === expected) return [];
  const message = `The record is of ${found}, but lies in the folder of ${expected}.`;
  const remedy = `Move the folder to assets/${found.replace('@', '/')}.`;
  return [{ code: 'identity-mismatch', file: ASSET_FILE, message, expected, found, remedy }];
}

/** Everything that was taken must come from a source whose licence the record shows. */
function sourceProblems({ sources, items }: AssetRecord): Problem[] {
  const known = new Set(sources.map(({ id }) => id));
  const lost = items.filter(({ source }) => !known.has(source));
  return lost.map(({ name, source }) => ({
    code: 'reference-invalid',
    file: ASSET_FILE,
    message: `"${name}" was taken from ${source}, which is none of the sources of the record.`,
    remedy: 'Name one of the sources, and publish a new version.',
  }));
}

function licenceProblems({ licence, sources, items, evidence }: AssetRecord): Problem[] {
  const named = [licence, ...sources.map((source) => source.licence), ...items.map((item) => item.licence)];
  return [...new Set(named)].flatMap((expression) => {
    const fault = licenceProblem(expression, evidence.length > 0);
    if (!fault) return [];
    const remedy = 'Name the licence as SPDX does.';
    return [
      {
        code: 'licence-invalid' as const,
        file: ASSET_FILE,
        message: `A licence of the asset: ${fault}.`,
        remedy,
      },
    ];
  });
}
