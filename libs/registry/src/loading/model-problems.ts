import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MaquetteError, type Digest } from '@maquette/kernel';
import type { Problem, ProblemCode } from '@maquette/provenance';
import { readModelSummary, type ModelSummary } from '../onnx/model-summary';
import type { RecordFile } from '../records/checkpoint-record';

type Outcome = ModelSummary | MaquetteError;

/** What a file of this digest says never changes, so it is parsed once in a process. */
const parsed = new Map<Digest, Outcome>();

/**
 * Parses the ONNX files among verified files. `onModel` compares a sound one with its contract and answers sentences.
 * @param damaged files whose bytes are not the published ones; they are not opened
 */
export async function modelProblems(
  folder: string,
  files: readonly RecordFile[],
  damaged: ReadonlySet<string>,
  onModel: (file: RecordFile, model: ModelSummary) => string[],
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const file of files.filter(isModel)) {
    if (damaged.has(file.path)) continue;
    const outcome = await summaryOf(folder, file);
    if (outcome instanceof MaquetteError) problems.push(refused(file, outcome));
    else problems.push(...onModel(file, outcome).map((fault) => contractMismatch(file, fault)));
  }
  return problems;
}

export function isModel({ path }: RecordFile): boolean {
  return path.endsWith('.onnx');
}

async function summaryOf(folder: string, { path, digest }: RecordFile): Promise<Outcome> {
  const known = parsed.get(digest);
  if (known) return known;
  let outcome: Outcome;
  try {
    outcome = readModelSummary(await readFile(join(folder, path)));
  } catch (error) {
    if (!(error instanceof MaquetteError)) throw error;
    outcome = error;
  }
  parsed.set(digest, outcome);
  return outcome;
}

function refused({ path }: RecordFile, error: MaquetteError): Problem {
  const remedy = error.hint ?? 'Export the model again.';
  return { code: error.code as ProblemCode, file: path, message: `${path}: ${error.message}`, remedy };
}

function contractMismatch({ path }: RecordFile, fault: string): Problem {
  const remedy = 'Correct the contract after the model, and publish a new version.';
  return { code: 'contract-mismatch', file: path, message: `${path}: ${fault}.`, remedy };
}
