import { readFile } from 'node:fs/promises';
import { DOMAINS, MaquetteError, type Domain } from '@maquette/kernel';

/** The three domains, and everything that is none of ours. */
export const CLASSES = [...DOMAINS, 'none'] as const;
export type DomainClass = (typeof CLASSES)[number];

/** A multinomial logistic regression over sentence embeddings, with what it needs to abstain and to explain itself. */
export interface DomainHead {
  schema: 'maquette/domain-head/1';
  version: string;
  classes: readonly DomainClass[];
  /** [classes × width] and [classes], already divided by the calibration temperature. */
  weights: readonly (readonly number[])[];
  bias: readonly number[];
  /** A domain is named when its probability reaches this; below it the router abstains. */
  threshold: number;
  /** Words that mark a domain, most telling first: what the reasons quote. */
  terms: Record<Domain, readonly string[]>;
}

/** Errors: `domain-head-unreadable` (bad-input). */
export async function loadDomainHead(path: string): Promise<DomainHead> {
  const head = await readHead(path);
  const whole =
    head.schema === 'maquette/domain-head/1' &&
    CLASSES.every((name, i) => head.classes?.[i] === name) &&
    head.weights?.length === CLASSES.length &&
    head.bias?.length === CLASSES.length &&
    typeof head.threshold === 'number';
  if (!whole) throw unreadable(path, 'it is no domain head of this version');
  return head;
}

async function readHead(path: string): Promise<DomainHead> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as DomainHead;
  } catch (error) {
    throw unreadable(path, error instanceof Error ? error.message : String(error));
  }
}

function unreadable(path: string, why: string): MaquetteError {
  return new MaquetteError(
    'bad-input',
    'domain-head-unreadable',
    `The domain head ${path} cannot be used: ${why}.`,
    {
      hint: 'Restore the file, or train it again with model-registry/training/routing.',
      details: { path },
    },
  );
}

/** Probability of each class for one unit-length embedding. */
export function classProbabilities(head: DomainHead, embedding: Float32Array): Record<DomainClass, number> {
  const logits = head.weights.map((row, k) =>
    row.reduce((sum, w, i) => sum + w * embedding[i], head.bias[k]),
  );
  const highest = Math.max(...logits);
  const exponentials = logits.map((logit) => Math.exp(logit - highest));
  const total = exponentials.reduce((a, b) => a + b, 0);
  return Object.fromEntries(CLASSES.map((name, k) => [name, exponentials[k] / total])) as Record<
    DomainClass,
    number
  >;
}
