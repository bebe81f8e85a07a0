import { DOMAINS, type Domain } from '@maquette/kernel';
import type { DomainClass, DomainHead } from './domain-head';
import { unreadable } from './unreadable';

/** Sentence embeddings of unit length, one a text. */
export type Embed = (texts: readonly string[]) => Promise<Float32Array[]>;

/** The sentence embedders that a domain head reads. */
export interface Embedders {
  /** Reads what a prompt is about, in many languages: trained for this decision. [384] */
  domains: Embed;
  /** Reads a prompt as it stands, in many languages. [512] */
  multilingual: Embed;
  /** Reads English. [384] */
  english: Embed;
}

export interface DomainDecision {
  /** null: none of ours, or too uncertain to say. */
  domain: Domain | null;
  /** Calibrated probability of `domain`; where there is none, that the prompt is none of ours. */
  confidence: number;
  probabilities: Record<DomainClass, number>;
  reasons: string[];
}

/** Words quoted as a reason. */
const MOST_CUES = 4;

/** Which domain does the prompt belong to; abstains below the head's threshold. */
export async function decideDomain(
  prompt: string,
  head: DomainHead,
  embed: Embedders,
): Promise<DomainDecision> {
  const [decision] = await decideDomains([prompt], head, embed);
  return decision;
}

/** As decideDomain, many prompts at once. */
export async function decideDomains(
  prompts: readonly string[],
  head: DomainHead,
  embed: Embedders,
): Promise<DomainDecision[]> {
  const readable = prompts.filter((prompt) => unreadable(prompt) === null);
  const decisions = await decideReadable(readable, head, embed);
  return prompts.map((prompt) => {
    const why = unreadable(prompt);
    return why === null ? decisions.shift()! : nothingToRead(why);
  });
}

async function decideReadable(
  prompts: readonly string[],
  head: DomainHead,
  embed: Embedders,
): Promise<DomainDecision[]> {
  if (prompts.length === 0) return [];
  const english = prompts.map((prompt) => head.english(prompt));
  // Side by side: each has its own thread, and the encoder of domains takes about as long as the others together.
  const [domains, multilingual, inEnglish] = await Promise.all([
    embed.domains(prompts),
    embed.multilingual(prompts),
    embed.english(english),
  ]);
  return prompts.map((prompt, i) => {
    const own = { domains: domains[i], multilingual: multilingual[i], english: inEnglish[i] };
    const decision = decide(head.probabilities(prompt, own), english[i], head);
    if (english[i] !== prompt) decision.reasons.unshift(`Word by word the prompt reads "${english[i]}".`);
    return decision;
  });
}

function decide(
  probabilities: Record<DomainClass, number>,
  english: string,
  head: DomainHead,
): DomainDecision {
  const [best, second] = [...DOMAINS].sort((a, b) => probabilities[b] - probabilities[a]);
  if (probabilities[best] >= head.threshold) {
    const cues = head.cues(english, best).slice(0, MOST_CUES);
    const because = cues.length > 0 ? `; it speaks of ${cues.join(', ')}` : '';
    return {
      domain: best,
      confidence: probabilities[best],
      probabilities,
      reasons: [`The prompt is about ${best} (probability ${percent(probabilities[best])}${because}).`],
    };
  }
  return {
    domain: null,
    confidence: probabilities.none,
    probabilities,
    reasons: [abstention(probabilities, best, second, head.threshold)],
  };
}

function nothingToRead(reason: string): DomainDecision {
  const probabilities = { architecture: 0, fashion: 0, medical: 0, none: 1 };
  return { domain: null, confidence: 1, probabilities, reasons: [reason] };
}

function abstention(
  probabilities: Record<DomainClass, number>,
  best: Domain,
  second: Domain,
  threshold: number,
): string {
  const needed = `a domain is named from ${percent(threshold)} on`;
  const nearest = `${best} ${percent(probabilities[best])}`;
  if (probabilities.none >= probabilities[best]) {
    return `The prompt is none of ours (probability ${percent(probabilities.none)}; nearest is ${nearest}, ${needed}).`;
  }
  const others = `${second} ${percent(probabilities[second])}, none of ours ${percent(probabilities.none)}`;
  return `The domain is uncertain: ${nearest}, ${others}; ${needed}.`;
}

function percent(probability: number): string {
  return `${(100 * probability).toFixed(probability > 0.995 || probability < 0.005 ? 1 : 0)} %`;
}
