import { DOMAINS, type Domain } from '@maquette/kernel';
import { Glossary } from './gloss';
import { readDomainHead, type DomainHeadFile } from './head-file';
import { letterFeatures } from './letters';
import { TermCounter } from './terms';

/** The three domains, and everything that is none of ours. */
export const CLASSES = [...DOMAINS, 'none'] as const;
export type DomainClass = (typeof CLASSES)[number];

/** Sentence embeddings of one prompt: of its own words, and of the prompt put into English. */
export interface PromptVectors {
  /** [384] */
  domains: Float32Array;
  /** [512] */
  multilingual: Float32Array;
  /** [384] */
  english: Float32Array;
}

/**
 * One linear head a domain ("this one or not"), so that a domain is added by training its own head alone. A head reads the
 * encoder of domains, the multilingual embedding, the English one and hashed groups of letters, side by side.
 */
export interface DomainHead {
  version: string;
  /** A domain is named when its probability reaches this; below it the router abstains. */
  threshold: number;
  /** The prompt as the English embedder should read it. */
  english(prompt: string): string;
  /** Words of the (English) prompt that mark the domain. */
  cues(english: string, name: Domain): string[];
  /** Calibrated probability of each class. */
  probabilities(prompt: string, vectors: PromptVectors): Record<DomainClass, number>;
}

/** Errors: `domain-head-unreadable` (bad-input). */
export async function loadDomainHead(path: string): Promise<DomainHead> {
  return domainHead(await readDomainHead(path));
}

function domainHead(file: DomainHeadFile): DomainHead {
  const glossary = new Glossary(file.glossary);
  const counter = new TermCounter(DOMAINS.map((name) => file.terms[name]));
  const heads = DOMAINS.map((name) => ({
    bias: file.heads[name].bias,
    weights: Float64Array.from(file.heads[name].weights),
  }));
  return {
    version: file.version,
    threshold: file.threshold,
    english: (prompt) => glossary.gloss(prompt),
    cues: (english, name) => counter.found(english)[DOMAINS.indexOf(name)],
    probabilities(prompt, { domains, multilingual, english }) {
      const views = [domains, multilingual, english, letterFeatures(prompt, file.letters)];
      const logits = heads.map(
        ({ bias, weights }) => file.scale * (bias + weigh(weights, views)) + file.shift,
      );
      return againstNone(logits);
    },
  };
}

/** Dot product of the weights and the views, one after the other. */
function weigh(weights: Float64Array, views: readonly Float32Array[]): number {
  let sum = 0;
  let at = 0;
  for (const view of views) for (const value of view) sum += value * weights[at++];
  return sum;
}

/** The odds of each head against a "none of ours" of weight one, as probabilities that sum to one. */
function againstNone(logits: readonly number[]): Record<DomainClass, number> {
  const all = [...logits, 0];
  const highest = Math.max(...all);
  const exponentials = all.map((logit) => Math.exp(logit - highest));
  const total = exponentials.reduce((a, b) => a + b, 0);
  return Object.fromEntries(CLASSES.map((name, k) => [name, exponentials[k] / total])) as Record<
    DomainClass,
    number
  >;
}
