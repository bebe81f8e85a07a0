import type { Digest } from '@maquette/kernel';

/**
 * Label of our own assertion. Namespaces of assertions are domain names turned round; `internal` is the one top-level
 * domain that is kept for private use, so that this name can never belong to somebody else.
 */
export const PROVENANCE_LABEL = 'internal.maquette.provenance';

export interface DatasetCredit {
  id: string;
  version: string;
  /** Of the provenance record, dataset.json. */
  record: Digest;
  /** SPDX expression */
  licence: string;
  /** `train`, `test`, `derived` */
  roles: readonly string[];
}

/** A document that the user gave, named by the digest of its canonical JSON (RFC 8785). */
export interface GivenInput {
  kind: 'scene' | 'camera';
  digest: Digest;
}

/** What an artefact's credential says about how it was made. Digests stand for what may be private: prompt and scene. */
export interface Provenance {
  generation: string;
  /** Of the whole request as it was accepted, the prompt among it; the audit log names the same. */
  request: Digest;
  /** Of the route decision; the audit log names the same. */
  decision: Digest;
  use: string;
  territory: string;
  checkpoint: {
    /** `architecture/daylight@1.0.0` */
    reference: string;
    /** Of its files. */
    digest: Digest;
    /** Of checkpoint.json. */
    record: Digest;
    /** SPDX expression */
    licence: string;
  };
  datasets: readonly DatasetCredit[];
  /** Credits that licences ask for, one line each. */
  attributions: readonly string[];
  /** The published scene document, which is JSON and can carry no credential of its own. */
  scene: { digest: Digest; mediaType: string };
  inputs: readonly GivenInput[];
  /** What the picture itself says, too: that it is synthetic and not for diagnosis. */
  notice?: string;
}
