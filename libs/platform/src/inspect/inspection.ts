import type { CredentialReport, MediaType } from '@maquette/credentials';
import type { Artefact, Generation, GenerationRequest, RouteDecision } from '@maquette/generation';
import type { Digest } from '@maquette/kernel';

/**
 * trusted    the credentials hold, under a root that is trusted here
 * known      it can carry no credentials, or has none, and is byte by byte what this installation published
 * untrusted  the credentials hold, but nobody here vouches for their signer
 * invalid    the credentials do not hold: see the failures
 * unknown    no credentials, and no file of this installation
 */
export const VERDICTS = ['trusted', 'known', 'untrusted', 'invalid', 'unknown'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Inspection {
  verdict: Verdict;
  digest: Digest;
  bytes: number;
  /** Null for a document. */
  mediaType: MediaType | null;
  /** Null for what can carry none. */
  credentials: CredentialReport | null;
  /** What this installation's own records say; null when they do not know the file. */
  trace: Trace | null;
  log: LogTrace | null;
  /** One sentence each. */
  notes: string[];
}

/** From the artefact back to the licences, out of the database and the registry. */
export interface Trace {
  /** `digest`: these very bytes were published. `credential`: the picture was, the bytes around it are others. */
  knownBy: 'digest' | 'credential';
  artefact: Artefact;
  /** The artefact that this one was made from. */
  parent: Artefact | null;
  generation: Pick<
    Generation,
    'id' | 'state' | 'checkpoint' | 'pool' | 'workerId' | 'leaseEpoch' | 'createdAt' | 'completedAt'
  > & { request: GenerationRequest };
  decision: RouteDecision;
  checkpoint: TracedCheckpoint;
  /** Null when the registry no longer has these bytes of the checkpoint; the credential names them still. */
  datasets: TracedDataset[] | null;
  attributions: string[] | null;
}

export interface TracedCheckpoint {
  reference: string;
  digest: Digest | null;
  /** SPDX expression, and who licensed it. Null when the registry no longer has these bytes. */
  licence: string | null;
  licensor: string | null;
  /** What was decided about it since: `published`, `withdrawn`, …; null when nothing was. */
  standing: string | null;
}

export interface TracedDataset {
  id: string;
  version: string;
  title: string;
  licence: string;
  issuer: string;
  record: Digest;
  roles: readonly string[];
  /** What was decided about it since: `approved`, `revoked`, …; null when nothing was. */
  standing: string | null;
}

/** What the audit log says of the generation. */
export interface LogTrace {
  entries: { index: number; kind: string; at: string }[];
  /** The entry that names the published artefact. */
  published: number | null;
  /** Its receipt (C2SP tlog-proof), which can be checked without us; null when it cannot be made now. */
  proof: string | null;
}
