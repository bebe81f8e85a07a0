import { DOMAINS, type Domain } from '@maquette/kernel';
import { classProbabilities, type DomainClass, type DomainHead } from './domain-head';

/** Sentence embeddings of unit length, one a text. */
export type Embed = (texts: readonly string[]) => Promise<Float32Array[]>;

export interface DomainDecision {
  /** null: none of ours, or too uncertain to say. */
  domain: Domain | null;
  /** Calibrated probability of `domain`; where there is none, that the prompt is none of ours. */
  confidence: number;
  probabilities: Record<DomainClass, number>;
  reasons: string[];
}

/** Which domain does the prompt belong to; abstains below the head's threshold. */
export async function decideDomain(prompt: string, head: DomainHead, embed: Embed): Promise<DomainDecision> {
  const [decision] = await decideDomains([prompt], head, embed);
  return decision;
}

/** As decideDomain, many prompts at once. */
export async function decideDomains(
  prompts: readonly string[],
  head: DomainHead,
  embed: Embed,
): Promise<DomainDecision[]> {
  const embeddings = await embed(prompts);
  return prompts.map((prompt, i) => decide(prompt, head, embeddings[i]));
}

function decide(prompt: string, head: DomainHead, embedding: Float32Array): DomainDecision {
  const probabilities = classProbabilities(head, embedding);
  const [best, second] = [...DOMAINS].sort((a, b) => probabilities[b] - probabilities[a]);
  if (probabilities[best] >= head.threshold) {
    return {
      domain: best,
      confidence: probabilities[best],
      probabilities,
      reasons: [
        `The prompt is about ${best} (probability ${percent(probabilities[best])}${cues(prompt, head, best)}).`,
      ],
    };
  }
  return {
    domain: null,
    confidence: probabilities.none,
    probabilities,
    reasons: [abstention(probabilities, best, second, head.threshold)],
  };
}

function abstention(
  probabilities: Record<DomainClass, number>,
  best: Domain,
  second: Domain,
  threshold: number,
): string {
  const needed = `a domain is named from ${percent(threshold)} on`;
  if (probabilities.none >= probabilities[best]) {
    return `The prompt is none of ours (probability ${percent(probabilities.none)}; nearest is ${best} with ${percent(probabilities[best])}, ${needed}).`;
  }
  return `The domain is uncertain: ${best} ${percent(probabilities[best])}, ${second} ${percent(probabilities[second])}, none of ours ${percent(probabilities.none)}; ${needed}.`;
}

/** The prompt's own words that mark the domain. */
function cues(prompt: string, head: DomainHead, domain: Domain): string {
  const words = new Set(prompt.toLowerCase().match(/\p{L}+/gu) ?? []);
  const found = head.terms[domain].filter((term) => words.has(term)).slice(0, 4);
  return found.length > 0 ? `; it names ${found.join(', ')}` : '';
}

function percent(probability: number): string {
  return `${(100 * probability).toFixed(probability > 0.995 || probability < 0.005 ? 1 : 0)} %`;
}
