/**
 * Trusted: intact, by a signer under a trusted root. Valid: intact, by a signer nobody here vouches for.
 * Invalid: changed, damaged, expired or untrue. None: no credentials inside.
 */
export const CREDENTIAL_STATES = ['Trusted', 'Valid', 'Invalid', 'None'] as const;
export type CredentialState = (typeof CREDENTIAL_STATES)[number];

/** A validation status of the C2PA specification. */
export interface ValidationStatus {
  /** `claimSignature.validated`, `assertion.dataHash.mismatch`, … */
  code: string;
  explanation: string;
}

export interface ReportedAction {
  action: string;
  when: string | null;
  digitalSourceType: string | null;
  agent: string | null;
  description: string | null;
}

export interface ReportedIngredient {
  title: string | null;
  relationship: string | null;
  /** A digest for inputs of ours. */
  instanceId: string | null;
  format: string | null;
  /** Label of the ingredient's own manifest, when it had one. */
  manifest: string | null;
}

export interface ReportedManifest {
  /** `urn:c2pa:…` */
  label: string;
  title: string | null;
  /** The program that made the claim: `Maquette 0.1.0`. */
  generator: string | null;
  signer: { organisation: string | null; name: string | null; algorithm: string | null };
  actions: ReportedAction[];
  ingredients: ReportedIngredient[];
  /** `cawg.ai_training` → `notAllowed`, … */
  trainingMining: Record<string, string>;
  /** What Maquette says of the making (`Provenance`, as read: not yet believed); null in files of others. */
  provenance: Record<string, unknown> | null;
}

/** What a file's credentials say, and whether that can be believed. Text in it comes from the file. */
export interface CredentialReport {
  state: CredentialState;
  failures: ValidationStatus[];
  /** Codes of checks that were passed, each once. */
  passed: string[];
  /** The active manifest; null with state None, and where nothing of it can be read. */
  manifest: ReportedManifest | null;
}
