import type { Domain } from '@maquette/kernel';
import { evaluateTerms } from '@maquette/provenance';
import type { CheckpointEntry, Registry } from '@maquette/registry';
import { proposalsOf, type Proposal, type Proposals } from './candidates/candidates-of';
import { lacking, type CapabilityNeeds } from './candidates/capability';
import type { RoutingStanding } from './candidates/checkpoint-alias';
import { ROUTING_ALGORITHM, type RouteAttempt, type RouteCandidate, type RouteDecision } from './decision';
import { settledBy, type Attachment } from './domain/attachment';
import { decideDomain, type DomainDecision, type Embedders } from './domain/decide-domain';
import type { DomainHead } from './domain/domain-head';
import type { Demand } from './placement/demand';
import { place } from './placement/place';
import type { Pool } from './placement/pool';

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
  /** Who asks, by name: decides who is in a canary. Left out, it is `anonymous`. */
  client?: string;
  /** What the checkpoint must be able to do. */
  needs?: CapabilityNeeds;
  /** What is to be placed; left out, a clip of the usual length and size, of normal priority. */
  placing?: Partial<Pick<Demand, 'megapixelFrames' | 'labels' | 'precedence'>>;
}

export interface RouteDeps {
  /** The policy's word on a prompt. */
  screen(prompt: string): { action: 'allow' | 'refuse'; reasons: readonly string[] };
  embed: Embedders;
  head: DomainHead;
  registry: Pick<Registry, 'list' | 'checkpoint' | 'licences'>;
  /** What has been decided about the records and their aliases up to now: asked for each decision. */
  standing(): Promise<RoutingStanding>;
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

  const standing = await deps.standing();
  const proposals = asked
    ? { proposed: [{ entry: asked, by: 'asked' as const }], dangling: [] }
    : proposalsOf(domain, request.client ?? 'anonymous', deps.registry, standing.aliases ?? []);
  const place = await chooseCheckpoint(domain, proposals, request, deps, standing);
  return decision({ domain, confidence, ...place, reasons: [...reasons, ...(place.reasons ?? [])] });
}

async function chooseCheckpoint(
  domain: Domain,
  { proposed, dangling }: Proposals,
  request: RouteRequest,
  deps: RouteDeps,
  standing: RoutingStanding,
): Promise<Step> {
  const judged = proposed.map((proposal) => ({
    ...proposal,
    ...judge(proposal.entry, request, deps, standing),
  }));
  const candidates: RouteCandidate[] = [
    ...judged.map(({ checkpoint, kept, reason }) => ({ checkpoint, kept, reason })),
    ...dangling.map((alias) => ({ ...alias, kept: false })),
  ];
  const licensed = judged.filter(({ kept }) => kept);
  if (licensed.length === 0) {
    const step = nothingLeft(
      domain,
      judged.map(({ verdict }) => verdict),
      candidates,
    );
    return { candidates, ...step };
  }
  return { candidates, ...(await tryEach(domain, licensed, request, deps)) };
}

/** Tries the licensed candidates on the pools, in their order, and no other version. */
async function tryEach(
  domain: Domain,
  licensed: readonly (Proposal & { reason: string })[],
  { placing }: RouteRequest,
  deps: RouteDeps,
): Promise<Step> {
  const pools = await deps.pools();
  const attempts: RouteAttempt[] = [];
  for (const { entry, by, reason } of licensed) {
    const checkpoint = entry.reference;
    const fileBytes = entry.record && entry.record.files.reduce((sum, { bytes }) => sum + bytes, 0);
    const placed = place({ domain, checkpoint, fileBytes, megapixelFrames: USUAL_CLIP, ...placing }, pools);
    attempts.push({ checkpoint, ...placed });
    if (placed.pool === null) continue;
    return {
      outcome: 'classified',
      checkpoint: entry.reference,
      checkpointDigest: entry.checkpointDigest,
      pool: placed.pool,
      canary: by === 'canary',
      attempts,
      reasons: [
        ...attempts.slice(0, -1).map(({ checkpoint, reason }) => `${checkpoint} was not placed: ${reason}`),
        `Checkpoint ${entry.reference} is taken${BY[by]}. ${reason}`,
        placed.reason,
      ],
    };
  }
  return { outcome: 'unavailable', attempts, reasons: [...new Set(attempts.map(({ reason }) => reason))] };
}

/** Six seconds of 960 × 540: millions of pixels times frames. */
const USUAL_CLIP = 75;

/** How a checkpoint came to be taken, where there is something to say. */
const BY: Record<Proposal['by'], string> = {
  asked: '',
  newest: '',
  stable: ', the stable version',
  canary: ", the canary version, since the client is in the canary's share",
};

type Verdict = 'licensed' | 'quarantined' | 'incapable' | 'unlicensed';

function judge(
  entry: CheckpointEntry,
  { use, territory, date, needs = {} }: RouteRequest,
  { registry, licensee }: RouteDeps,
  standing: RoutingStanding,
): RouteCandidate & { verdict: Verdict } {
  const checkpoint = entry.reference;
  if (entry.state !== 'ready') {
    const reason = `Quarantined: ${entry.problems[0]?.message ?? 'it was not verified'}`;
    return { checkpoint, kept: false, reason, verdict: 'quarantined' };
  }
  const lack = entry.record && lacking(entry.record, needs);
  if (lack) return { checkpoint, kept: false, reason: lack, verdict: 'incapable' };
  const { subjects } = registry.licences(checkpoint);
  const terms = evaluateTerms(subjects, { use, territory, date, purpose: 'generate', licensee }, standing);
  const verdict = terms.allowed ? 'licensed' : 'unlicensed';
  return { checkpoint, kept: terms.allowed, reason: terms.deciding.reason, verdict };
}

/** A licence that denies says so, whatever else is missing besides; else it is what is missing that decides. */
function nothingLeft(
  domain: Domain,
  verdicts: readonly Verdict[],
  candidates: readonly RouteCandidate[],
): Step {
  if (candidates.length === 0) {
    return {
      outcome: 'unavailable',
      reasons: [`The registry has no checkpoint for the domain ${domain} yet.`],
    };
  }
  if (verdicts.includes('unlicensed')) {
    return { outcome: 'unlicensed', reasons: candidates.map(({ reason }) => reason) };
  }
  const named = candidates.map(({ checkpoint, reason }) => `${checkpoint}: ${reason}`);
  const cannot = verdicts.includes('incapable') ? 'do what is asked' : 'be loaded';
  return {
    outcome: 'unavailable',
    reasons: [`No checkpoint of the domain ${domain} can ${cannot}.`, ...named],
  };
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
    attempts: [],
    canary: false,
    algorithm: ROUTING_ALGORITHM,
    ...step,
  };
}
