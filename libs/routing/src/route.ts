import type { Domain } from '@maquette/kernel';
import { evaluateTerms, type Standing } from '@maquette/provenance';
import type { CheckpointEntry, Registry } from '@maquette/registry';
import type { RouteCandidate, RouteDecision } from './decision';
import { settledBy, type Attachment } from './domain/attachment';
import { decideDomain, type DomainDecision, type Embedders } from './domain/decide-domain';
import type { DomainHead } from './domain/domain-head';
import { choosePool, type Pool } from './pool';

export interface RouteRequest {
  prompt: string;
  /** `commercial`, `editorial`, …: what the result is for. */
  use: string;
  /** ISO 3166-1 alpha-2, or '*' for the whole world. */
  territory: string;
  /** When the result is used. */
  date: Date;
  /** Asks for one checkpoint by reference; its domain then stands, its licences are checked all the same. */
  checkpoint?: string;
  /** What kind of file comes with the prompt: it settles the domain, unless a checkpoint was asked for. */
  attachment?: Attachment;
}

export interface RouteDeps {
  /** The policy's word on a prompt. */
  screen(prompt: string): { action: 'allow' | 'refuse'; reasons: readonly string[] };
  embed: Embedders;
  head: DomainHead;
  registry: Pick<Registry, 'list' | 'checkpoint' | 'licences'>;
  /** What has been decided about the records up to now: asked for each decision. */
  standing(): Promise<Standing>;
  /** Who generates, as licence grants name their licensee; null: only licences for anyone count. */
  licensee: string | null;
  /** Pools that take work now. */
  pools(): Promise<readonly Pool[]>;
}

/** What one step of the decision adds. */
type Step = Partial<RouteDecision>;

/**
 * policy → domain → checkpoints of the domain → those whose licences cover the request → pool.
 * Every step leaves its reason; the first that fails decides the outcome.
 * Errors: `checkpoint-unknown` (not-found), `checkpoint-reference-invalid`, `checkpoint-quarantined` (bad-input) for an
 * explicit checkpoint.
 */
export async function route(request: RouteRequest, deps: RouteDeps): Promise<RouteDecision> {
  const screened = deps.screen(request.prompt);
  if (screened.action === 'refuse') {
    return decision({ outcome: 'skipped_by_policy', reasons: [...screened.reasons] });
  }
  // Looked up before anything is decided, so that a wrong reference is answered as such.
  const asked = request.checkpoint === undefined ? null : deps.registry.checkpoint(request.checkpoint);
  const classified = await decideDomain(request.prompt, deps.head, deps.embed);
  const { domain, confidence, reasons } = domainOf(request, asked, classified);
  if (domain === null) return decision({ outcome: 'unclassified', confidence, reasons });

  const entries = asked ? [asked] : deps.registry.list().filter((entry) => entry.domain === domain);
  const place = await chooseCheckpoint(domain, entries, request, deps);
  return decision({ domain, confidence, ...place, reasons: [...reasons, ...(place.reasons ?? [])] });
}

async function chooseCheckpoint(
  domain: Domain,
  entries: CheckpointEntry[],
  request: RouteRequest,
  deps: RouteDeps,
): Promise<Step> {
  const standing = await deps.standing();
  const candidates = entries.map((entry) => judge(entry, request, deps, standing));
  const chosen = entries.find((_, i) => candidates[i].kept);
  if (!chosen) return { candidates, ...nothingLeft(domain, entries, candidates) };

  const pool = choosePool(domain, await deps.pools());
  if (!pool) {
    return {
      outcome: 'unavailable',
      candidates,
      reasons: [`No pool takes work of the domain ${domain} now.`],
    };
  }
  return {
    outcome: 'classified',
    checkpoint: chosen.reference,
    checkpointDigest: chosen.checkpointDigest,
    pool: pool.name,
    candidates,
    reasons: [
      `Checkpoint ${chosen.reference} is taken. ${candidates[entries.indexOf(chosen)].reason}`,
      pool.reason,
    ],
  };
}

function judge(
  entry: CheckpointEntry,
  { use, territory, date }: RouteRequest,
  { registry, licensee }: RouteDeps,
  standing: Standing,
): RouteCandidate {
  const checkpoint = entry.reference;
  if (entry.state !== 'ready') {
    return {
      checkpoint,
      kept: false,
      reason: `Quarantined: ${entry.problems[0]?.message ?? 'it was not verified'}`,
    };
  }
  const { subjects } = registry.licences(checkpoint);
  const terms = evaluateTerms(subjects, { use, territory, date, purpose: 'generate', licensee }, standing);
  return { checkpoint, kept: terms.allowed, reason: terms.deciding.reason };
}

function nothingLeft(domain: Domain, entries: CheckpointEntry[], candidates: RouteCandidate[]): Step {
  if (entries.length === 0) {
    return {
      outcome: 'unavailable',
      reasons: [`The registry has no checkpoint for the domain ${domain} yet.`],
    };
  }
  if (entries.every(({ state }) => state === 'quarantined')) {
    const named = candidates.map(({ checkpoint, reason }) => `${checkpoint}: ${reason}`);
    return {
      outcome: 'unavailable',
      reasons: [`No checkpoint of the domain ${domain} can be loaded.`, ...named],
    };
  }
  return { outcome: 'unlicensed', reasons: candidates.map(({ reason }) => reason) };
}

/** A checkpoint that was asked for says the domain; else the attachment does; else the words. */
function domainOf(
  { attachment }: RouteRequest,
  asked: CheckpointEntry | null,
  classified: DomainDecision,
): Pick<DomainDecision, 'domain' | 'confidence' | 'reasons'> {
  if (asked) {
    const confidence = classified.probabilities[asked.domain];
    return { domain: asked.domain, confidence, reasons: overrideReasons(asked, classified) };
  }
  if (attachment === undefined) return { ...classified, reasons: [...classified.reasons] };
  const { domain, reason } = settledBy(attachment);
  return { domain, confidence: 1, reasons: [reason] };
}

function overrideReasons(asked: CheckpointEntry, classified: DomainDecision): string[] {
  const reasons = [`Checkpoint ${asked.reference} was asked for.`];
  if (classified.domain !== asked.domain) {
    const otherwise = classified.domain ?? 'none of our domains';
    reasons.push(`By its words alone the prompt would have gone to ${otherwise}.`);
  }
  return reasons;
}

function decision(step: Step & Pick<RouteDecision, 'reasons'>): RouteDecision {
  return {
    outcome: 'unavailable',
    domain: null,
    confidence: 0,
    checkpoint: null,
    checkpointDigest: null,
    pool: null,
    candidates: [],
    ...step,
  };
}
