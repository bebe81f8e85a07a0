import type { Digest } from '@maquette/kernel';
import type { Precedence, RouteDecision } from '@maquette/routing';

/**
 * queued ──claim──► running ──publish──► completed
 *  │ ▲ ▲             │ │ │ └──fail─────► failed
 *  │ │ └─release─────┘ │ └────park─────► parked ──cancel──► cancelled
 *  │ │   snooze        │                   │
 *  │ └─────────────────┼──────requeue──────┘
 *  └──cancel──► cancelled ◄──cancel
 * A running generation whose lease ran out may be claimed again: the claim raises the lease epoch, and every later
 * write of the former holder is refused.
 */
export const GENERATION_STATES = ['queued', 'running', 'completed', 'failed', 'parked', 'cancelled'] as const;
export type GenerationState = (typeof GENERATION_STATES)[number];

/** What a client asked for, after validation. */
export interface GenerationRequest {
  prompt: string;
  seconds: number;
  fps: number;
  width: number;
  height: number;
  seed: number;
  /** `commercial`, `editorial`, `research`, …: what the picture will be used for. */
  use: string;
  /** ISO 3166-1 alpha-2 code of the territory of that use. */
  territory: string;
  /** Keep every frame as PNG beside the clip. */
  keepFrames: boolean;
  /** Painted at half its width and height and doubled by the checkpoint's upscaler; absent when painted in full. */
  upscale?: 2;
  /** Which look of a lookbook it is, counted from 1; absent when it is none. */
  look?: { number: number; of: number };
  /** Documents that the client gave of its own; absent when everything was composed. */
  inputs?: GivenDocument[];
}

/** A document of the client, named by the digest of its canonical JSON (RFC 8785). */
export interface GivenDocument {
  kind: 'scene' | 'camera';
  digest: Digest;
}

export type ArtefactKind = 'video' | 'poster' | 'frame' | 'scene';

/** What a worker hands over for publication: the bytes are in the object store already. */
export interface NewArtefact {
  kind: ArtefactKind;
  digest: Digest;
  mediaType: string;
  bytes: number;
  /** Frame number of a frame; null otherwise. */
  frame: number | null;
  /** Label of the content credential inside the file (`urn:c2pa:…`); null for a scene document, which can carry none. */
  credential: string | null;
}

export interface Artefact extends NewArtefact {
  id: string;
  generationId: string;
  createdAt: Date;
}

export interface GenerationError {
  code: string;
  message: string;
}

/** When a pool expected to begin and to finish it. */
export interface Estimate {
  startAt: Date;
  endAt: Date;
}

export interface Generation extends Precedence {
  id: string;
  state: GenerationState;
  request: GenerationRequest;
  /** The composed scene document (JSON). */
  scene: unknown;
  /** Of the decision's record. */
  decisionId: string;
  decision: RouteDecision;
  pool: string;
  checkpoint: string;
  leaseEpoch: number;
  leaseExpiresAt: Date | null;
  workerId: string | null;
  /** The trace that the request began (W3C `traceparent`); null when nobody traced it. */
  trace: string | null;
  attempts: number;
  /** Frames done, and frames to do. */
  framesDone: number;
  framesTotal: number;
  error: GenerationError | null;
  artefacts: Artefact[];
  /** What the client was told when it was accepted; null: nothing. */
  estimate: Estimate | null;
  createdAt: Date;
  startedAt: Date | null;
  completedAt: Date | null;
}

export interface NewGeneration {
  request: GenerationRequest;
  scene: unknown;
  decision: RouteDecision;
  framesTotal: number;
  /** Left out: an anonymous client's, of normal priority, without deadline. */
  precedence?: Precedence;
  /** Device seconds that it is expected to take. */
  expectedSeconds?: number;
  estimate?: Estimate;
  /** Of the request: W3C `traceparent`. */
  trace?: string | null;
}

/** Proof that a worker holds a generation; every write names it. */
export interface Claim {
  generationId: string;
  workerId: string;
  leaseEpoch: number;
}
