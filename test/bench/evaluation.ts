import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Domain } from '@maquette/kernel';
import type { DomainDecision } from '@maquette/routing';

export const SPLITS = ['development', 'test', 'second', 'third'] as const;
export type Split = (typeof SPLITS)[number];

/** One prompt of model-registry/training/routing/evaluation.jsonl. */
export interface EvaluationRow {
  prompt: string;
  /** Every answer that is right; null: none of ours. */
  accept: (Domain | null)[];
  kind: string;
  language: string;
  split: Split;
}

export function evaluationRows(root: string, split: Split): EvaluationRow[] {
  return readFileSync(join(root, 'model-registry/training/routing/evaluation.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as EvaluationRow)
    .filter((row) => row.split === split);
}

export interface Judged {
  row: EvaluationRow;
  decision: Pick<DomainDecision, 'domain' | 'probabilities'>;
}

/** Shares are 0–1. Prompts with more than one right answer count for `ambiguousRight` alone. */
export interface Figures {
  prompts: number;
  /** Prompts of a domain that were sent to it; refusing one counts as wrong. */
  inDomainAccuracy: number;
  /** The same without the refusal: is the likeliest of the three domains the right one. */
  likeliestDomainRight: number;
  wrongDomain: number;
  falseRefusal: number;
  outOfDomainRefusal: number;
  /** How well the probability of the likeliest domain tells ours from the rest. */
  outOfDomainAuroc: number;
  /** Over 15 bins of the probability of the likeliest class, "none of ours" included. */
  expectedCalibrationError: number;
  ambiguousRight: number;
}

const BINS = 15;

export function figuresOf(judged: readonly Judged[]): Figures {
  const clear = judged.filter(({ row }) => row.accept.length === 1);
  const ours = clear.filter(({ row }) => row.accept[0] !== null);
  const others = clear.filter(({ row }) => row.accept[0] === null);
  const ambiguous = judged.filter(({ row }) => row.accept.length > 1);
  const refused = ({ decision }: Judged) => decision.domain === null;
  return {
    prompts: judged.length,
    inDomainAccuracy: share(ours, right),
    likeliestDomainRight: share(ours, ({ row, decision }) => likeliest(decision)[0] === row.accept[0]),
    wrongDomain: share(ours, (one) => !refused(one) && !right(one)),
    falseRefusal: share(ours, refused),
    outOfDomainRefusal: share(others, refused),
    outOfDomainAuroc: auroc(ours.map(score), others.map(score)),
    expectedCalibrationError: calibrationError(clear),
    ambiguousRight: share(ambiguous, right),
  };
}

/** Of prompts outside, the share refused by the threshold that refuses this share of prompts inside. */
export function refusalAt(falseRefusal: number, judged: readonly Judged[]): number {
  const clear = judged.filter(({ row }) => row.accept.length === 1);
  const inside = clear.filter(({ row }) => row.accept[0] !== null).map(score);
  inside.sort((a, b) => a - b);
  const threshold = inside[Math.floor(falseRefusal * inside.length)];
  return share(
    clear.filter(({ row }) => row.accept[0] === null),
    (one) => score(one) < threshold,
  );
}

export function right({ row, decision }: Judged): boolean {
  return row.accept.includes(decision.domain);
}

function likeliest({ probabilities }: Judged['decision']): [name: string, probability: number] {
  const domains = Object.entries(probabilities).filter(([name]) => name !== 'none');
  return domains.reduce((best, one) => (one[1] > best[1] ? one : best));
}

function score({ decision }: Judged): number {
  return likeliest(decision)[1];
}

function share<T>(list: readonly T[], holds: (one: T) => boolean): number {
  return list.length === 0 ? NaN : list.filter(holds).length / list.length;
}

/** Probability that one of the first has a higher score than one of the second. */
function auroc(first: readonly number[], second: readonly number[]): number {
  if (first.length === 0 || second.length === 0) return NaN;
  let wins = 0;
  for (const a of first) for (const b of second) wins += a > b ? 1 : a === b ? 0.5 : 0;
  return wins / (first.length * second.length);
}

function calibrationError(judged: readonly Judged[]): number {
  const gaps = new Float64Array(BINS);
  for (const { row, decision } of judged) {
    const [name, confidence] = Object.entries(decision.probabilities).reduce((best, one) =>
      one[1] > best[1] ? one : best,
    );
    const correct = (row.accept[0] ?? 'none') === name;
    gaps[Math.min(BINS - 1, Math.floor(confidence * BINS))] += (correct ? 1 : 0) - confidence;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / judged.length;
}
