import type { ArchitectureBrief } from '../document/scene-document';

/** Sentence embeddings of unit length, one a text. `keep`: these texts come again at every start. */
export type Embed = (texts: readonly string[], options?: { keep?: boolean }) => Promise<Float32Array[]>;

export interface ParsedPrompt {
  brief: ArchitectureBrief;
  /** What was understood, guessed and left aside, one sentence each. */
  notes: string[];
}
