import { readFile } from 'node:fs/promises';
import { DOMAINS, MaquetteError } from '@maquette/kernel';
import { Glossary, type GlossaryData } from './gloss';
import { TermCounter } from './terms';

/** The three domains, and everything that is none of ours. */
export const CLASSES = [...DOMAINS, 'none'] as const;
export type DomainClass = (typeof CLASSES)[number];

/** The file that training/routing/train_head.py writes. */
interface DomainHeadFile {
  schema: 'maquette/domain-head/1';
  version: string;
  classes: readonly string[];
  /** [classes][embedding width + classes] and [classes], already divided by the calibration temperature. */
  weights: readonly (readonly number[])[];
  bias: readonly number[];
  threshold: number;
  termScale: number;
  terms: Record<DomainClass, readonly string[]>;
  glossary: GlossaryData;
}

/** A multinomial logistic regression over a prompt's sentence embedding and its telling words. */
export interface DomainHead {
  version: string;
  /** A domain is named when its probability reaches this; below it the router abstains. */
  threshold: number;
  /** The prompt as the embedder should read it: in English. */
  english(prompt: string): string;
  /** Words of the (English) prompt that mark the class. */
  cues(english: string, name: DomainClass): string[];
  /** Calibrated probability of each class. */
  probabilities(english: string, embedding: Float32Array): Record<DomainClass, number>;
}

/** Errors: `domain-head-unreadable` (bad-input). */
export async function loadDomainHead(path: string): Promise<DomainHead> {
  const file = await readHead(path);
  const whole =
    file.schema === 'maquette/domain-head/1' &&
    CLASSES.every((name, i) => file.classes?.[i] === name && Array.isArray(file.terms?.[name])) &&
    file.weights?.length === CLASSES.length &&
    file.bias?.length === CLASSES.length &&
    typeof file.threshold === 'number' &&
    typeof file.glossary?.words?.de === 'object';
  if (!whole) throw unreadable(path, 'it is no domain head of this version');
  return domainHead(file);
}

function domainHead(file: DomainHeadFile): DomainHead {
  const glossary = new Glossary(file.glossary);
  const counter = new TermCounter(CLASSES.map((name) => file.terms[name]));
  const weights = file.weights.map((row) => Float64Array.from(row));
  return {
    version: file.version,
    threshold: file.threshold,
    english: (prompt) => glossary.gloss(prompt),
    cues: (english, name) => counter.found(english)[CLASSES.indexOf(name)],
    probabilities(english, embedding) {
      const terms = counter.features(english).map((value) => value * file.termScale);
      return softmax(weights.map((row, k) => file.bias[k] + weigh(row, embedding, terms)));
    },
  };
}

function weigh(row: Float64Array, embedding: Float32Array, terms: readonly number[]): number {
  const meaning = embedding.reduce((sum, value, i) => sum + value * row[i], 0);
  return terms.reduce((sum, value, i) => sum + value * row[embedding.length + i], meaning);
}

function softmax(logits: readonly number[]): Record<DomainClass, number> {
  const highest = Math.max(...logits);
  const exponentials = logits.map((logit) => Math.exp(logit - highest));
  const total = exponentials.reduce((a, b) => a + b, 0);
  return Object.fromEntries(CLASSES.map((name, k) => [name, exponentials[k] / total])) as Record<
    DomainClass,
    number
  >;
}

async function readHead(path: string): Promise<DomainHeadFile> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as DomainHeadFile;
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
