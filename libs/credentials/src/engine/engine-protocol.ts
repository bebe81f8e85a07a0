/** Where bytes lie: a file is read piece by piece and never wholly held. */
export type Source = { path: string } | { bytes: Uint8Array };

/** An asset that a new one is made from; its own credentials come along. */
export interface ParentAsset {
  source: Source;
  mediaType: string;
  /** Ingredient definition, JSON. */
  definition: string;
}

export interface SignOrder {
  type: 'sign';
  /** Manifest definition, JSON. */
  manifest: string;
  mediaType: string;
  source: Source;
  /** The signed file; null hands the bytes back. */
  output: string | null;
  parent: ParentAsset | null;
  /** `es256`, `es384`, `ps256`, `ed25519`. */
  algorithm: string;
  /** Bytes of the finished COSE_Sign1. */
  signatureBytes: number;
  /** Settings of the engine, JSON. */
  settings: string;
}

export interface ReadOrder {
  type: 'read';
  mediaType: string;
  source: Source;
  settings: string;
}

export type Order = SignOrder | ReadOrder;

/** What the signer answers for the bytes of a claim. */
export type ClaimSigner = (claim: Uint8Array) => Promise<Uint8Array>;

export interface Answers {
  /** The signed bytes; null when they were written to `output`. */
  sign: Uint8Array | null;
  /** The manifest store as the engine reports it, JSON. */
  read: string;
}

/** The key stays out of the thread that parses files: the thread asks for each signature. */
export type ToEngine =
  | { type: 'order'; id: number; order: Order }
  | { type: 'signature'; id: number; signature: Uint8Array }
  | { type: 'no-signature'; id: number; message: string };

export type FromEngine =
  | { type: 'claim'; id: number; claim: Uint8Array }
  | { type: 'answer'; id: number; answer: Uint8Array | string | null; memoryBytes: number }
  | { type: 'failed'; id: number; message: string; broken: boolean };
