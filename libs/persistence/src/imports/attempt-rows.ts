import type { Digest } from '@maquette/kernel';
import type { ImportProblem, SourceKind } from '@maquette/registry';
import type { Transaction } from '../database';
import { asJson } from '../ledger/generation-rows';

export type ImportOutcome = 'accepted' | 'unchanged' | 'refused';

export interface NewAttempt {
  id: string;
  /** As the file or folder was called where it came from. */
  sourceName: string;
  sourceKind: SourceKind | null;
  reference: string | null;
  checkpointDigest: Digest | null;
  recordDigest: Digest | null;
  files: number;
  bytes: number;
  problems: ImportProblem[];
  /** Name of the actor. */
  by: string;
  startedAt: Date;
}

export interface ImportAttempt extends NewAttempt {
  outcome: ImportOutcome;
  /** Code of the refusal; null for the other outcomes. */
  code: string | null;
  finishedAt: Date;
}

/** A source can be wrong in as many places as it has files; what helps is the first of them. */
const MOST_KEPT = 200;

type Row = Awaited<ReturnType<Transaction['importAttempt']['findUniqueOrThrow']>>;

export async function insertAttempt(
  tx: Transaction,
  attempt: NewAttempt,
  result: { outcome: ImportOutcome; code?: string },
): Promise<ImportAttempt> {
  const { bytes, problems, sourceName, ...rest } = attempt;
  const row = await tx.importAttempt.create({
    data: {
      ...rest,
      ...result,
      sourceName: sourceName.slice(0, 255),
      bytes: BigInt(bytes),
      problems: asJson(problems.slice(0, MOST_KEPT)),
    },
  });
  return attemptOf(row);
}

export function attemptOf(row: Row): ImportAttempt {
  return {
    ...row,
    outcome: row.outcome as ImportOutcome,
    sourceKind: row.sourceKind as SourceKind | null,
    checkpointDigest: row.checkpointDigest as Digest | null,
    recordDigest: row.recordDigest as Digest | null,
    bytes: Number(row.bytes),
    problems: row.problems as unknown as ImportProblem[],
  };
}
