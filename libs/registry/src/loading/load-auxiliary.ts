import { basename, dirname } from 'node:path';
import {
  licenceProblem,
  placementProblems,
  readRecord,
  type Problem,
  type RecordSchemas,
  type SealedFile,
} from '@maquette/provenance';
import { contractFaults } from '../onnx/check-contract';
import type { AuxiliaryRecord } from '../records/auxiliary-record';
import type { AuxiliaryEntry } from '../registry';
import { isModel, modelProblems } from './model-problems';
import { sealProblems, type Seal } from './seal';

export const AUXILIARY_FILE = 'auxiliary.json';

/** Loads and verifies `auxiliary/<name>/<version>`; whatever is wrong quarantines the entry and is listed in it. */
export async function loadAuxiliary(
  folder: string,
  schemas: RecordSchemas,
  fresh: boolean,
): Promise<{ entry: AuxiliaryEntry; seal: Seal | null }> {
  const [version, name] = [basename(folder), basename(dirname(folder))];
  const head = { reference: `${name}@${version}`, name, version, folder };

  const placement = await placementProblems(folder);
  if (placement.length > 0) {
    return { entry: { ...head, state: 'quarantined', problems: placement, record: null }, seal: null };
  }
  const { record, digest, problems } = await readRecord<AuxiliaryRecord>(folder, 'auxiliary', schemas);
  if (!record || !digest) return { entry: { ...head, state: 'quarantined', problems, record }, seal: null };

  const seal = { folder, recordFile: AUXILIARY_FILE, recordDigest: digest, files: sealedFiles(record) };
  const broken = await sealProblems(seal, fresh);
  const found = [
    ...identityProblems(record, head.reference),
    ...broken,
    ...licenceProblems(record),
    ...(await checkModels(folder, record, new Set(broken.map(({ file }) => file)))),
  ];
  return {
    entry: { ...head, state: found.length === 0 ? 'ready' : 'quarantined', problems: found, record },
    seal,
  };
}

function sealedFiles(record: AuxiliaryRecord): SealedFile[] {
  const evidence = record.evidence.map(({ file, bytes, digest }) => ({ path: file, bytes, digest }));
  return [...record.files, ...evidence];
}

function identityProblems(record: AuxiliaryRecord, expected: string): Problem[] {
  const found = `${record.name}@${record.version}`;
  if (found === expected) return [];
  const message = `The record is of ${found}, but lies in the folder of ${expected}.`;
  const remedy = `Move the folder to auxiliary/${found.replace('@', '/')}.`;
  return [{ code: 'identity-mismatch', file: AUXILIARY_FILE, message, expected, found, remedy }];
}

function licenceProblems({ weights, evidence }: AuxiliaryRecord): Problem[] {
  const listed = new Set(evidence.map(({ file }) => file));
  const problems: Problem[] = weights.evidence
    .filter((path) => !listed.has(path))
    .map((path) => ({
      code: 'evidence-missing',
      file: AUXILIARY_FILE,
      message: `The licence of the weights names ${path} as evidence, but the record lists no such file.`,
      remedy: 'Add the file with its digest to the record, and publish a new version.',
    }));
  const fault = licenceProblem(
    weights.licence,
    weights.evidence.some((path) => listed.has(path)),
  );
  if (fault) {
    const message = `The licence of the weights: ${fault}.`;
    problems.push({
      code: 'licence-invalid',
      file: AUXILIARY_FILE,
      message,
      remedy: 'Name the licence as SPDX does.',
    });
  }
  return problems;
}

async function checkModels(
  folder: string,
  { files, contract }: AuxiliaryRecord,
  damaged: ReadonlySet<string>,
): Promise<Problem[]> {
  const single = files.filter(isModel).length === 1;
  return modelProblems(folder, files, damaged, (_file, model) =>
    contract && single ? contractFaults(contract, model) : [],
  );
}
